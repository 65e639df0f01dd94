"""What a reader meets when it isn't their fault, and what a watcher sees."""

import errno

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client

from kaohe.office.journal.models import Head
from kaohe.web.trouble import unusable


@pytest.mark.django_db
def test_health_is_told(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "journal": True})
    Head.objects.all().delete()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "journal": False})


def unreachable(execute, sql, params, many, context):
    raise OperationalError("server closed the connection")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/account/sign-in/"])
@pytest.mark.parametrize(
    ("sent", "lang"),
    [
        ({}, "zh-Hans"),
        ({"headers": {"accept-language": "en-GB,en"}}, "en"),
        ({"cookie": "en"}, "en"),
    ],
)
def test_without_a_database_the_answer_is_503_in_the_readers_language(address, sent, lang):
    client = Client(raise_request_exception=False, headers=sent.get("headers"))
    client.cookies.load({"sessionid": "x" * 32, **({"lang": sent["cookie"]} if "cookie" in sent else {})})
    with connection.execute_wrapper(unreachable):
        answer = client.get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert f'lang="{lang}"' in answer.content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_fault_of_ours_stays_a_500():
    def broken(execute, sql, params, many, context):
        raise ZeroDivisionError

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(broken):
        assert client.get("/healthz").status_code == 500


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("database or disk is full"), True),
        (InterfaceError("connection already closed"), True),
        (OSError(errno.ENOSPC, "full"), True),
        (OSError(errno.EACCES, "no"), False),
        (DatabaseError("our SQL is wrong"), False),
        (None, False),
    ],
)
def test_what_may_pass_is_told_from_what_will_not(error, expected):
    assert unusable(error) == expected


@pytest.mark.django_db
def test_every_page_is_guarded(client):
    headers = client.get("/account/sign-in/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_another_host_is_refused(client):
    assert client.get("/account/sign-in/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(("https", "seen"), [(False, "127.0.0.1"), (True, "10.1.2.3")])
def test_a_proxy_is_believed_only_where_one_stands(client, settings, https, seen, caplog):
    settings.HTTPS = https
    with caplog.at_level("INFO", "kaohe.requests"):
        client.get("/healthz", headers={"x-forwarded-for": "6.6.6.6, 10.1.2.3"})
    assert caplog.messages[-1].startswith(f"{seen} - GET /healthz 200 ")
