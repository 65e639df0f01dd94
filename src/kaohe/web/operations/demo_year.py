"""What followed two simulated rankings in the demo: findings, cases, letters and deadlines in every state.

The ministry's ranking of two assessment years is simulated from later years of the cohort: there the places
were planted that make every rung of clause 四 fire. All goes through the same actions as people's work.
"""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from kaohe.law import NoticedDay
from kaohe.letters import letter_template
from kaohe.messages import Text
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.assessment.actions.events import Decided, record_outside_event
from kaohe.office.assessment.actions.official import look_at, propose_official
from kaohe.office.assessment.actions.publishing import approve
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.actions.disposing import agree, propose
from kaohe.office.cases.actions.ledger import Planned, enter_item
from kaohe.office.cases.actions.letters import draft_letter
from kaohe.office.cases.actions.moving import take_step
from kaohe.office.cases.actions.opening import start_case
from kaohe.office.cases.actions.preparing import choose_offices, set_due
from kaohe.office.cases.actions.proposals import Choice
from kaohe.office.cases.actions.settings import set_parameter
from kaohe.office.cases.models import Case, Disposition, Finding
from kaohe.office.cases.queries.findings import Found, findings_of
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.clocks.actions.calendars import load_year
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.office.papers.actions.drafting import edit
from kaohe.office.papers.actions.issuing import set_mark
from kaohe.office.papers.actions.moving import take_step as take_paper
from kaohe.office.papers.models import Paper
from kaohe.office.papers.rendering import render_owed
from kaohe.office.zones.models import Zone
from kaohe.samples.cohort import Cohort
from kaohe.web.operations.demo_people import Cast
from kaohe.web.operations.demo_ranking import Ranking, ranking_file

PACK = "guangdong-2016"
DAYS_AGO = 12
"""The last ranking came out so many days ago: the fifteen days of clause 四 are almost over."""


def load_year_of_cases(cast: Cast, simulated: Cohort) -> None:
    """Take in two rankings, judge, dispose of most findings, bring cases to where they can be looked at."""
    keys = (f"demo-year-{number:05}" for number in itertools.count())
    today = localdate(cast.at)
    _settle_calendar(cast, today)
    last = today - timedelta(days=DAYS_AGO)
    for ranking in (Ranking(2016, 1, last - timedelta(days=365)), Ranking(2017, 2, last)):
        _take_in(cast, simulated, ranking, keys)
    demoted = simulated.events[0].unit
    decided = Decided(demoted, "demotion", last + timedelta(days=5), "国务院（模拟）", "模拟文〔2019〕1号")
    record_outside_event(actor=cast.officer, decided=decided, key=next(keys))
    _set_what_is_open(cast, keys)
    judge_owed(cast.at)
    _dispose(cast, keys)
    _start(cast, simulated, keys)
    _write(cast, demoted, keys)
    render_owed(cast.at)


def _settle_calendar(cast: Cast, today: date) -> None:
    """A demo in a year whose notice isn't out yet gets one that says it is simulated."""
    for year in (today.year, today.year + 1):
        if year not in calendar_on(cast.at).years:
            days = {date(year, 1, 1): NoticedDay("holiday", Text("元旦（模拟）", "New Year (simulated)"))}
            load_year(actor=cast.head, year=year, days=days, document=f"模拟放假安排〔{year}〕")


def _take_in(cast: Cast, simulated: Cohort, ranking: Ranking, keys: Iterator[str]) -> None:
    file = ContentFile(ranking_file(simulated, ranking), f"模拟名次{ranking.year}.csv")
    received, _ = look_at(actor=cast.officer, file=file, extent="full")
    proposed = propose_official(actor=cast.officer, received=received, extent="full", key=next(keys))
    for publication in proposed:
        approve(actor=cast.head, publication=publication)


def _set_what_is_open(cast: Cast, keys: Iterator[str]) -> None:
    for name, value in (("single_indicators", "official-lists"), ("doing_well", "10"), ("lagging", "5")):
        set_parameter(
            actor=cast.head, pack=PACK, name=name, value=value, basis="模拟：演示用", seen=0, key=next(keys)
        )


def _dispose(cast: Cast, keys: Iterator[str]) -> None:
    """Confirm what fired, hold together what is absorbed; one zone's findings are left to be agreed."""
    found = [each for row in _publications() for each in findings_of(row)]
    codes = {(*_matter(each), each.finding.code): each.row.pk for each in found}
    chosen = [_choice(each, codes) for each in found if each.finding.outcome == "fired"]
    propose(actor=cast.officer, choices=chosen, key=next(keys))
    left = min((each.row.zone.code for each in found if each.row.measure == "admonitory_talk"), default="")
    proposed = Disposition.objects.exclude(finding__zone__code=left)
    agree(actor=cast.head, dispositions=proposed.values_list("pk", flat=True), key=next(keys))


