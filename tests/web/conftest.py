"""What tests of pages need: a clock that can be moved, and counters that start anew."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone


class Clock:
    """The instant for pages, sessions and allauth's counters alike; `ahead` moves it."""

    def __init__(self, monkeypatch):
        self.passed = timedelta()
        now, seconds = timezone.now, time.time
        monkeypatch.setattr(timezone, "now", lambda: now() + self.passed)
        monkeypatch.setattr(time, "time", lambda: seconds() + self.passed.total_seconds())

    def ahead(self, **time_passed):
        self.passed += timedelta(**time_passed)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture(autouse=True)
def no_failures_counted():
    cache.clear()
