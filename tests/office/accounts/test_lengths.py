"""Texts longer than their column are refused by both databases alike, and names that deceive the eye."""

from datetime import timedelta

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.actions.offices import add_office, change_office, record_succession
from kaohe.office.accounts.actions.tokens import issue_token
from kaohe.office.accounts.actions.users import add_user, change_user
from kaohe.office.accounts.models import Office, Succession, Token, User
from tests.office.people import DAY, office, security_admin, system_admin, user

pytestmark = pytest.mark.django_db


def refused(work):
    with pytest.raises(Refused) as error:
        work()
    return [(problem.code, problem.params["length"]) for problem in error.value.problems]


@pytest.mark.parametrize(("field", "length"), [("name", 81), ("phone", 41), ("email", 260)])
def test_of_a_user(field, length):
    given = {"name": "李敏", "email": "", "phone": ""}
    # each part of the address is as short as mail allows
    text = "a@" + "b." * ((length - 4) // 2) + "cn" if field == "email" else "长" * length
    told = [("accounts.too_long", len(text))]
    admin, somebody = system_admin(), user("li")
    assert refused(lambda: add_user(actor=admin, username="new", **given | {field: text})) == told
    assert refused(lambda: change_user(actor=admin, user=somebody, **given | {field: text})) == told
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize(
    ("field", "length"), [("code", 81), ("name_zh", 201), ("name_en", 201), ("city", 81)]
)
def test_of_an_office(field, length):
    given = {"code": "x", "kind": "department", "name_zh": "厅", "name_en": "x"} | {field: "长" * length}
    admin = system_admin()
    assert refused(lambda: add_office(actor=admin, **given)) == [("accounts.too_long", length)]
    assert not Office.objects.filter(kind="department", code=given["code"]).exists()
    if field.startswith("name"):
        names = {name: given[name] for name in ("name_zh", "name_en")}
        change = lambda: change_office(actor=admin, office=office("commerce"), vouches_for=(), **names)  # noqa: E731
        assert refused(change) == [("accounts.too_long", length)]


def test_of_a_succession_and_a_token():
    commerce, statistics, somebody = office("commerce"), office("statistics"), user("li")
    moved = {"office": commerce, "successor": statistics, "on": DAY, "basis": "文" * 301}
    admin = system_admin()
    assert refused(lambda: record_succession(actor=admin, **moved)) == [("accounts.too_long", 301)]
    asked = {"user": somebody, "scopes": ["zones.read"], "until": DAY + timedelta(days=9)}
    security = security_admin()
    issue = lambda: issue_token(actor=security, purpose="用" * 201, **asked)  # noqa: E731
    assert refused(issue) == [("accounts.too_long", 201)]
    assert not Succession.objects.exists() and not Token.objects.exists()


@pytest.mark.parametrize("name", ["李\u202e敏", "李\n敏", "李\u200b敏", "\ud800"])
def test_names_are_plain(name):
    admin = system_admin()
    with pytest.raises(Refused) as error:
        add_user(actor=admin, username="new", name=name)
    assert [problem.code for problem in error.value.problems] == ["accounts.not_plain"]
    with pytest.raises(Refused) as error:
        add_office(actor=admin, code="x", kind="department", name_zh=name, name_en="x")
    assert [problem.code for problem in error.value.problems] == ["accounts.not_plain"]
