"""The head of each page: the rooms that the reader may enter, who they are, what is unread."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kaohe.messages import codes
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.permissions import GRANTS
from kaohe.office.accounts.roles import Role
from kaohe.office.notices.models import Notice
from kaohe.web import navigation
from kaohe.web.context import office
from kaohe.web.navigation import ROOMS, doors, may_somewhere
from tests.web.everybody import NAMES, person


def test_every_room_has_words_and_known_actions():
    for room in ROOMS:
        assert {room.words, room.about} <= codes()
        assert set(room.actions) <= set(GRANTS), room.url


def opened(monkeypatch, role, at="/"):
    monkeypatch.setattr(navigation, "address", lambda name: "/" if name == "home" else f"/{name}/")
    return list(doors(actor_of(person(role), timezone.now()), at))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        (None, ["home", "published"]),
        (Role.SYSTEM_ADMIN, ["home", "rounds", "published", "zones", "accounts"]),
        (
            Role.AUDITOR,
            ["home", "rounds", "assessments", "cases", "papers", "published", "zones", "accounts", "journal"],
        ),
        (
            Role.PROVINCE_OFFICER,
            [
                "home",
                "review",
                "watch",
                "rounds",
                "assessments",
                "findings",
                "cases",
                "papers",
                "deadlines",
                "published",
                "zones",
            ],
        ),
        (
            Role.CITY_OFFICER,
            [
                "home",
                "reports",
                "review",
                "watch",
                "rounds",
                "cases",
                "papers",
                "deadlines",
                "published",
                "zones",
            ],
        ),
        (
            Role.COMMITTEE_REPORTER,
            ["home", "reports", "rounds", "cases", "papers", "deadlines", "published", "zones"],
        ),
        (
            Role.DEPARTMENT_OFFICER,
            ["home", "review", "rounds", "cases", "papers", "deadlines", "published", "zones"],
        ),
        (
            Role.GOVERNMENT_OFFICER,
            ["home", "rounds", "assessments", "cases", "papers", "deadlines", "published", "zones"],
        ),
        (Role.OUTSIDE_REVIEWER, ["home", "review", "watch", "rounds", "published", "zones"]),
    ],
)
def test_a_reader_sees_the_rooms_of_their_role(monkeypatch, role, rooms):
    assert [door.room.url for door in opened(monkeypatch, role)] == rooms


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "current"),
    [
        ("/", ["home"]),
        ("/reports/7/", ["reports"]),
        ("/reports/", ["reports"]),
        ("/vouch/", ["review"]),
        ("/x/", []),
    ],
)
def test_the_room_one_is_in_is_marked(monkeypatch, at, current):
    inside = [door.room.url for door in opened(monkeypatch, Role.CITY_OFFICER, at) if door.current]
    assert inside == current


def test_a_room_whose_pages_are_not_there_is_left_out():
    assert not navigation.address("no_such_page")


@pytest.mark.django_db
def test_somewhere_is_wider_than_here():
    actor = actor_of(person(Role.CITY_OFFICER), timezone.now())
    assert may_somewhere(actor, "reporting.watch")
    assert not may_somewhere(actor, "reporting.freeze")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["省级考核工作人员", "广东省商务厅"]),
        ("en", ["Assessment officer, province", "Department of Commerce of Guangdong Province"]),
    ],
)
def test_the_head_says_who_reads_and_as_what(client, lang, words):
    client.force_login(person(Role.PROVINCE_OFFICER))
    client.cookies["lang"] = lang
    page = client.get("/").content.decode()
    assert all(word in page for word in [NAMES[Role.PROVINCE_OFFICER], *words])


@pytest.mark.django_db
def test_the_head_costs_two_queries_and_a_part_of_a_page_none(rf, django_assert_num_queries):
    request = rf.get("/")
    request.actor = actor_of(person(Role.PROVINCE_OFFICER), timezone.now())
    with django_assert_num_queries(0):
        context = office(request)
    with django_assert_num_queries(2):  # names of offices, notices
        assert context["my_posts"]
        assert not context["unread"]


@pytest.mark.django_db
def test_unread_notices_are_counted_for_their_reader_only(monkeypatch):
    monkeypatch.setattr("kaohe.web.context.address", lambda name: f"/{name}/")
    reader, other = person(Role.CITY_OFFICER), person(Role.AUDITOR)
    now = timezone.now()
    Notice.objects.create(to=reader, key="a", code="web.note", at=now)
    Notice.objects.create(to=reader, key="b", code="web.note", at=now, read_at=now)
    for user, count in ((reader, 1), (other, 0)):
        client = Client()
        client.force_login(user)
        assert client.get("/").context["unread"] == count


@pytest.mark.django_db
def test_nobody_sees_a_way_to_sign_in_and_no_rooms(client):
    page = client.get("/no-such-page/")
    assert page.status_code == 404
    assert reverse("account_login") in page.content.decode()
    assert not page.context["doors"]
