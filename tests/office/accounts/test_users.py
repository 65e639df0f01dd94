"""Users: added, changed, deactivated, given passwords; the first start; tokens."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from kaohe.messages import Refused
from kaohe.office.accounts.actions.founding import found
from kaohe.office.accounts.actions.tokens import issue_token, revoke_token
from kaohe.office.accounts.actions.users import (
    add_user,
    change_user,
    deactivate_user,
    reactivate_user,
    reset_password,
)
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import Office, Session, Token, User
from kaohe.office.accounts.passwords import NotAgain, give, random_password
from kaohe.office.accounts.permissions import Denied, may
from kaohe.office.accounts.queries.tokens import actor_by_token, tokens_of
from kaohe.office.accounts.roles import SEPARATE, Role
from kaohe.office.journal.models import Entry
from tests.office.people import AT, DAY, PASSWORD, actor, security_admin, system_admin, user

pytestmark = pytest.mark.django_db


def refused(call, **fields):
    with pytest.raises(Refused) as refusal:
        call(**fields)
    (problem,) = refusal.value.problems
    assert problem.words("zh")
    assert problem.words("en")
    return problem.code


def journal():
    return json.dumps([[e.before, e.after, e.reason] for e in Entry.objects.all()], ensure_ascii=False)


def test_a_user_is_added_with_a_password_told_once():
    new, password = add_user(actor=system_admin(), username="li.ming", name="李明", email="li@gd.example")
    new.refresh_from_db()
    assert new.check_password(password)
    assert new.must_change_password
    assert new.created_at == AT
    assert Entry.objects.get().after["name"] == "李明"
    assert password not in journal()


def test_random_passwords_are_long_and_different():
    made = {random_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) == 19 for password in made)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"username": "Li"}, "accounts.username_form"),
        ({"username": "李明明"}, "accounts.username_form"),
        ({"username": "li ming"}, "accounts.username_form"),
        ({"username": "sys"}, "accounts.username_taken"),
        ({"name": " "}, "accounts.user_needs_name"),
        ({"email": "li@"}, "accounts.email_form"),
    ],
)
def test_a_user_that_cannot_be_is_refused(changed, code):
    admin = system_admin()
    assert refused(add_user, actor=admin, **{"username": "li.ming", "name": "李明", **changed}) == code
    assert User.objects.count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN}))
def test_only_the_system_administrator_manages_users(role):
    somebody, other = actor("somebody", (role, "commerce")), user("other")
    for attempt in (
        lambda: add_user(actor=somebody, username="xxx", name="x"),
        lambda: change_user(actor=somebody, user=other, name="x", email="", phone=""),
        lambda: deactivate_user(actor=somebody, user=other, reason="x"),
        lambda: reactivate_user(actor=somebody, user=other, reason="x"),
        lambda: reset_password(actor=somebody, user=other, reason="x"),
    ):
        with pytest.raises(Denied):
            attempt()


def test_a_user_is_changed_only_as_seen():
    admin, seen = system_admin(), user("li")
    change_user(actor=admin, user=seen, name="李明", email="", phone="020-1")
    entry = Entry.objects.get()
    assert (entry.before["name"], entry.after["phone"]) == ("li", "020-1")
    fields = {"actor": admin, "user": seen, "name": "李", "email": "", "phone": ""}
    assert refused(change_user, **fields) == "accounts.changed_meanwhile"


def test_a_deactivated_user_has_no_session_and_comes_back_with_the_posts():
    admin, li = system_admin(), user("li", (Role.COMMITTEE_HEAD, "gdd"))
    Session.objects.create(user=li, began_at=AT, seen_at=AT)
    deactivate_user(actor=admin, user=li, reason="离职")
    li.refresh_from_db()
    assert not actor_of(li, AT).posts
    assert not Session.objects.exists()
    assert refused(deactivate_user, actor=admin, user=li, reason="离职") == "accounts.changed_meanwhile"
    reactivate_user(actor=admin, user=li, reason="返岗")
    li.refresh_from_db()
    assert actor_of(li, AT).roles == {Role.COMMITTEE_HEAD}
    assert [entry.reason for entry in Entry.objects.all()] == ["离职", "返岗"]


def test_nobody_does_it_to_oneself_or_to_the_last_administrator():
    admin, last = system_admin(), user("sec", (Role.SECURITY_ADMIN, "commerce"))
    me = User.objects.get(pk=admin.user)
    for call in (deactivate_user, reset_password):
        assert refused(call, actor=admin, user=me, reason="x") == "accounts.not_oneself"
        assert refused(call, actor=admin, user=last, reason="") == "accounts.needs_reason"
    assert refused(deactivate_user, actor=admin, user=last, reason="x") == "accounts.nobody_left"
    last.refresh_from_db()
    assert last.is_active


def test_a_reset_password_is_new_and_ends_all_sessions():
    admin, li = system_admin(), user("li")
    Session.objects.create(user=li, began_at=AT, seen_at=AT)
    password = reset_password(actor=admin, user=li, reason="忘记密码")
    li.refresh_from_db()
    assert li.check_password(password)
    assert not li.check_password(PASSWORD)
    assert li.must_change_password
    assert not Session.objects.exists()
    assert password not in journal()


def test_none_of_the_last_five_passwords_comes_again():
    li = user("li")
    for number in range(6):
        give(li, f"{PASSWORD} {number}", AT, must_change=False)
    NotAgain().validate(f"{PASSWORD} 0", li)
    for number in range(1, 6):
        with pytest.raises(ValidationError) as refusal:
            NotAgain().validate(f"{PASSWORD} {number}", li)
        assert refusal.value.code == "password_used_before"
    NotAgain().validate(PASSWORD, None)


PEOPLE = {role: (f"first.{role}", f"第一{role}") for role in SEPARATE}


def test_the_first_start_makes_three_people_and_happens_once():
    passwords = found(at=AT, people=PEOPLE)
    assert set(passwords) == {username for username, _ in PEOPLE.values()}
    for role, (username, _) in PEOPLE.items():
        first = User.objects.get(username=username)
        assert actor_of(first, AT).roles == {role}
        assert check_password(passwords[username], first.password)
        assert first.must_change_password
    assert Office.objects.filter(code="ministry_of_commerce").exists()
    assert Entry.objects.order_by("position").last().action == "accounts.found"
    assert not any(password in journal() for password in passwords.values())
    assert refused(found, at=AT, people=PEOPLE) == "accounts.already_founded"
    assert User.objects.count() == 3


def test_the_first_start_is_refused_where_there_is_a_user_or_not_three():
    short = {role: who for role, who in PEOPLE.items() if role != Role.AUDITOR}
    one = dict.fromkeys(PEOPLE, ("one", "一"))
    for people in (short, one):
        assert refused(found, at=AT, people=people) == "accounts.three_founders"
    user("li")
    assert refused(found, at=AT, people=PEOPLE) == "accounts.already_founded"
    assert not Entry.objects.exists()


def issue(admin, somebody, **changed):
    fields = {"purpose": "数据大屏", "scopes": ["reporting.read"], "until": DAY + timedelta(days=30)}
    return issue_token(actor=admin, user=somebody, **{**fields, **changed})


def test_a_token_reads_in_the_users_name_within_its_scopes_and_days():
    admin, li = security_admin(), user("li", (Role.PROVINCE_HEAD, "commerce"))
    token, secret = issue(admin, li)
    by = actor_by_token(secret, AT, "192.0.2.9")
    assert (by.user, by.source, by.roles) == (li.pk, "192.0.2.9", {Role.PROVINCE_HEAD})
    assert may(by, "reporting.read")
    assert not may(by, "reporting.watch")
    assert not may(by, "reporting.freeze")
    assert actor_by_token(secret, AT + timedelta(days=30))
    assert actor_by_token(secret, AT + timedelta(days=31)) is None
    assert actor_by_token(secret, AT - timedelta(days=1)) is None
    assert actor_by_token(secret + "x", AT) is None
    assert actor_by_token("", AT) is None
    assert secret not in journal()
    assert secret not in token.secret_hash


def test_a_tokens_use_is_kept_to_the_minute(django_assert_num_queries):
    admin, li = security_admin(), user("li")
    _, secret = issue(admin, li)
    actor_by_token(secret, AT)  # the first of the day is journaled
    for seconds, kept, queries in ((0, 0, 2), (50, 0, 2), (100, 100, 3)):
        with django_assert_num_queries(queries):
            actor_by_token(secret, AT + timedelta(seconds=seconds))
        assert tokens_of(li, DAY)[0].last_used_at == AT + timedelta(seconds=kept)


def test_a_token_ends_with_its_user_and_when_revoked():
    admin, li = security_admin(), user("li")
    token, secret = issue(admin, li)
    li.is_active = False
    li.save()
    assert actor_by_token(secret, AT) is None
    li.is_active = True
    li.save()
    revoke_token(actor=admin, token=token, reason="泄露")
    assert actor_by_token(secret, AT) is None
    assert [row.works for row in tokens_of(li, DAY)] == [False]
    assert refused(revoke_token, actor=admin, token=token, reason="泄露") == "accounts.changed_meanwhile"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"purpose": " "}, "accounts.token_needs_purpose"),
        ({"scopes": []}, "accounts.token_only_reads"),
        ({"scopes": ["reporting.read", "reporting.freeze"]}, "accounts.token_only_reads"),
        ({"scopes": ["no.such"]}, "accounts.token_only_reads"),
        ({"until": DAY - timedelta(days=1)}, "accounts.token_days"),
        ({"until": DAY + timedelta(days=400)}, "accounts.token_days"),
    ],
)
def test_a_token_that_would_do_more_is_refused(changed, code):
    admin, li = security_admin(), user("li")
    assert refused(issue, admin=admin, somebody=li, **changed) == code
    issue(admin, li, until=DAY + timedelta(days=399))


def test_only_the_security_administrator_issues_tokens_and_not_to_himself():
    admin, li = security_admin(), user("li")
    me = User.objects.get(pk=admin.user)
    assert refused(issue, admin=admin, somebody=me) == "accounts.not_oneself"
    issue(admin, li)
    for role in sorted(set(Role) - {Role.SECURITY_ADMIN}):
        somebody = actor(str(role), (role, "commerce"))
        with pytest.raises(Denied):
            issue(somebody, li)
        with pytest.raises(Denied):
            revoke_token(actor=somebody, token=Token.objects.get(), reason="x")
