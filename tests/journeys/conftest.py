"""The province of the journeys: three zones of the catalogue, their people, last year's figures, a clock.

Names of offices and zones are real; people and figures are made up.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from kaohe.figures import figures_of
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import SECOND_FACTOR, Role
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.reporting.models import Report
from kaohe.office.zones.importing import import_zones
from kaohe.packs import pack_file
from kaohe.schemes import read_scheme
from tests.journeys.driving import Person
from tests.journeys.ranked import Ranked, settle
from tests.web.conftest import Clock

START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # half past nine in Guangzhou, a Monday
SCHEME = Path(__file__).with_name("scheme.yaml")
ZONES = {"gz": "JKQ440001", "ns": "JKQ440002", "zj": "JKQ440003"}
PEOPLE = {
    "head": ("陈明", Role.PROVINCE_HEAD, "commerce"),
    "officer": ("李敏", Role.PROVINCE_OFFICER, "commerce"),
    "auditor": ("周宁", Role.AUDITOR, "commerce"),
    "statistics": ("林涛", Role.DEPARTMENT_OFFICER, "statistics"),
    "guangzhou": ("黄丽", Role.CITY_OFFICER, "city_government_广州市"),
    "zhanjiang": ("何伟", Role.CITY_OFFICER, "city_government_湛江市"),
    "gz": ("王强", Role.COMMITTEE_HEAD, "committee_JKQ440001"),
    "ns": ("吴芳", Role.COMMITTEE_HEAD, "committee_JKQ440002"),
    "ns_reporter": ("郑洁", Role.COMMITTEE_REPORTER, "committee_JKQ440002"),
    "zj": ("张静", Role.COMMITTEE_HEAD, "committee_JKQ440003"),
}
LAST_YEAR = {
    "gdp": [41500000, 22100000, 5120000],
    "industry": [18200000, 7900000, 2950000],
    "tax": [7810000, 4030000, 610000],
    "trade": [33200000, 21800000, 1290000],
    "investment": [198000, 162000, 31000],
    "research": [2120000, 890000, 96000],
    "firms": [2710, 905, 62],
}


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Runs as any clock, from the first day of the story on."""
    found = Clock(monkeypatch)
    found.passed = START - timezone.now()
    return found


@pytest.fixture
def province(db, settings, tmp_path, clock) -> SimpleNamespace:
    """Offices, people by name, last year's snapshot; `report(name)` and `actor(name)` as they are now."""
    settings.HOME = tmp_path
    commerce = ("commerce", "广东省商务厅", "Department of Commerce of Guangdong Province", [])
    statistics = ("statistics", "广东省统计局", "Statistics Bureau of Guangdong Province", ["统计局"])
    for code, zh, en, vouched in (commerce, statistics):
        Office.objects.create(code=code, kind="department", name_zh=zh, name_en=en, vouches_for=vouched)
    _hire("head")
    import_zones(actor=actor("head"), file=pack_file("zones", "national-2024.csv"))
    for name in PEOPLE.keys() - {"head"}:
        _hire(name)
    cities = ["广州市", "广州市", "湛江市"]
    before = figures_of(
        list(ZONES.values()),
        LAST_YEAR,
        data_year=2024,
        attributes={"host_city": cities, "region": ["东部"] * 3},
    )
    scheme = read_scheme(SCHEME.read_text(encoding="utf-8"), SCHEME)
    previous = take_over(actor=actor("head"), figures=before, scheme=scheme, reason="上年考核结果")
    return SimpleNamespace(scheme=SCHEME, previous=previous, actor=actor, report=report, clock=clock)


@pytest.fixture
def ranked(db, settings, tmp_path, clock) -> Ranked:
    """The demo's cohort and its people, a year after a first ranking: see `tests.journeys.ranked`."""
    settings.HOME = tmp_path
    return settle(clock, tmp_path)


@pytest.fixture
def as_(open_as, clock) -> Callable[..., Person]:
    """`as_(name)`: somebody at their own browser ("": a stranger); the same until the clock moves on."""
    there: dict[tuple[str, str, timedelta], Person] = {}

    def at_the_browser(name: str, lang: str = "zh") -> Person:
        key = (name, lang, clock.passed)  # a session ends after some hours
        if key not in there:
            user = User.objects.get(username=name) if name else None
            there[key] = Person(open_as(user, lang=lang, size={"width": 1366, "height": 900}))
        return there[key]

    return at_the_browser


def actor(name: str):
    return actor_of(User.objects.get(username=name), timezone.now(), "127.0.0.1")


def report(code: str) -> Report:
    """By the short name of a zone, or by the name of a host city."""
    return Report.objects.select_related("round", "office").get(code=ZONES.get(code, code))


def _hire(username: str) -> None:
    name, role, office = PEOPLE[username]
    user = User.objects.create_user(username, name=name)
    Post.objects.create(user=user, office=Office.objects.get(code=office), role=role, since=date(2026, 1, 1))
    if role in SECOND_FACTOR:
        TOTP.activate(user, generate_totp_secret())
