"""Places are made known by two people, from a minute on; a correction supersedes and erases nothing."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.objecting import object_to, review
from kaohe.office.assessment.actions.publishing import Proposal, approve, propose, withdraw
from kaohe.office.assessment.folders import folder_of
from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.assessment.queries.places import standings_of
from kaohe.office.assessment.queries.proposed import standings_scored
from kaohe.office.assessment.queries.published import effective, ever_published, published
from kaohe.office.journal.models import Entry
from tests.office.assessment.conftest import NOW

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
EMBARGO = datetime(2018, 3, 20, 1, 30, tzinfo=UTC)


@pytest.fixture
def proposal(scored):
    def of(**more):
        fields = {"field": "nation", "title": "2018年度结果", "document": "粤商务函〔2018〕1号"}
        return Proposal(scored, **fields | more)

    return of


def proposed(officer, proposal, key="p", **more):
    return propose(actor=officer, proposal=proposal(**more), key=key)


@pytest.fixture
def out(officer, head, proposal):
    """Gives a publication, proposed and approved."""

    keys = map("out-{}".format, count())

    def published_now(**more):
        return approve(actor=head, publication=proposed(officer, proposal, key=next(keys), **more))

    return published_now


def refused(call, *codes):
    with pytest.raises(Refused) as told:
        call()
    assert [problem.code for problem in told.value.problems] == list(codes)


def test_approved_it_is_public_from_its_minute_and_not_before(officer, head, proposal):
    waiting = proposed(officer, proposal, public_from=EMBARGO)
    assert not published(EMBARGO + DAY).exists()
    approved = approve(actor=head, publication=waiting)
    assert not published(EMBARGO - timedelta(microseconds=1)).exists()
    assert published(EMBARGO).get() == approved
    assert approved.published_on == localdate(EMBARGO)


def test_its_places_are_those_of_the_scoring(out, scored):
    found, given = standings_of(out()), standings_scored(scored)
    assert found.rows == given.rows
    assert found.overall == "index"
    assert (
        len(found.rows) == Standing.objects.count() == 3 * (8 + 5 + 3)
    )  # nodes by units, and by those of each region
    assert Standing.objects.filter(unit="z1").first().name == "z1区"


def test_before_it_is_approved_there_are_no_places(officer, proposal):
    proposed(officer, proposal)
    assert not Standing.objects.exists()


def test_nobody_approves_their_own(head, proposal):
    own = proposed(head, proposal)
    refused(lambda: approve(actor=head, publication=own), "assessment.same_person")
    assert Publication.objects.get().state == "proposed"


def test_pressed_twice_it_is_approved_once(officer, head, proposal, acts):
    waiting = proposed(officer, proposal)
    first = approve(actor=head, publication=waiting)
    again = approve(actor=head, publication=first)
    assert again == first
    assert [each.action for each in Entry.objects.all()].count("assessment.approve") == 1
    another = acts(Role.PROVINCE_HEAD, 2)
    stale = waiting
    stale.state = "proposed"
    refused(lambda: approve(actor=another, publication=stale), "assessment.decided_already")


def test_the_same_key_proposes_once(officer, proposal):
    assert proposed(officer, proposal) == proposed(officer, proposal)
    assert Publication.objects.count() == 1


def test_approved_after_its_minute_it_is_public_from_then(officer, head, proposal, acts):
    waiting = proposed(officer, proposal, public_from=NOW + MINUTE)
    late = acts(Role.PROVINCE_HEAD, 2, at=NOW + DAY)
    assert approve(actor=late, publication=waiting).public_from == NOW + DAY


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"public_from": NOW - MINUTE}, "assessment.embargo_past"),
        ({"notice_until": NOW - DAY}, "assessment.notice_too_short"),
        ({"title": " "}, "assessment.text_missing"),
        ({"document": ""}, "assessment.text_missing"),
        ({"title": "长" * 201}, "accounts.too_long"),
        ({"field": "province"}, "assessment.notice_first"),
        ({"notice_until": NOW + DAY}, "assessment.notice_for_nation"),
    ],
)
def test_what_is_wrong_with_a_proposal_is_said(officer, proposal, more, code):
    refused(lambda: proposed(officer, proposal, **more), code)
    assert not Publication.objects.exists()


def test_this_very_minute_is_not_past(officer, proposal):
    assert proposed(officer, proposal, public_from=NOW.replace(second=0)).pk


def test_a_scoring_that_is_not_done_is_not_published(officer, owed):
    proposal = Proposal(owed, "nation", "甲", "乙")
    refused(lambda: propose(actor=officer, proposal=proposal, key="k"), "assessment.not_scored")


def test_a_year_is_published_once(officer, proposal, out):
    out()
    refused(lambda: proposed(officer, proposal, key="second"), "assessment.published_already")


def test_a_correction_needs_a_reason_counts_from_its_minute_and_erases_nothing(officer, head, out, proposal):
    first = out()
    refused(lambda: proposed(officer, proposal, key="c", supersedes=first), "assessment.no_reason")
    more = {"supersedes": first, "reason": "z3数据更正", "public_from": EMBARGO}
    second = out(**more)
    assert published(EMBARGO - MINUTE).get() == first
    assert published(EMBARGO).get() == second
    assert set(ever_published(EMBARGO)) == {first, second}
    assert first.standings.count() == second.standings.count()
    refused(lambda: proposed(officer, proposal, key="d", **more), "assessment.corrected_already")


def test_a_correction_of_something_else_is_refused(officer, proposal, out):
    first = out()
    Publication.objects.filter(pk=first.pk).update(assessment_year=2017)
    first.refresh_from_db()
    more = {"supersedes": first, "reason": "更正"}
    refused(lambda: proposed(officer, proposal, key="c", **more), "assessment.corrects_another")


def test_a_correction_is_not_public_before_what_it_corrects(officer, head, proposal, out):
    first = out(public_from=EMBARGO)
    second = out(supersedes=first, reason="更正")
    assert second.public_from == EMBARGO
    assert not published(EMBARGO - MINUTE).exists()


def test_withdrawn_it_makes_room(officer, head, proposal):
    waiting = proposed(officer, proposal)
    refused(lambda: withdraw(actor=head, publication=waiting, reason=" "), "assessment.text_missing")
    assert withdraw(actor=head, publication=waiting, reason="标题有误").state == "withdrawn"
    refused(lambda: approve(actor=head, publication=waiting), "assessment.decided_already")
    assert proposed(officer, proposal, key="again").state == "proposed"


def test_what_is_public_is_not_withdrawn(head, out):
    one = out()
    refused(lambda: withdraw(actor=head, publication=one, reason="撤"), "assessment.decided_already")


def test_a_result_that_was_changed_since_is_not_published(officer, head, proposal, scored):
    waiting = proposed(officer, proposal)
    file = folder_of(scored) / "manifest.json"
    file.chmod(0o644)
    file.write_text(file.read_text() + " ")
    refused(lambda: approve(actor=head, publication=waiting), "archive.file_changed")
    assert not Standing.objects.exists()
    assert Publication.objects.get().state == "proposed"


def test_standings_can_not_be_changed(out):
    out()
    for change in (lambda rows: rows.update(rank=1), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Standing.objects.all())


class TestNotice:
    """公示: provincial places are put up for objections, reviewed, then final."""

    UNTIL = NOW + 7 * DAY

    @pytest.fixture
    def notice(self, out):
        return out(field="province", notice_until=self.UNTIL)

    def final(self, acts, proposal, notice, at, key="final"):
        again = proposal(field="province", supersedes=notice)
        officer = acts(Role.PROVINCE_OFFICER, at=at)
        return propose(actor=officer, proposal=again, key=key)

    def test_it_is_public_and_not_final(self, notice):
        assert published(NOW).get() == notice
        assert effective(NOW, "computed", "province", 2018) is None

    def test_it_becomes_final_when_it_is_over(self, acts, proposal, notice):
        waiting = self.final(acts, proposal, notice, NOW + DAY)
        early = acts(Role.PROVINCE_HEAD, 2, at=self.UNTIL - MINUTE)
        refused(lambda: approve(actor=early, publication=waiting), "assessment.notice_runs")
        over = acts(Role.PROVINCE_HEAD, 2, at=self.UNTIL)
        final = approve(actor=over, publication=waiting)
        assert effective(self.UNTIL, "computed", "province", 2018) == final

    def test_not_while_an_objection_waits(self, acts, proposal, notice, committee, head):
        objection = object_to(actor=committee("z6"), publication=notice, unit="z6", text="数据有误", key="o")
        waiting = self.final(acts, proposal, notice, self.UNTIL)
        over = acts(Role.PROVINCE_HEAD, 2, at=self.UNTIL)
        refused(lambda: approve(actor=over, publication=waiting), "assessment.objections_open")
        review(actor=head, objection=objection, outcome="dismissed", reason="核实无误")
        assert approve(actor=over, publication=waiting).state == "approved"

    def test_final_places_are_not_put_up_again(self, acts, proposal, notice):
        over = acts(Role.PROVINCE_HEAD, 2, at=self.UNTIL)
        final = approve(actor=over, publication=self.final(acts, proposal, notice, self.UNTIL))
        again = proposal(field="province", supersedes=final, reason="更正", notice_until=self.UNTIL + 9 * DAY)
        officer = acts(Role.PROVINCE_OFFICER, at=self.UNTIL)
        refused(lambda: propose(actor=officer, proposal=again, key="n"), "assessment.notice_after_final")


@pytest.mark.parametrize("role", [role for role in Role if role.value[:8] != "province"])
def test_others_neither_propose_nor_withdraw(acts, officer, proposal, role):
    waiting = proposed(officer, proposal)
    somebody = acts(role)
    for act in (
        lambda: propose(actor=somebody, proposal=proposal(), key="x"),
        lambda: withdraw(actor=somebody, publication=waiting, reason="不"),
    ):
        with pytest.raises(Denied):
            act()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVINCE_HEAD])
def test_only_the_head_approves(acts, officer, proposal, role):
    waiting = proposed(officer, proposal)
    with pytest.raises(Denied):
        approve(actor=acts(role, 2), publication=waiting)


def test_approving_takes_few_queries_however_many_places(officer, head, proposal):
    waiting = proposed(officer, proposal)
    with CaptureQueriesContext(connection) as asked:
        approve(actor=head, publication=waiting)
    assert len(asked) == 10
