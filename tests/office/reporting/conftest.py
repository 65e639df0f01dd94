"""A small province: three zones in two cities, everybody who acts, and a round with a small scheme."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from kaohe.figures import figures_of
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import SECOND_FACTOR, Role
from kaohe.office.reporting.actions.drafting import Typed, save_cells
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.reporting.actions.rounds import Form, Plan, Subject, open_round
from kaohe.office.reporting.actions.submitting import submit
from kaohe.office.reporting.models import Report
from kaohe.schemes import read_scheme

NOW = datetime(2018, 3, 10, 2, 0, tzinfo=UTC)
SCHEME = """
format: 1
id: small
name: {zh: 小体系, en: small scheme}
status: example
units: {host_city: [], region: [东部, 中部]}
frames:
  prev: {name: {zh: 上年, en: last year}, year: -1}
  city: {name: {zh: 所在地市, en: host city}, through: host_city}
items:
  gdp: {name: {zh: 地区生产总值, en: GDP}, unit: 万元, bounds: [0, null], vouched_by: 统计局}
  tax: {name: {zh: 税收收入, en: tax revenue}, unit: 万元, bounds: [0, null]}
  firms: {name: {zh: 高新技术企业, en: high-tech firms}, unit: 家, kind: count, evidence: true}
checks:
  - {code: tax_below, that: tax <= gdp, say: {zh: 税收超过生产总值, en: tax above GDP}}
  - {code: firms_half, that: firms >= 0.5 * prev.firms, level: soft, say: {zh: 企业减半, en: firms halved}}
defaults: {direction: higher, provenance: reconstructed, scale: {efficacy: [60, 100]}}
indicators:
  share: {name: {zh: 占地市比重, en: share of the city}, unit: "%", formula: gdp / city.gdp * 100}
  growth: {name: {zh: 税收增长, en: tax growth}, unit: "%", formula: (tax / prev.tax - 1) * 100}
  firms: {}
tree:
  index: {total: 100, round: 2, children: {share: 50, growth: 30, firms: 20}}
"""
PEOPLE = {"principal": "陈一", "statistician": "李二", "filler": "王三"}
CELLS = {"gdp": "1,000", "tax": "120", "firms": "10"}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def scheme():
    return read_scheme(SCHEME, Path("small.yaml"))


@pytest.fixture
def actors(db):
    """Everybody, by name: the head and an officer of the province, two cities, three committees, others."""
    offices = {
        "commerce": Office.objects.create(
            code="commerce", kind="department", name_zh="广东省商务厅", name_en="Commerce"
        ),
        "statistics": Office.objects.create(
            code="statistics",
            kind="department",
            name_zh="统计局",
            name_en="Statistics",
            vouches_for=["统计局"],
        ),
    }
    for city in ("广州市", "湛江市"):
        offices[city] = Office.objects.create(
            code=city, kind="city_government", name_zh=f"{city}人民政府", name_en=city, city=city
        )
    for code, city in (("gz", "广州市"), ("ns", "广州市"), ("zj", "湛江市")):
        offices[code] = Office.objects.create(
            code=code, kind="committee", name_zh=f"{code}管委会", name_en=code, city=city
        )
    people = {
        "head": (Role.PROVINCE_HEAD, "commerce"),
        "officer": (Role.PROVINCE_OFFICER, "commerce"),
        "guangzhou": (Role.CITY_OFFICER, "广州市"),
        "zhanjiang": (Role.CITY_OFFICER, "湛江市"),
        "gz": (Role.COMMITTEE_HEAD, "gz"),
        "gz_reporter": (Role.COMMITTEE_REPORTER, "gz"),
        "ns": (Role.COMMITTEE_HEAD, "ns"),
        "zj": (Role.COMMITTEE_HEAD, "zj"),
        "statistics": (Role.DEPARTMENT_OFFICER, "statistics"),
        "outside": (Role.OUTSIDE_REVIEWER, "commerce"),
        "auditor": (Role.AUDITOR, "commerce"),
    }
    found = SimpleNamespace(offices=offices, names=tuple(people))
    for name, (role, office) in people.items():
        user = User.objects.create_user(name, name=name)
        Post.objects.create(user=user, office=offices[office], role=role, since=date(2018, 1, 1))
        if role in SECOND_FACTOR:
            TOTP.activate(user, generate_totp_secret())
        setattr(found, name, actor_of(user, NOW, "127.0.0.1"))
    return found


@pytest.fixture
def round(actors, scheme):
    """An open round of data year 2017, with last year's figures taken over."""
    before = figures_of(
        ["gz", "ns", "zj"],
        {"gdp": [900, 500, 80], "tax": [100, 50, 8], "firms": [9, 5, 1]},
        data_year=2016,
        attributes={"host_city": ["广州市", "广州市", "湛江市"], "region": ["东部"] * 3},
    )
    previous = take_over(actor=actors.head, figures=before, scheme=scheme, reason="首轮")
    zones = [
        Subject(
            code,
            f"{code}经开区",
            code,
            actors.offices[code].pk,
            city,
            attributes={"host_city": city, "region": "东部"},
        )
        for code, city in (("gz", "广州市"), ("ns", "广州市"), ("zj", "湛江市"))
    ]
    cities = [
        Subject(city, city, city, actors.offices[city].pk, city, table="city")
        for city in ("广州市", "湛江市")
    ]
    day = timedelta(days=1)
    calendar = {
        "report": (NOW - day, NOW + 20 * day),
        "city_review": (NOW, NOW + 30 * day),
        "province_review": (NOW, NOW + 40 * day),
    }
    form = Form("商开01表", "广东省商务厅", "粤统函〔2018〕1号", date(2019, 12, 31))
    plan = Plan("2018", "2018年度考核", 2018, 2017, scheme, calendar, form, previous)
    return open_round(actor=actors.head, plan=plan, subjects=[*zones, *cities])


@pytest.fixture
def report_of(round):
    return lambda code: Report.objects.select_related("round", "office").get(round=round, code=code)


@pytest.fixture
def fill(actors, report_of):
    """Fill a report's cells as its own office, by what is typed."""

    def fill(code, who=None, note="依据台账", key="fill", **typed):
        report = report_of(code)
        state = {draft.item: draft.revision for draft in report.drafts.all()}
        cells = [Typed(item, text, note, state.get(item, 0)) for item, text in (typed or CELLS).items()]
        return save_cells(
            actor=who or getattr(actors, code), report=report, cells=cells, key=f"{key}-{code}-{typed}"
        )

    return fill


@pytest.fixture
def hand_in(actors, report_of, fill):
    """Fill a zone's report and hand it in."""

    def hand_in(code, who=None, **typed):
        fill(code, who, **typed)
        report = report_of(code)
        return submit(
            actor=who or getattr(actors, code),
            report=report,
            people=PEOPLE,
            seen=report.version,
            key=f"submit-{code}-{report.version}",
        )

    return hand_in