def _publications() -> list[int]:
    return list(Finding.objects.order_by("publication").values_list("publication", flat=True).distinct())


def _matter(each: Found) -> tuple[int, int]:
    return each.row.publication_id, each.row.zone_id


def _choice(each: Found, codes: dict[tuple[int, int, str], int]) -> Choice:
    into = codes.get((*_matter(each), each.finding.absorbed_by or ""))
    outcome = Disposition.Outcome.ABSORB if into else Disposition.Outcome.CONFIRM
    return Choice(each.row.pk, outcome, into, "模拟：合并办理" if into else "")


def _start(cast: Cast, simulated: Cohort, keys: Iterator[str]) -> None:
    """What the policy leaves to the office: an incentive for the province's first, a warning for its last."""
    last = Publication.objects.order_by("assessment_year").last()
    assert last is not None
    first = next(zone.code for zone in simulated.zones if zone.province == "广东")
    for kind, code in (("incentive", first), ("warning", simulated.events[0].unit)):
        zone = Zone.objects.get(code=code)
        start_case(
            actor=cast.head, zone=zone, publication=last, kind=kind, basis="模拟：演示用", key=next(keys)
        )


def _write(cast: Cast, demoted: str, keys: Iterator[str]) -> None:
    """One reminder sent, one waiting to be signed; the demoted zone's order waiting to be countersigned."""
    _set_marks(cast, keys)
    reminders = Case.objects.filter(kind="written_reminder").select_related("dossier").order_by("pk")
    for place, case in enumerate(reminders[:2]):
        paper = _drafted(cast.officer, case, "written_reminder", keys)
        for step, actor in (("hand_in", cast.officer), ("check", cast.checker), ("sign", cast.head))[
            : 3 - place
        ]:
            paper = _moved(actor, paper, step, keys)
        if place == 0:
            take_step(actor=cast.officer, case=case, step="send", seen=case.revision, key=next(keys))
    order = Case.objects.filter(kind="rectification_order", dossier__zone__code=demoted).last()
    if order is not None:
        _prepare_order(cast, order, keys)


def _set_marks(cast: Cast, keys: Iterator[str]) -> None:
    commerce = Office.objects.get(code="commerce")
    for style, mark in (("document", "粤商务模"), ("letter", "粤商务函模"), ("minutes", "粤商务纪模")):
        set_mark(actor=cast.head, office=commerce, style=style, mark=mark, key=next(keys))


def _prepare_order(cast: Cast, case: Case, keys: Iterator[str]) -> None:
    until = localdate(cast.at) + timedelta(days=60)
    joint = Office.objects.get(code=cast.joint)
    set_due(actor=cast.officer, case=case, due_on=until, seen=_seen(case), key=next(keys))
    choose_offices(actor=cast.officer, case=case, offices={joint.pk}, seen=_seen(case), key=next(keys))
    for problem, measure in (
        ("研发经费投入强度低于全国经开区平均水平（模拟）", "制定研发投入提升计划并按月通报（模拟）"),
        ("单位工业增加值能耗偏高（模拟）", "完成两家重点企业节能改造（模拟）"),
    ):
        plan = Planned(measure, "管委会经济发展局（模拟）", until - timedelta(days=10))
        enter_item(
            actor=cast.officer, case=case, problem=problem, plan=plan, seen=_seen(case), key=next(keys)
        )
    paper = _drafted(cast.officer, Case.objects.get(pk=case.pk), "rectification_order", keys)
    for step, actor in (("hand_in", cast.officer), ("check", cast.checker)):
        paper = _moved(actor, paper, step, keys)


def _drafted(actor: Actor, case: Case, kind: str, keys: Iterator[str]) -> Paper:
    """A letter whose remaining fields are filled as somebody would who is asked for them."""
    paper = draft_letter(actor=actor, case=case, kind=kind, key=next(keys))
    known = {"contact_person": "模拟联系人", "contact_phone": "020-00000000", "reply_by": _soon(actor)}
    asked = {name: value for name, value in known.items() if name in letter_template(kind).fields}
    return edit(actor=actor, paper=paper, seen=paper.revision, key=next(keys), values=paper.values | asked)


def _soon(actor: Actor) -> str:
    return (localdate(actor.at) + timedelta(days=15)).isoformat()


def _moved(actor: Actor, paper: Paper, step: str, keys: Iterator[str]) -> Paper:
    return take_paper(actor=actor, paper=paper, step=step, seen=paper.revision, key=next(keys))


def _seen(case: Case) -> int:
    return Case.objects.values_list("revision", flat=True).get(pk=case.pk)
