"""The small province of the reporting tests, on its day, seen through the pages of rounds."""

import pytest

from tests.office.reporting.conftest import NOW
from tests.web.review.conftest import actors, client_of, fill, hand_in, home, report_of, round, scheme

__all__ = ["actors", "client_of", "fill", "hand_in", "home", "report_of", "round", "scheme"]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
