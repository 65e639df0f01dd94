"""Posts: given, ended, deputised, handed over."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.office.accounts.actions.handing_over import hand_over
from kaohe.office.accounts.actions.posts import appoint, end_post, name_deputy
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.queries.users import posts_of, users
from kaohe.office.accounts.roles import SEPARATE, Role
from kaohe.office.accounts.rules import FITS
from kaohe.office.journal.models import Entry
from tests.office.people import AT, DAY, OFFICES, actor, office, security_admin, system_admin, user

pytestmark = pytest.mark.django_db
YESTERDAY, NEXT_YEAR = DAY - timedelta(days=1), date(2027, 7, 1)


def refused(call, **fields):
    with pytest.raises(Refused) as refusal:
        call(**fields)
    (problem,) = refusal.value.problems
    assert problem.words("zh")
    assert problem.words("en")
    return problem.code


def give(admin, somebody, role, code, since=DAY, until=None):
    return appoint(actor=admin, user=somebody, office=office(code), role=role, since=since, until=until)


def test_an_appointment_is_journaled_with_all_it_says():
    post = give(security_admin(), user("li"), Role.COMMITTEE_HEAD, "gdd", DAY, NEXT_YEAR)
    entry = Entry.objects.get()
    assert (entry.action, entry.key) == ("accounts.appoint", str(post.pk))
    assert entry.after == {
        "user": "li",
        "office": "gdd",
        "role": "committee_head",
        "since": "2026-07-01",
        "until": "2027-07-01",
        "deputy_for": None,
    }


# where each role fits, of the offices in people.py
FITTING = {
    Role.SYSTEM_ADMIN: {"commerce", "government", "statistics"},
    Role.SECURITY_ADMIN: {"commerce", "government", "statistics"},
    Role.AUDITOR: {"commerce", "government", "statistics"},
    Role.PROVINCE_HEAD: {"commerce", "government"},
    Role.PROVINCE_OFFICER: {"commerce", "government"},
    Role.CITY_OFFICER: {"guangzhou", "zhanjiang"},
    Role.COMMITTEE_HEAD: {"gdd", "nansha", "zetdz"},
    Role.COMMITTEE_REPORTER: {"gdd", "nansha", "zetdz"},
    Role.DEPARTMENT_OFFICER: {"commerce", "statistics", "guangzhou_bureau"},
    Role.GOVERNMENT_OFFICER: {"government"},
    Role.OUTSIDE_REVIEWER: {"commerce", "government", "statistics", "guangzhou_bureau", "auditors"},
}


def test_each_role_fits_only_its_kind_of_office():
    assert set(FITS) == set(Role)
    admin, somebody = security_admin(), user("somebody")
    for role, fitting in FITTING.items():
        assert {code for code in OFFICES if FITS[role](office(code))} == fitting
        for code in sorted(set(OFFICES) - fitting):
            fields = {"admin": admin, "somebody": somebody, "role": role, "code": code}
            assert refused(give, **fields) == "accounts.role_does_not_fit"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMIN}))
def test_only_the_security_administrator_appoints(role):
    somebody, other = actor("somebody", (role, "commerce")), user("other", (Role.COMMITTEE_HEAD, "gdd"))
    post = other.posts.get()
    for attempt in (
        lambda: give(somebody, other, Role.COMMITTEE_HEAD, "nansha"),
        lambda: end_post(actor=somebody, post=post, until=DAY, reason="x"),
        lambda: name_deputy(actor=somebody, post=post, user=user("x"), since=DAY, until=DAY),
        lambda: hand_over(actor=somebody, giver=other, taker=other, on=DAY, reason="x"),
    ):
        with pytest.raises(Denied):
            attempt()


def test_nobody_appoints_himself_in_any_way():
    admin, head = security_admin(), user("head", (Role.PROVINCE_HEAD, "commerce"))
    me, post = User.objects.get(pk=admin.user), head.posts.get()
    own = "accounts.not_oneself"
    assert refused(give, admin=admin, somebody=me, role=Role.PROVINCE_HEAD, code="commerce") == own
    assert refused(name_deputy, actor=admin, post=post, user=me, since=DAY, until=DAY) == own
    assert refused(hand_over, actor=admin, giver=head, taker=me, on=DAY, reason="x") == own
    assert not Entry.objects.exists()
    assert Post.objects.get(pk=post.pk).until is None


@pytest.mark.parametrize("held", sorted(SEPARATE))
@pytest.mark.parametrize("wanted", sorted(SEPARATE))
def test_the_three_administrators_stay_separate_people(held, wanted):
    admin, somebody = security_admin(), user("somebody")
    give(admin, somebody, held, "commerce", DAY, NEXT_YEAR)
    expected = "accounts.already_held" if held == wanted else "accounts.stay_separate"
    fields = {"admin": admin, "somebody": somebody, "role": wanted, "code": "commerce"}
    assert refused(give, **fields, since=NEXT_YEAR) == expected
    assert refused(give, **fields, since=DAY - timedelta(days=9)) == expected
    give(**fields, since=NEXT_YEAR + timedelta(days=1))
    give(**fields, since=DAY - timedelta(days=9), until=YESTERDAY)


DAYS = st.integers(0, 9)
WISHES = st.lists(st.tuples(st.sampled_from(sorted(SEPARATE)), DAYS, DAYS), min_size=2, max_size=6)


@given(WISHES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_no_day_sees_two_of_the_three_in_one_person(db, wishes):
    known = User.objects.filter(username="sec").first()
    admin = actor_of(known, AT) if known else security_admin()
    target = user(f"target{User.objects.count()}")
    for role, start, length in wishes:
        since = DAY + timedelta(days=start)
        with suppress(Refused):
            give(admin, target, role, "commerce", since, since + timedelta(days=length))
    for day in range(20):
        assert len(actor_of(target, AT + timedelta(days=day)).roles & SEPARATE) <= 1


@pytest.mark.parametrize("until", [None, DAY + timedelta(days=180)])
def test_an_outside_reviewer_reviews_for_180_days_at_most(until):
    admin, somebody = security_admin(), user("somebody")
    fields = {"admin": admin, "somebody": somebody, "role": Role.OUTSIDE_REVIEWER, "code": "auditors"}
    assert refused(give, **fields, until=until) == "accounts.review_too_long"
    give(**fields, until=DAY + timedelta(days=179))


def test_days_that_cannot_be_are_refused():
    admin, somebody = security_admin(), user("somebody")
    fields = {"admin": admin, "somebody": somebody, "role": Role.COMMITTEE_HEAD, "code": "gdd"}
    assert refused(give, **fields, until=YESTERDAY) == "accounts.ends_before_it_begins"
    gdd = office("gdd")
    gdd.since, gdd.until = date(2020, 1, 1), DAY
    gdd.save()
    assert refused(give, **fields, since=DAY + timedelta(days=1)) == "accounts.office_not_there"
    somebody.is_active = False
    somebody.save()
    assert refused(give, **fields) == "accounts.not_active"


def test_a_retry_of_an_appointment_is_refused_and_changes_nothing():
    admin, somebody = security_admin(), user("somebody")
    fields = {"admin": admin, "somebody": somebody, "role": Role.COMMITTEE_HEAD, "code": "gdd"}
    give(**fields)
    assert refused(give, **fields) == "accounts.already_held"
    assert Entry.objects.count() == Post.objects.filter(user=somebody).count() == 1


def test_a_post_ends_at_once_with_its_deputies():
    admin, head, stand_in = security_admin(), user("head", (Role.COMMITTEE_HEAD, "gdd")), user("stand_in")
    post = head.posts.get()
    name_deputy(actor=admin, post=post, user=stand_in, since=DAY, until=NEXT_YEAR)
    end_post(actor=admin, post=post, until=YESTERDAY, reason="调离")
    assert not actor_of(head, AT).posts
    assert not actor_of(stand_in, AT).posts
    last = Entry.objects.order_by("-position")[:2]
    assert [entry.action for entry in last] == ["accounts.end_post"] * 2
    assert (last[1].before["until"], last[1].after["until"], last[1].reason) == (None, "2026-06-30", "调离")
    stale = Post.objects.get(pk=post.pk)
    stale.until = None
    again = {"actor": admin, "post": stale, "until": YESTERDAY, "reason": "调离"}
    assert refused(end_post, **again) == "accounts.changed_meanwhile"


def test_a_post_that_has_not_begun_is_taken_back():
    admin, somebody = security_admin(), user("somebody")
    post = give(admin, somebody, Role.COMMITTEE_HEAD, "gdd", NEXT_YEAR)
    end_post(actor=admin, post=post, until=DAY, reason="误")
    assert [row.state for row in posts_of(somebody, DAY)] == ["withdrawn"]
    give(admin, somebody, Role.COMMITTEE_HEAD, "gdd", NEXT_YEAR)


def test_ends_that_cannot_be_are_refused():
    admin, head = security_admin(), user("head", (Role.COMMITTEE_HEAD, "gdd"))
    post = head.posts.get()
    before = YESTERDAY - timedelta(days=1)
    end = {"actor": admin, "post": post}
    assert refused(end_post, **end, until=before, reason="x") == "accounts.ends_in_the_past"
    assert refused(end_post, **end, until=DAY, reason="") == "accounts.needs_reason"
    end_post(**end, until=DAY, reason="x")
    assert refused(end_post, **end, until=NEXT_YEAR, reason="x") == "accounts.ends_sooner_anyway"


def test_somebody_always_holds_what_appointing_needs():
    admin = security_admin()
    post = Post.objects.get(user=admin.user)
    assert refused(end_post, actor=admin, post=post, until=DAY, reason="x") == "accounts.nobody_left"
    assert Post.objects.get(pk=post.pk).until is None
    user("second", (Role.SECURITY_ADMIN, "commerce"))
    end_post(actor=admin, post=Post.objects.get(pk=post.pk), until=DAY, reason="x")


def test_a_deputy_stays_within_the_post():
    admin, head, stand_in = security_admin(), user("head"), user("stand_in")
    post = give(admin, head, Role.COMMITTEE_HEAD, "gdd", DAY, NEXT_YEAR)
    fields = {"actor": admin, "post": post, "user": stand_in}
    late = NEXT_YEAR + timedelta(days=1)
    assert refused(name_deputy, **fields, since=DAY, until=late) == "accounts.deputy_outlasts"
    assert refused(name_deputy, **fields, since=YESTERDAY, until=DAY) == "accounts.deputy_outlasts"
    assert (
        refused(name_deputy, **{**fields, "user": head}, since=DAY, until=DAY) == "accounts.deputy_of_oneself"
    )
    deputy = name_deputy(**fields, since=DAY, until=NEXT_YEAR)
    fields["post"] = deputy
    assert refused(name_deputy, **fields, since=DAY, until=DAY) == "accounts.deputy_of_deputy"


def test_a_deputy_too_stays_separate():
    admin, auditor = security_admin(), user("auditor", (Role.AUDITOR, "commerce"))
    post = Post.objects.get(user__username="sec")
    fields = {"actor": admin, "post": post, "user": auditor, "since": DAY, "until": DAY}
    assert refused(name_deputy, **fields) == "accounts.stay_separate"


def test_all_posts_are_handed_over_or_none():
    admin, taker = security_admin(), user("taker", (Role.AUDITOR, "commerce"))
    giver = user("giver", (Role.COMMITTEE_HEAD, "gdd"), (Role.COMMITTEE_REPORTER, "nansha"))
    give(admin, giver, Role.SYSTEM_ADMIN, "commerce")
    entries = Entry.objects.count()
    fields = {"actor": admin, "giver": giver, "taker": taker, "on": NEXT_YEAR, "reason": "换岗"}
    assert refused(hand_over, **fields) == "accounts.stay_separate"
    assert Entry.objects.count() == entries
    assert not Post.objects.filter(user=giver).exclude(until=None).exists()
    chosen = [post.pk for post in giver.posts.exclude(role=Role.SYSTEM_ADMIN)]
    new = hand_over(**fields, posts=chosen)
    assert {post.role for post in new} == {Role.COMMITTEE_HEAD, Role.COMMITTEE_REPORTER}
    assert Entry.objects.count() == entries + 5
    before, after = AT.replace(year=2027) - timedelta(days=1), AT.replace(year=2027)
    assert actor_of(giver, before).roles == {Role.COMMITTEE_HEAD, Role.COMMITTEE_REPORTER, Role.SYSTEM_ADMIN}
    assert actor_of(giver, after).roles == {Role.SYSTEM_ADMIN}
    assert actor_of(taker, after).roles == {Role.COMMITTEE_HEAD, Role.COMMITTEE_REPORTER, Role.AUDITOR}
    assert refused(hand_over, **fields, posts=chosen) == "accounts.changed_meanwhile"


def test_posts_of_others_cannot_be_handed_over_by_their_keys():
    admin, other = security_admin(), user("other", (Role.COMMITTEE_HEAD, "nansha"))
    giver, taker = user("giver", (Role.COMMITTEE_HEAD, "gdd")), user("taker")
    fields = {"actor": admin, "giver": giver, "taker": taker, "on": DAY, "reason": "x"}
    foreign = [giver.posts.get().pk, other.posts.get().pk]
    assert refused(hand_over, **fields, posts=foreign) == "accounts.changed_meanwhile"
    assert refused(hand_over, **{**fields, "taker": giver}) == "accounts.deputy_of_oneself"
    assert refused(hand_over, **{**fields, "on": YESTERDAY}) == "accounts.ends_in_the_past"
    assert refused(hand_over, **{**fields, "reason": ""}) == "accounts.needs_reason"
    assert refused(hand_over, **{**fields, "giver": user("idle")}) == "accounts.nothing_to_hand_over"


def test_a_deputy_post_is_handed_over_as_one():
    admin, head, stand_in, next_one = security_admin(), user("head"), user("stand_in"), user("next_one")
    post = give(admin, head, Role.COMMITTEE_HEAD, "gdd")
    name_deputy(actor=admin, post=post, user=stand_in, since=DAY, until=NEXT_YEAR)
    fields = {"actor": admin, "giver": stand_in, "on": DAY, "reason": "x"}
    assert refused(hand_over, **fields, taker=head) == "accounts.deputy_of_oneself"
    (new,) = hand_over(**fields, taker=next_one)
    assert (new.deputy_for, new.until) == (post, NEXT_YEAR)


def test_lists_have_the_posts_of_the_day_in_two_queries(django_assert_num_queries):
    admin, somebody = security_admin(), user("somebody", (Role.COMMITTEE_HEAD, "gdd"), name="李明")
    give(admin, somebody, Role.COMMITTEE_REPORTER, "nansha", NEXT_YEAR)
    with django_assert_num_queries(2):
        (row,) = users(DAY, words="李")
    assert [(post.role, post.office.zh, post.state) for post in row.posts] == [
        (Role.COMMITTEE_HEAD, "广州开发区管委会", "running")
    ]
    assert [row.username for row in users(DAY, words="广州开发区")] == ["somebody"]
    assert [row.username for row in users(DAY, role=Role.SECURITY_ADMIN)] == ["sec"]
    assert users(DAY, active=False) == []
    assert [post.state for post in posts_of(somebody, DAY)] == ["coming", "running"]
    assert [post.state for post in posts_of(somebody, date(2025, 1, 1))] == ["coming", "coming"]
    with django_assert_num_queries(1):
        posts_of(somebody, DAY)
    assert system_admin().user
    with django_assert_num_queries(2):
        assert len(users(DAY)) == 3
