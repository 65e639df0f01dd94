"""Eight provincial zones, everybody who acts, and a snapshot of their figures."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kaohe.figures import figures_of
from kaohe.office.accounts.actors import Actor, Held
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.scoring import Drawing, ask_scoring
from kaohe.office.assessment.models import Scoring
from kaohe.office.assessment.sweep import score_owed
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.zones.actions import list_zone
from kaohe.office.zones.facts import Facts
from kaohe.office.zones.models import Spell
from kaohe.schemes import read_scheme

NOW = datetime(2018, 3, 10, 2, 0, tzinfo=UTC)
SCHEME = """
format: 1
id: small
name: {zh: 小体系, en: small scheme}
status: example
units: {region: [东部, 中部]}
items:
  gdp: {name: {zh: 地区生产总值, en: GDP}, unit: 万元}
  area: {name: {zh: 面积, en: area}, unit: 公顷}
  firms: {name: {zh: 高新技术企业, en: high-tech firms}, unit: 家}
defaults: {direction: higher, provenance: reconstructed, scale: {efficacy: [60, 100]}}
indicators:
  density: {name: {zh: 地均产出, en: output by area}, unit: 万元/公顷, formula: gdp / area}
  firms: {}
tree:
  index: {name: {zh: 总得分, en: total}, total: 100, round: 2, children: {density: 60, firms: 40}}
ranks: {within: [region]}
"""
CODES = ("z1", "z2", "z3", "z4", "z5", "z6", "z7", "z8")


def figures(data_year=2017, **changed):
    columns = {
        "gdp": [900.0, 500, 80, 300, 220, 160, 640, 410],
        "area": [10.0, 10, 4, 6, 5, 9, 8, 7],
        "firms": [9.0, 5, 1, 4, 3, 6, 8, 2],
    }
    return figures_of(
        CODES,
        {**columns, **changed},
        names=[f"{code}区" for code in CODES],
        data_year=data_year,
        attributes={"region": ["东部"] * 5 + ["中部"] * 3},
    )


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def scheme():
    return read_scheme(SCHEME, Path("small.yaml"))


@pytest.fixture
def acts(db):
    """Gives an actor by role, told apart by a number, each with a post in the office of that code."""
    offices = {}

    def somebody(role, number=1, office="commerce", at=NOW):
        if office not in offices:
            found = Office.objects.filter(code=office).first()
            offices[office] = found or Office.objects.create(
                code=office, kind="department", name_zh=office, name_en=office
            )
        name = f"{role.value}{number}{office}"
        user = User.objects.filter(username=name).first() or User.objects.create_user(name, name=name)
        Post.objects.get_or_create(
            user=user, office=offices[office], role=role, defaults={"since": date(2018, 1, 1)}
        )
        held = Held(role, offices[office].pk, offices[office].kind, offices[office].city)
        return Actor(user.pk, name, at, "127.0.0.1", (held,))

    return somebody


@pytest.fixture
def head(acts):
    return acts(Role.PROVINCE_HEAD)


@pytest.fixture
def officer(acts):
    return acts(Role.PROVINCE_OFFICER)


@pytest.fixture
def catalogue(head):
    """The zones; z1 to z4 are national ones."""
    for number, code in enumerate(CODES):
        level = "national" if number < 4 else "provincial"
        facts = Facts(
            f"{code}区", level, "广东", f"Zone {code}", "湛江市", "东部", "东部", (f"{code}开发区",)
        )
        list_zone(actor=head, code=code, since=date(2010, 1, 1), facts=facts, basis="函")


@pytest.fixture
def committee(catalogue, acts):
    """Gives the head of a zone's committee."""

    def head_of(code, at=NOW):
        office = Spell.objects.get(zone__code=code).committee
        return acts(Role.COMMITTEE_HEAD, office=office.code, at=at)

    return head_of


@pytest.fixture
def snapshot(head, scheme):
    return take_over(actor=head, figures=figures(), scheme=scheme, reason="试算")


@pytest.fixture
def owed(officer, snapshot):
    return ask_scoring(actor=officer, snapshot=snapshot, drawing=Drawing(200, 7), key="score-1")


@pytest.fixture
def scored(owed):
    assert score_owed(NOW) == 1
    return Scoring.objects.select_related("snapshot").get(pk=owed.pk)
