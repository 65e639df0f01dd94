"""A duty of a committee towards the commerce department, and everybody around it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from kaohe.law import Period
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.roles import Role
from kaohe.office.clocks.actions.running import start
from tests.office.people import office, user

START = date(2026, 6, 1)
FIFTEEN_DAYS = Period(days=15, counting="calendar")  # due on 16 June, a Tuesday
TEN_WORKED = Period(days=10, counting="working")
PEOPLE = {
    "head": (Role.PROVINCE_HEAD, "commerce"),
    "officer": (Role.PROVINCE_OFFICER, "commerce"),
    "government": (Role.GOVERNMENT_OFFICER, "government"),
    "guangzhou": (Role.CITY_OFFICER, "guangzhou"),
    "zhanjiang": (Role.CITY_OFFICER, "zhanjiang"),
    "gdd": (Role.COMMITTEE_HEAD, "gdd"),
    "reporter": (Role.COMMITTEE_REPORTER, "gdd"),
    "nansha": (Role.COMMITTEE_HEAD, "nansha"),
    "statistics": (Role.DEPARTMENT_OFFICER, "statistics"),
    "auditor": (Role.AUDITOR, "commerce"),
    "system": (Role.SYSTEM_ADMIN, "commerce"),
    "outside": (Role.OUTSIDE_REVIEWER, "auditors"),
}


def noon(day: str | date) -> datetime:
    """Noon in Guangzhou."""
    return datetime.combine(date.fromisoformat(str(day)), datetime.min.time(), UTC).replace(hour=4)


def on(actor, day):
    """The actor on another day."""
    return replace(actor, at=noon(day))


@pytest.fixture
def actors(db):
    """Everybody, by name, on the first of June 2026."""
    found = {name: user(name, post) for name, post in PEOPLE.items()}
    return SimpleNamespace(**{name: actor_of(each, noon(START)) for name, each in found.items()})


@pytest.fixture
def begin(actors):
    """Starts a duty of the committee of Guangzhou Development District, due in fifteen days."""

    def begin(**changed):
        given = {
            "actor": actors.officer,
            "subject": "cases.case:1",
            "code": "web.note",
            "params": {},
            "link": "/cases/1/",
            "holder": office("gdd"),
            "watcher": office("commerce"),
            "cites": None,
            "event": "published_on",
            "start": START,
        }
        if "set_on" not in changed:
            given["period"] = FIFTEEN_DAYS
        return start(**given | changed)

    return begin
