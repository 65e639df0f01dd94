"""Sessions: three at most, half an hour idle, eight hours in all."""

import pytest
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.models import Session
from kaohe.office.journal.models import Entry
from tests.office.people import user
from tests.web.signing import journal, sign_in, signed_in

pytestmark = pytest.mark.django_db


def test_of_more_than_three_sessions_the_oldest_ends(clock):
    user("li")
    clients = [Client() for _ in range(4)]
    for client in clients:
        sign_in(client)
        clock.ahead(minutes=1)
    assert Session.objects.count() == 3
    assert [client.get(reverse("account")).status_code for client in clients] == [302, 200, 200, 200]
    ended = Entry.objects.get(action="accounts.session_ended")
    assert ended.after == {"cause": "limit"}


def test_half_an_hour_without_a_request_ends_a_session(clock):
    user("li")
    client = Client()
    sign_in(client)
    for _ in range(3):
        clock.ahead(minutes=29)
        assert client.get(reverse("account")).status_code == 200
    clock.ahead(minutes=31)
    assert client.get(reverse("account")).status_code == 302
    assert not signed_in(client)
    assert Entry.objects.order_by("position").last().after == {"cause": "idle"}
    assert journal().count("sign_out") == 0


def test_a_clock_set_back_lengthens_no_session(clock):
    user("li")
    client = Client()
    sign_in(client)
    clock.ahead(minutes=-20)
    assert client.get(reverse("account")).status_code == 200
    clock.ahead(minutes=31)
    assert client.get(reverse("account")).status_code == 302
    sign_in(client)
    clock.ahead(days=-1)
    assert client.get(reverse("account")).status_code == 302


def test_eight_hours_end_a_session(clock):
    user("li")
    client = Client()
    sign_in(client)
    for _ in range(19):
        clock.ahead(minutes=25)
        assert client.get(reverse("account")).status_code == 200
    clock.ahead(minutes=10)
    assert client.get(reverse("account")).status_code == 302


def test_a_request_of_htmx_is_told_to_go_as_a_whole_page(clock):
    user("li")
    client = Client()
    sign_in(client)
    clock.ahead(minutes=31)
    answer = client.get(reverse("account"), headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("account_login")


def test_a_session_of_another_user_is_no_session():
    li, wang = user("li"), user("wang")
    mine, other = Client(), Client()
    sign_in(mine)
    sign_in(other, "wang")
    session = mine.session
    session["kaohe_session"] = Session.objects.get(user=wang).pk
    session.save()
    assert mine.get(reverse("account")).status_code == 302
    assert Session.objects.filter(user=li).exists()
