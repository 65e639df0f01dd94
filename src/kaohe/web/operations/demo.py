"""The demo: the simulated cohort in the middle of a round, everybody who acts, each with a sign-in.

All goes through the same actions as people's work. Every zone's name says that it is simulated.
"""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from django.utils.timezone import localdate

from kaohe.figures import Figures
from kaohe.messages import Refused, sentence
from kaohe.office.accounts.actions.founding import found
from kaohe.office.accounts.actions.offices import add_office
from kaohe.office.accounts.actions.posts import appoint
from kaohe.office.accounts.actions.users import add_user
from kaohe.office.accounts.actors import Actor, actor_of
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.reporting.actions.drafting import Typed, save_cells
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.reporting.actions.reviewing import Word, decide, pass_on, send_back
from kaohe.office.reporting.actions.rounds import Form, Plan, open_round
from kaohe.office.reporting.actions.submitting import submit
from kaohe.office.reporting.models import Report, Round
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.subjects import subjects_of
from kaohe.office.zones.importing import import_zones
from kaohe.samples import cohort
from kaohe.samples.cohort import Cohort
from kaohe.schemes import load_scheme

CODE = "demo-2018"
PASSWORD = "kaohe-demo-2018"
MARK = "demo"
"""The file in the home by which an office knows that it is a demo."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who can be tried: the user name, as what, for which office."""

    username: str
    role: Role
    office: str


def load_demo(at: datetime, progress: Progress = lambda done, of: None) -> tuple[SignIn, ...]:
    """Fill an empty office. Raises `Refused` where it has users already."""
    people = {role: (role.value, sentence(f"office.first_{role.value}", "zh")) for role in FOUNDERS}
    found(at=at, people=people)
    for user in User.objects.all():
        _known(user)
    simulated = cohort()
    cast = _Cast(at, simulated)
    round = _open(cast, simulated)
    reports = list(
        Report.objects.filter(round=round).select_related("round", "office").order_by("table", "code")
    )
    figures = {"": simulated.years[1], "city": simulated.cities[1]}
    for place, report in enumerate(reports):
        _play(cast, report, figures[report.table], place)
        progress(place + 1, len(reports))
    return cast.sign_ins()


FOUNDERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)


class _Cast:
    """Who acts in the demo: one person plays all committees, one all cities."""

    def __init__(self, at: datetime, simulated: Cohort):
        self.at = at
        self.admin, self.security = (self._acting(role.value) for role in FOUNDERS[:2])
        commerce = Office.objects.get(code="commerce")
        self.head = self._hire("head", "商务厅负责人", Role.PROVINCE_HEAD, commerce)
        self.officer = self._hire("officer", "商务厅经办人", Role.PROVINCE_OFFICER, commerce)
        self._hire("outside", "第三方审核员", Role.OUTSIDE_REVIEWER, commerce)
        statistics = add_office(
            actor=self.admin,
            code="demo-statistics",
            kind="department",
            name_zh="模拟·统计局",
            name_en="Bureau of Statistics (simulated)",
            vouches_for=("统计局",),
        )
        self._hire("statistics", "统计局核实人", Role.DEPARTMENT_OFFICER, statistics)
        self._import(simulated)
        self.committees = self._everywhere("zones", "模拟填报人", Role.COMMITTEE_HEAD, "committee")
        self.cities = self._everywhere("cities", "模拟市级审核人", Role.CITY_OFFICER, "city_government")

    def sign_ins(self) -> tuple[SignIn, ...]:
        """Everybody but the two who play all; for these, one person whom something waits for."""
        reports = Report.objects.filter(round__code=CODE, table="").select_related("office").order_by("code")
        for stage in (Report.Stage.REPORTING, Report.Stage.CITY):
            report = reports.filter(stage=stage, version__gte=stage == Report.Stage.REPORTING).first()
            if report is not None and stage == Report.Stage.REPORTING:
                self._hire("committee", "管委会负责人", Role.COMMITTEE_HEAD, report.office)
                self._hire("reporter", "管委会填报人", Role.COMMITTEE_REPORTER, report.office)
            elif report is not None:
                office = Office.objects.get(kind="city_government", city=report.city)
                self._hire("city", "市级审核员", Role.CITY_OFFICER, office)
        posts = Post.objects.select_related("user", "office").exclude(user__username__in=("zones", "cities"))
        return tuple(
            SignIn(post.user.username, Role(post.role), post.office.name_zh) for post in posts.order_by("pk")
        )

    def _everywhere(self, username: str, name: str, role: Role, kind: str) -> Actor:
        """One person with a post in every office of a kind, who plays them all."""
        offices = Office.objects.filter(kind=kind)
        self._hire(username, name, role, *offices)
        return self._acting(username)

    def _hire(self, username: str, name: str, role: Role, *offices: Office) -> Actor:
        user, _ = add_user(actor=self.admin, username=username, name=name)
        _known(user)
        since = localdate(self.at)
        until = since + timedelta(days=90) if role == Role.OUTSIDE_REVIEWER else None
        for office in offices:
            appoint(actor=self.security, user=user, office=office, role=role, since=since, until=until)
        return self._acting(username)

    def _acting(self, username: str) -> Actor:
        return actor_of(User.objects.get(username=username), self.at, "demo")

    def _import(self, simulated: Cohort) -> None:
        """The zones as a list that is read like any other; committees and cities come with it."""
        columns = ("unit", "name", "level", "province", "city", "region", "since", "basis")
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for zone in simulated.zones:
                place = (zone.level, zone.province, zone.city, zone.region)
                writer.writerow((zone.code, zone.name, *place, "2010-01-01", "模拟数据"))
            file.flush()
            import_zones(actor=self.head, file=Path(file.name), name="demo.csv")


