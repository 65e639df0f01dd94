"""The demo: the simulated cohort in the middle of a round, in every state that a report can be in.

All goes through the same actions as people's work. Every zone's name says that it is simulated.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

import numpy as np
from django.utils.timezone import localdate

from kaohe.figures import Figures
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.reporting.actions.drafting import Typed, save_cells
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.reporting.actions.reviewing import Word, decide, pass_on, send_back
from kaohe.office.reporting.actions.rounds import Form, Plan, open_round
from kaohe.office.reporting.actions.submitting import submit
from kaohe.office.reporting.models import Report, Round
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.subjects import subjects_of
from kaohe.samples import cohort
from kaohe.samples.cohort import Cohort
from kaohe.schemes import load_scheme
from kaohe.web.operations.demo_people import Cast
from kaohe.web.operations.demo_year import load_year_of_cases

CODE = "demo-2018"


def load_demo(at: datetime, told: Callable[[float], None] = lambda share: None) -> None:
    """Fill an empty office; `told` hears each report's share of the work. `Refused` where there are users."""
    simulated = cohort()
    cast = Cast(at, simulated)
    opened = opened_round(cast, simulated)
    figures = {"": simulated.years[1], "city": simulated.cities[1]}
    reports = _reports(opened)
    for place, report in enumerate(reports):
        _play(cast, report, figures[report.table], place)
        told(1 / len(reports))
    cast.hire_for_what_waits([report for report in _reports(opened) if not report.table])
    load_year_of_cases(cast, simulated)
    cast.hire_for_the_last(simulated.events[0].unit)


def _reports(opened: Round) -> list[Report]:
    chosen = Report.objects.filter(round=opened).select_related("round", "office")
    return list(chosen.order_by("table", "code"))


def opened_round(cast: Cast, simulated: Cohort) -> Round:
    """A round for the cohort whose windows lie around the instant at which the cast acts."""
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


def _play(cast: Cast, report: Report, figures: Figures, place: int) -> None:
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


def _send_back(cast: Cast, report: Report, items: Sequence[str]) -> None:
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
