"""Scoring, publishing, taking in, events and objections through pages: who may, what is told, what comes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.events import Decided, record_outside_event
from kaohe.office.assessment.actions.objecting import object_to
from kaohe.office.assessment.actions.publishing import Proposal, propose
from kaohe.office.assessment.models import Objection, OutsideEvent, Publication, Scoring
from kaohe.office.assessment.sweep import score_owed
from kaohe.office.journal.models import Entry
from tests.office.assessment.conftest import NOW
from tests.office.assessment.test_official import FULL, PART

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"


@pytest.fixture
def waiting(scored, officer, catalogue):
    proposal = Proposal(scored, "nation", "待批结果", "粤商务函〔2018〕1号")
    return propose(actor=officer, proposal=proposal, key="w")


def test_a_scoring_is_asked_for_watched_and_looked_at(as_, officer, snapshot):
    client = as_(officer)
    given = {"snapshot": snapshot.pk, "draws": 200, "seed": 7, "key": KEY}
    for _ in range(2):
        asked = client.post(reverse("scoring_ask"), given)
        assert asked.status_code == 302
    assert Scoring.objects.count() == 1
    page = client.get(asked.url)
    assert 'hx-trigger="every 3s"' in page.content.decode()
    score_owed(NOW)
    page = client.get(asked.url)
    assert [row.rank for row, _ in page.context["lines"]] == list(range(1, 9))
    assert "hx-trigger" not in page.content.decode().partition("<main")[2]
    for sort in ("name", "change", "risk", "nonsense"):
        assert client.get(asked.url, {"sort": sort}).status_code == 200


def test_numbers_outside_what_is_allowed_stay_in_the_form(as_, officer, snapshot):
    given = {"snapshot": snapshot.pk, "draws": 3, "seed": 7, "key": KEY}
    answer = as_(officer).post(reverse("scoring_ask"), given)
    assert answer.status_code == 422
    bad = {**given, "draws": 200, "plan_text": "x: ["}
    assert as_(officer).post(reverse("scoring_ask"), bad).status_code == 422
    assert not Scoring.objects.exists()


def test_a_failure_says_why(as_, officer, owed):
    Scoring.objects.update(
        state="failed",
        error=[
            {"code": "assessment.scoring_broke", "params": {"error": "OSError"}, "place": {}, "level": "hard"}
        ],
    )
    assert "OSError" in as_(officer).get(reverse("scoring", args=[owed.pk])).content.decode()


@pytest.mark.parametrize("name", ["results.xlsx", "report.html", "robustness.html"])
def test_files_are_for_saving_and_for_readers(as_, officer, acts, scored, name):
    answer = as_(officer).get(reverse("scoring_file", args=[scored.pk, name]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(b"".join(answer)) > 1000
    assert as_(officer).get(reverse("scoring_file", args=[scored.pk, "manifest.json"])).status_code == 404
    city = as_(acts(Role.CITY_OFFICER))
    assert city.get(reverse("scoring_file", args=[scored.pk, name])).status_code == 404


def test_a_proposal_is_made_and_approved_by_another(as_, officer, head, scored):
    given = {"field": "nation", "title": "结果", "document": "粤商务函〔2018〕1号", "key": KEY}
    made = as_(officer).post(reverse("publication_new", args=[scored.pk]), given)
    assert made.status_code == 302
    page = as_(officer).get(made.url).content.decode()
    assert 'name="approve"' not in page
    page = as_(head).get(made.url).content.decode()
    assert 'name="approve"' in page
    decide = reverse("publication_decide", args=[Publication.objects.get().pk])
    assert as_(head).post(decide, {"approve": "1"}).status_code == 302
    assert as_(head).post(decide, {"approve": "1"}).status_code == 302
    assert [entry.action for entry in Entry.objects.all()].count("assessment.approve") == 1
    assert "结果" in Client().get(reverse("published")).content.decode()


def test_what_an_action_refuses_stays_in_the_form(as_, officer, scored):
    given = {"field": "province", "title": "结果", "document": "函", "key": KEY}
    answer = as_(officer).post(reverse("publication_new", args=[scored.pk]), given)
    assert answer.status_code == 422
    assert "须先公示" in answer.content.decode()


def test_ones_own_is_told_and_refused(as_, acts, scored):
    own = acts(Role.PROVINCE_HEAD)
    made = propose(actor=own, proposal=Proposal(scored, "nation", "甲", "乙"), key="k")
    assert "须由另一人批准" in as_(own).get(reverse("publication", args=[made.pk])).content.decode()
    answer = as_(own).post(reverse("publication_decide", args=[made.pk]), {"approve": "1"})
    assert answer.status_code == 409


def test_declined_with_a_reason(as_, head, waiting):
    decide = reverse("publication_decide", args=[waiting.pk])
    assert as_(head).post(decide, {"reason": "", "key": KEY}).status_code == 422
    assert as_(head).post(decide, {"reason": "标题有误", "key": KEY}).status_code == 302
    assert Publication.objects.get().state == "withdrawn"


def test_the_first_page_says_what_waits(as_, head, officer, waiting):
    assert reverse("assessments") in as_(head).get("/").content.decode().partition("<main")[2]
    assert "待批准公布的名次" not in as_(officer).get("/").content.decode()


def look(client, text, extent):
    file = SimpleUploadedFile("名次.csv", text.encode())
    return client.post(reverse("official"), {"extent": extent, "file": file, "key": KEY})


def test_the_ministrys_file_is_looked_at_proposed_approved_and_compared(
    as_, officer, head, catalogue, scored
):
    client = as_(officer)
    seen = look(client, PART.replace("2017,", "2018,"), "part")
    assert seen.status_code == 200
    assert not Publication.objects.exists()
    given = {"file": seen.context["file"], "key": seen.context["key"]}
    made = client.post(reverse("official_propose"), given)
    assert client.post(reverse("official_propose"), given).url == made.url
    found = Publication.objects.get()
    as_(head).post(reverse("publication_decide", args=[found.pk]), {"approve": "1"})
    page = client.get(reverse("publication_compared", args=[found.pk]))
    assert {row.unit for row in page.context["page"]} == {"z1", "z2", "z3"}
    assert page.context["reconciled"].common == 3
    public = Client().get(reverse("published_year", args=(2018, "nation")))
    assert public.url == reverse("published_standings", args=(2018, "nation", "official"))
    assert "215" in Client().get(public.url).content.decode()
    assert b"".join(client.get(reverse("publication_file", args=[found.pk]))).startswith(b"assessment_year")


def test_bad_lines_are_told_by_place(as_, officer, catalogue):
    answer = look(as_(officer), FULL.replace("综合,z2,2", "综合,z2,x"), "full")
    assert answer.status_code == 422
    assert "名次.csv:3" in answer.content.decode()


def test_a_preview_that_was_tampered_with_or_is_old_is_not_taken(as_, officer, catalogue, monkeypatch):
    client = as_(officer)
    seen = look(client, PART, "part")
    for file in (seen.context["file"][:-2] + "xx", ""):
        answer = client.post(reverse("official_propose"), {"file": file, "key": KEY})
        assert answer.status_code == 422
    assert not Publication.objects.exists()


def test_an_event_is_recorded_and_recanted(as_, officer, catalogue):
    client = as_(officer)
    given = {"zone": "z1", "kind": "demotion", "on": "2018-03-01", "decider": "国务院", "document": "国函9号"}
    assert client.post(reverse("event_new"), given | {"key": KEY, "on": "2019-01-01"}).status_code == 422
    assert client.post(reverse("event_new"), given | {"key": KEY}).status_code == 302
    event = OutsideEvent.objects.get()
    assert "国函9号" in client.get(reverse("events")).content.decode()
    recant = reverse("event_recant", args=[event.pk])
    assert client.post(recant, {"reason": "登错", "key": KEY}).status_code == 302
    assert client.post(recant, {"reason": "登错", "key": KEY}).status_code == 422
    assert "登错" in client.get(reverse("events")).content.decode()


def test_a_committee_objects_and_the_head_reviews(as_, committee, head, out, acts):
    out(field="province", notice_until=NOW + timedelta(days=7))
    of = (2018, "province", "computed", "z6")
    own = as_(committee("z6"))
    assert reverse("object_new", args=of) in own.get(reverse("published_zone", args=of)).content.decode()
    other = as_(committee("z5"))
    assert (
        reverse("object_new", args=of) not in other.get(reverse("published_zone", args=of)).content.decode()
    )
    assert other.post(reverse("object_new", args=of), {"text": "x", "key": KEY}).status_code == 422
    given = {"text": "产值漏报", "key": KEY, "file": SimpleUploadedFile("证明.txt", "证明".encode())}
    assert own.post(reverse("object_new", args=of), given).status_code == 302
    made = Objection.objects.get()
    assert "产值漏报" in own.get(reverse("objections")).content.decode()
    assert b"".join(own.get(reverse("objection_file", args=[made.pk]))) == "证明".encode()
    assert other.get(reverse("objection_file", args=[made.pk])).status_code == 404
    assert as_(acts(Role.CITY_OFFICER)).get(reverse("objections")).status_code == 404
    review = reverse("objection_review", args=[made.pk])
    assert own.get(review).status_code == 403
    answer = as_(head).post(review, {"outcome": "forwarded", "reason": "因", "key": KEY})
    assert answer.status_code == 422
    assert as_(head).post(review, {"outcome": "upheld", "reason": "属实", "key": KEY}).status_code == 302
    assert "属实" in own.get(reverse("objections")).content.decode()


READERS = {Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER, Role.GOVERNMENT_OFFICER, Role.AUDITOR}


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_what_is_not_public(as_, acts, waiting, scored, role):
    client = as_(acts(role, 5))
    for name, pk in (("publication", waiting.pk), ("scoring", scored.pk)):
        answer = client.get(reverse(name, args=[pk]))
        assert answer.status_code == (200 if role in READERS else 404)
    assert client.get(reverse("assessments")).status_code == (200 if role in READERS else 403)


def test_nobody_sees_it_without_signing_in(waiting, scored):
    for name, pk in (("publication", waiting.pk), ("scoring", scored.pk), ("publication_new", scored.pk)):
        assert Client().get(reverse(name, args=[pk])).status_code == 302


def test_pages_take_few_queries(as_, officer, waiting, scored, django_assert_num_queries):
    client = as_(officer)
    client.get("/")
    for name, args, count in (
        ("assessments", (), 9),
        ("scoring", (scored.pk,), 9),
        ("publication", (waiting.pk,), 8),
        ("events", (), 7),
    ):
        with django_assert_num_queries(count):
            assert client.get(reverse(name, args=args)).status_code == 200


def test_the_journal_tells_it_in_words(as_, acts, officer, head, out, catalogue, committee):
    notice = out(field="province", notice_until=NOW + timedelta(days=7))
    object_to(actor=committee("z6"), publication=notice, unit="z6", text="漏报", key="x")
    decided = Decided("z1", "demotion", NOW.date(), "国务院", "国函9号")
    record_outside_event(actor=officer, decided=decided, key="e")
    auditor = as_(acts(Role.AUDITOR))
    page = auditor.get(reverse("journal")).content.decode()
    for words in ("省级经开区", "本省测算", "z6区", "国函9号", reverse("publication", args=[notice.pk])):
        assert words in page
    main = page.partition("<main")[2]
    for code in ("public_from", "content_hash", "supersedes", "decider"):
        assert code not in main