def _open(cast: _Cast, simulated: Cohort) -> Round:
    scheme, at, day = load_scheme("national-2016"), cast.at, timedelta(days=1)
    previous = take_over(
        actor=cast.head, figures=simulated.reviewed[0], scheme=scheme, reason="模拟数据：上年结果"
    )
    calendar = {
        "notice": (at - 30 * day, at - 20 * day),
        "report": (at - 20 * day, at + 2 * day),
        "city_review": (at - 10 * day, at + 10 * day),
        "province_review": (at - 5 * day, at + 25 * day),
        "hand_up": (at + 25 * day, at + 35 * day),
        "supplements": (at + 35 * day, at + 60 * day),
    }
    valid = localdate(at) + timedelta(days=700)
    form = Form("商开模拟01表", "广东省商务厅（模拟）", "模拟文号〔2018〕1号", valid)
    plan = Plan(CODE, "2018年度考核（模拟数据）", 2018, 2017, scheme, calendar, form, previous)
    codes = [zone.code for zone in simulated.zones]
    return open_round(actor=cast.head, plan=plan, subjects=subjects_of(scheme, codes, localdate(at)))


def _play(cast: _Cast, report: Report, figures: Figures, place: int) -> None:
    """Bring a report as far as its place in the list says, so that every state can be seen."""
    act, step = cast.cities if report.table else cast.committees, place % 10
    if step < 2 and not report.table:
        return
    cells = list(_typed(report, figures))
    some = cells[: len(cells) // 2] if step == 2 and not report.table else cells
    save_cells(actor=act, report=report, cells=some, key=_key(report, "cells"))
    if step <= 3 and not report.table:
        return
    people = {"principal": "模拟负责人", "statistician": "模拟统计员", "filler": "模拟填表人"}
    try:
        submit(actor=act, report=report, people=people, seen=0, key=_key(report, "submit"))
    except Refused:
        return  # a planted slip keeps it with the committee
    items = list(asked_of(report))
    if report.table:
        return
    if step == 6:
        _send_back(cast, report, items)
    elif step > 6:
        _accept(cast.cities, report, "city", items)
        if step == 9:
            _accept(cast.officer, report, "province", items)


def _typed(report: Report, figures: Figures) -> Iterator[Typed]:
    """The simulated figures as if typed; what the cohort left out is left out, with a note."""
    row = figures.units.index(report.code)
    for code in asked_of(report):
        value = figures.column(code)[row] if code in figures.items else np.nan
        note = "数据暂缺，说明另附" if np.isnan(value) else "见2017年统计年报"
        yield Typed(code, "" if np.isnan(value) else f"{value:.15g}", note, 0)


def _send_back(cast: _Cast, report: Report, items: Sequence[str]) -> None:
    actor = cast.cities
    words = [
        Word(items[0], "return", "与统计部门核定数不一致，请核对后重报"),
        Word(items[4], "query", "较上年变动较大，请说明原因"),
        *(Word(item, "accept") for item in items[8:]),
    ]
    decide(actor=actor, report=report, level="city", words=words, seen=1, key=_key(report, "city"))
    send_back(actor=actor, report=report, level="city", seen=1, key=_key(report, "back"))


def _accept(actor: Actor, report: Report, level: str, items: Sequence[str]) -> None:
    words = [Word(item, "accept") for item in items]
    decide(actor=actor, report=report, level=level, words=words, seen=1, key=_key(report, level))
    pass_on(actor=actor, report=report, level=level, seen=1, key=_key(report, f"pass-{level}"))


def _key(report: Report, what: str) -> str:
    return f"demo-{report.pk}-{what}"


def _known(user: User) -> None:
    """A demo's people sign in with the password that is printed."""
    user.set_password(PASSWORD)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
