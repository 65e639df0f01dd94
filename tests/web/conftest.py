"""The small province of the reporting tests, seen through pages."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.office.reporting.conftest import (
    actors,
    fill,
    hand_in,
    home,
    report_of,
    round,
    scheme,
)

__all__ = ["actors", "fill", "hand_in", "home", "report_of", "round", "scheme"]


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


@pytest.fixture
def client_of(actors, settings):
    """A client signed in as one of `actors`, by name."""
    from kaohe.office.accounts.models import User  # noqa: PLC0415  apps are ready by now

    def client_of(name):
        client = Client()
        user = User.objects.get(username=name)
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return client_of
