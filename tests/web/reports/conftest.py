"""The small province of the reporting tests, at the pages: on its day, with everybody signed in by name."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.models import User
from tests.office.reporting.conftest import (  # noqa: F401
    NOW,
    actors,
    fill,
    hand_in,
    home,
    report_of,
    round,
    scheme,
)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def sign_in(actors):  # noqa: F811
    """A browser in which somebody is signed in."""

    def sign_in(name, lang="zh"):
        client = Client()
        client.force_login(User.objects.get(username=name))
        client.cookies["lang"] = lang
        return client

    return sign_in


@pytest.fixture
def at(report_of):  # noqa: F811
    """The address of a page of a report, by the code of its unit."""
    return lambda name, code, *args: reverse(name, args=[report_of(code).pk, *args])


@pytest.fixture
def type_in(at):
    """Save cells as the grid does: `item=(typed, note, seen)`."""

    def type_in(client, code, key="key-0001", **cells):
        said = [
            {"item": item, "typed": typed, "note": note, "seen": seen}
            for item, (typed, note, seen) in cells.items()
        ]
        body = json.dumps({"key": key, "cells": said})
        return client.post(at("report_cells", code), body, content_type="application/json")

    return type_in
