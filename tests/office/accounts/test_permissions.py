"""Who may do what, as a table that stands beside the grants and must be changed with them."""

import dataclasses
from datetime import date, timedelta

import pytest

from kaohe.messages import codes
from kaohe.office.accounts.actions.posts import name_deputy
from kaohe.office.accounts.actors import Actor, Held, actor_of
from kaohe.office.accounts.models import Post
from kaohe.office.accounts.permissions import GRANTS, READING, Concern, Denied, may, require
from kaohe.office.accounts.roles import Role
from tests.office.people import AT, DAY, office, security_admin, user

# o: matters of the own office; c: of the city of the office; v: that the office vouches for; e: all; -: none
TABLE = """
                              sys sec aud prh pro cit coh cor dep gov out
accounts.read                  e   e   e   -   -   -   -   -   -   -   -
accounts.manage_users          e   -   -   -   -   -   -   -   -   -   -
accounts.manage_offices        e   -   -   -   -   -   -   -   -   -   -
accounts.appoint               -   e   -   -   -   -   -   -   -   -   -
accounts.unlock                -   e   -   -   -   -   -   -   -   -   -
accounts.reset_second_factor   -   e   -   -   -   -   -   -   -   -   -
accounts.issue_token           -   e   -   -   -   -   -   -   -   -   -
journal.read                   -   -   e   -   -   -   -   -   -   -   -
zones.read                     e   e   e   e   e   e   e   e   e   e   e
zones.manage                   -   -   -   e   -   -   -   -   -   -   -
notices.read                   e   e   e   e   e   e   e   e   e   e   e
notices.read_mails             -   -   -   e   e   -   -   -   -   -   -
notices.resend                 -   -   -   e   e   -   -   -   -   -   -
reporting.see_rounds           e   e   e   e   e   e   e   e   e   e   e
reporting.open_round           -   -   -   e   -   -   -   -   -   -   -
reporting.watch                -   -   -   e   e   c   -   -   -   -   e
reporting.nudge                -   -   -   e   e   c   -   -   -   -   -
reporting.freeze               -   -   -   e   -   -   -   -   -   -   -
reporting.read                 -   -   -   e   e   oc  o   o   -   -   e
reporting.fill                 -   -   -   -   -   o   o   o   -   -   -
reporting.submit               -   -   -   -   -   o   o   -   -   -   -
reporting.city_review          -   -   -   -   -   c   -   -   -   -   -
reporting.province_review      -   -   -   e   e   -   -   -   -   -   -
reporting.take_from_city       -   -   -   e   -   -   -   -   -   -   -
reporting.query                -   -   -   -   -   -   -   -   -   -   e
reporting.sample               -   -   -   e   e   -   -   -   -   -   e
reporting.reopen               -   -   -   e   -   -   -   -   -   -   -
reporting.see_standings        -   -   -   e   e   -   -   -   -   -   -
reporting.take_snapshot        -   -   e   e   e   -   -   -   -   -   -
reporting.read_vouched         -   -   -   -   -   -   -   -   v   -   -
reporting.vouch                -   -   -   -   -   -   -   -   v   -   -
assessment.read                -   -   e   e   e   -   -   -   -   e   -
assessment.score               -   -   -   e   e   -   -   -   -   -   -
assessment.propose             -   -   -   e   e   -   -   -   -   -   -
assessment.approve             -   -   -   e   -   -   -   -   -   -   -
assessment.record_event        -   -   -   e   e   -   -   -   -   -   -
assessment.object              -   -   -   -   -   -   o   -   -   -   -
assessment.review_objection    -   -   -   e   -   -   -   -   -   -   -
clocks.read                    -   -   -   e   e   oc  o   o   o   e   -
clocks.pause                   -   -   -   e   e   -   -   -   -   e   -
clocks.ask_extension           -   -   -   e   e   o   o   -   -   -   -
clocks.grant_extension         -   -   -   e   -   -   -   -   -   e   -
clocks.load_calendar           -   -   -   e   -   -   -   -   -   -   -
papers.read                    -   -   e   o   o   o   o   o   o   o   -
papers.draft                   -   -   -   o   o   o   o   o   o   o   -
papers.check                   -   -   -   o   o   o   o   o   o   o   -
papers.cosign                  -   -   -   o   -   o   o   -   o   o   -
papers.sign                    -   -   -   o   -   o   o   -   o   o   -
papers.void                    -   -   -   o   -   o   o   -   o   o   -
papers.receive                 -   -   -   o   o   o   o   o   o   o   -
papers.instruct                -   -   -   o   -   o   o   -   o   o   -
cases.read                     -   -   e   e   e   oc  o   o   o   e   -
cases.set                      -   -   -   e   -   -   -   -   -   -   -
cases.propose                  -   -   -   e   e   -   -   -   -   -   -
cases.agree                    -   -   -   e   -   -   -   -   -   -   -
cases.start                    -   -   -   e   -   -   -   -   -   -   -
cases.lead                     -   -   -   e   e   -   -   -   -   o   -
cases.decide                   -   -   -   o   -   -   -   -   -   o   -
cases.instruct                 -   -   -   -   -   -   -   -   -   e   -
cases.answer                   -   -   -   -   -   o   o   -   -   -   -
"""
COLUMNS = dict(zip(TABLE.split("\n")[1].split(), Role, strict=True))
CELLS = {
    (row.split()[0], role): letters
    for row in TABLE.strip().split("\n")[1:]
    for role, letters in zip(COLUMNS.values(), row.split()[1:], strict=True)
}

OWN, NEIGHBOUR, ELSEWHERE = 1, 2, 3
HERE = Held(Role.AUDITOR, OWN, "committee", "广州市", ("统计局",))
MATTERS = {  # which letters reach the matter
    "own": (Concern(OWN, "广州市"), "oce"),
    "neighbouring": (Concern(NEIGHBOUR, "广州市"), "ce"),
    "foreign": (Concern(ELSEWHERE, "湛江市"), "e"),
    "own, asked by what it vouches for": (Concern(OWN, "广州市", "统计局"), "ocve"),
    "neighbouring, vouched for": (Concern(NEIGHBOUR, "广州市", "统计局"), "cve"),
    "neighbouring, vouched for by others": (Concern(NEIGHBOUR, "广州市", "财政局"), "ce"),
    "foreign, vouched for": (Concern(ELSEWHERE, "湛江市", "统计局"), "e"),
    "none": (Concern(), "e"),
}


def holder(held):
    return Actor(1, "somebody", AT, posts=(held,))


def test_the_table_has_every_action_and_every_role():
    assert {action for action, _ in CELLS} == set(GRANTS)
    assert {role for _, role in CELLS} == set(Role)


def test_each_action_has_its_name_in_both_languages():
    assert set(GRANTS) <= codes()


@pytest.mark.parametrize("action", GRANTS)
def test_each_role_may_what_the_table_says(action):
    for role in Role:
        somebody = holder(dataclasses.replace(HERE, role=role))
        for where, (matter, letters) in MATTERS.items():
            expected = bool(set(CELLS[action, role]) & set(letters))
            assert may(somebody, action, matter) is expected, (role, where)


def test_an_office_without_a_city_vouches_in_every_city():
    province = dataclasses.replace(HERE, role=Role.DEPARTMENT_OFFICER, city="")
    for city in ("广州市", "湛江市"):
        assert may(holder(province), "reporting.vouch", Concern(ELSEWHERE, city, "统计局"))


def test_an_office_without_a_city_is_no_neighbour_of_a_matter_without_one():
    without = dataclasses.replace(HERE, role=Role.CITY_OFFICER, city="")
    assert not may(holder(without), "reporting.watch", Concern())


@pytest.mark.parametrize("action", GRANTS)
def test_whoever_holds_nothing_may_nothing(action):
    nobody = Actor(1, "nobody", AT)
    for matter, _ in MATTERS.values():
        assert not may(nobody, action, matter)
        with pytest.raises(Denied):
            require(nobody, action, matter)


def test_an_action_that_nobody_stated_is_a_fault_of_the_programme():
    with pytest.raises(KeyError):
        may(holder(HERE), "accounts.destroy")


def test_what_a_token_can_be_for_is_stated_and_only_reads():
    assert set(GRANTS) >= READING
    assert {action.partition(".")[2] for action in READING} <= {
        "read",
        "read_vouched",
        "see_rounds",
        "see_standings",
        "take_snapshot",
        "watch",
    }


def test_a_token_holds_the_post_to_its_scopes():
    auditor = holder(HERE)
    token = dataclasses.replace(auditor, scopes=frozenset({"journal.read"}))
    assert may(auditor, "accounts.read")
    assert may(token, "journal.read")
    assert not may(token, "accounts.read")
    assert not may(dataclasses.replace(holder(HERE), scopes=frozenset({"zones.manage"})), "zones.manage")


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_post_gives_nothing_before_its_first_day_and_after_its_last(days, holds):
    somebody = user("somebody")
    Post.objects.create(
        user=somebody,
        office=office("gdd"),
        role=Role.COMMITTEE_HEAD,
        since=DAY,
        until=DAY + timedelta(days=9),
    )
    then = actor_of(somebody, AT + timedelta(days=days))
    assert may(then, "reporting.submit", Concern(office("gdd").pk, "广州市")) is holds


@pytest.mark.django_db
def test_the_day_is_the_day_in_china():
    somebody = user("somebody")
    Post.objects.create(user=somebody, office=office("gdd"), role=Role.COMMITTEE_HEAD, since=DAY)
    midnight = AT.replace(hour=16) - timedelta(days=1)  # 2026-07-01 00:00 in Guangzhou
    assert not actor_of(somebody, midnight - timedelta(seconds=1)).posts
    assert actor_of(somebody, midnight).posts


@pytest.mark.django_db
def test_a_deactivated_user_has_nothing():
    somebody = user("somebody", (Role.PROVINCE_HEAD, "commerce"))
    assert actor_of(somebody, AT).posts
    somebody.is_active = False
    assert not actor_of(somebody, AT).posts


@pytest.mark.django_db
def test_a_post_taken_back_before_it_began_gives_nothing():
    somebody = user("somebody")
    Post.objects.create(
        user=somebody, office=office("gdd"), role=Role.COMMITTEE_HEAD, since=DAY, until=date(2026, 6, 30)
    )
    for days in (-2, -1, 0, 1):
        assert not actor_of(somebody, AT + timedelta(days=days)).posts


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COMMITTEE_HEAD, Role.COMMITTEE_REPORTER])
def test_a_deputy_has_exactly_what_the_post_gives(role):
    head = user("head", (role, "gdd"))
    stand_in = user("stand_in")
    name_deputy(
        actor=security_admin(), post=head.posts.get(), user=stand_in, since=DAY, until=DAY + timedelta(days=5)
    )
    assert actor_of(stand_in, AT).posts == actor_of(head, AT).posts
    assert not actor_of(stand_in, AT + timedelta(days=6)).posts
