"""Worked cases: a rule tried on places put in the words of its article. Tests run them, and so may an editor.

A case gives places year by year: `published` as the ministry publishes them, or `computed` as a list from the
best to the worst, in which a number stands for so many other units and a list within the list for a tie. It
names every finding of every zone, in order, and the rules that can't be judged with the reason.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator

from kaohe.law import Calendar
from kaohe.messages import Refused, Text
from kaohe.packs import Model, pack_file, read_model
from kaohe.rules.events import Event
from kaohe.rules.findings import Finding, Judgement, PlaceFact, Setting
from kaohe.rules.judge import judge
from kaohe.rules.packs import LoadedPack
from kaohe.rules.words import addressee_words
from kaohe.standings import OVERALL, Standing, Standings, Zone

Codes = Annotated[
    tuple[str, ...], BeforeValidator(lambda found: [found] if isinstance(found, str) else found)
]
Step = str | int | tuple[str | int, ...]
"""A zone, so many other units, or those tied."""

_OF_EVERY_RUN = {
    "rules.zone_unknown",
    "rules.parameter_unset",
    "rules.none_of_level",
    "rules.none_of_level_stands",
    "rules.no_events",
}
"""Reasons that most cases would have to repeat; a case names them only where they are its point."""


class CaseZone(Model):
    """Who a zone of the cases is."""

    level: str = "national"
    province: str
    city: str
    region: str = ""


class Place(Model):
    """A published place among `of`; no rank: none was given. `group`: a list within one (`region=西部`)."""

    zone: str
    rank: int | None
    of: int
    list: str = OVERALL
    group: str = ""
    tied: int = 1


class CaseEvent(Model):
    """A recorded event."""

    zone: str
    event: str
    date: date


class Expected(Model):
    """A finding's measure (`rule/kind`), its outcome, and what the case is about; None isn't compared."""

    measure: str
    outcome: Literal["fired", "for_officer", "may_start"] = "fired"
    lists: tuple[str, ...] | None = None
    by: str | None = None
    to: str | None = None
    due_on: date | None = None
    reminder_on: date | None = None
    absorbed_by: str | None = None
    reasons: Codes = ()


class WorkedCase(Model):
    """What is given and all that must come of it. `assumes`: what isn't known and only supposed."""

    zh: str
    en: str
    assumes: Text | None = None
    published_on: date
    published: dict[int, tuple[Place, ...]] = {}
    computed: dict[int, dict[str, tuple[Step, ...]]] = {}
    events: tuple[CaseEvent, ...] = ()
    settings: dict[str, str] = {}
    expect: dict[str, tuple[Expected, ...]] = {}
    not_judged: dict[str, Codes] = {}
    refused: str | None = None


class CaseFile(Model):
    """The worked cases of a pack."""

    format: Literal[1]
    pack: str
    zones: dict[str, CaseZone]
    cases: tuple[WorkedCase, ...]


def read_cases(text: str, file: str) -> CaseFile:
    """Read a case file. Raises `Refused`."""
    return read_model(CaseFile, text, file)[0]


def shipped_cases(pack: str) -> CaseFile:
    """The worked cases beside a shipped pack."""
    file = pack_file("rules", f"{pack}.cases.yaml")
    return read_cases(file.read_text(encoding="utf-8"), file.name)


def differences(pack: LoadedPack, file: CaseFile, case: WorkedCase, calendar: Calendar) -> list[str]:
    """What comes out otherwise than the case says, in English; nothing if all is as it says."""
    try:
        judgement = _judged(pack, file, case, calendar)
    except Refused as refused:
        codes = [problem.code for problem in refused.problems]
        return [] if case.refused in codes else [f"refused: {', '.join(codes)}"]
    if case.refused:
        return [f"not refused: {case.refused}"]
    return [*_in_findings(case, judgement), *_in_not_judged(case, judgement)]


def _judged(pack: LoadedPack, file: CaseFile, case: WorkedCase, calendar: Calendar) -> Judgement:
    named = _named(case)
    zones = [
        Zone(name, name, zone.level, zone.province, zone.city, zone.region)
        for name, zone in file.zones.items()
        if name in named
    ]
    events = [Event(event.zone, event.event, event.date, "国务院", "案例", "") for event in case.events]
    settings = {name: Setting(name, value, "案例假定") for name, value in case.settings.items()}
    return judge(pack, _standings(case), zones, events, settings, case.published_on, calendar)


def _named(case: WorkedCase) -> set[str]:
    """The zones that a case speaks of."""
    published = {place.zone for places in case.published.values() for place in places}
    steps = [step for lists in case.computed.values() for list_ in lists.values() for step in list_]
    computed = {name for step in steps for name in (step if isinstance(step, tuple) else (step,))}
    return {str(name) for name in published | computed | {event.zone for event in case.events}}


def _standings(case: WorkedCase) -> Mapping[int, Standings]:
    official = {
        year: Standings(
            year, year - 1, "official", "part", case.published_on, "案例", tuple(map(_published, places))
        )
        for year, places in case.published.items()
    }
    computed = {
        year: Standings(
            year,
            year - 1,
            "computed",
            "full",
            None,
            "",
            tuple(row for scope, steps in lists.items() for row in _computed(scope, steps)),
        )
        for year, lists in case.computed.items()
    }
    return official | computed


def _published(given: Place) -> Standing:
    return Standing(given.zone, given.list, None, given.rank, given.of, given.group, given.tied)


def _computed(scope: str, steps: tuple[Step, ...]) -> Iterator[Standing]:
    ties = list(_tie_groups(steps))
    of = sum(map(len, ties))
    rank = 1
    for tied in ties:
        for unit in tied:
            yield Standing(unit, scope, float(of - rank), rank, of, "", len(tied))
        rank += len(tied)


def _tie_groups(steps: tuple[Step, ...]) -> Iterator[list[str]]:
    others = (f"其他{number}" for number in range(1, 100_000))
    for step in steps:
        if isinstance(step, int):
            yield from ([next(others)] for _ in range(step))
        elif isinstance(step, str):
            yield [step]
        else:
            yield [
                unit
                for one in step
                for unit in ([one] if isinstance(one, str) else [next(others) for _ in range(one)])
            ]


def _in_findings(case: WorkedCase, judgement: Judgement) -> Iterator[str]:
    units = dict.fromkeys([*case.expect, *(finding.unit for finding in judgement.findings)])
    for unit in units:
        wanted = [_wanted(each) for each in case.expect.get(unit, ())]
        found = [finding for finding in judgement.findings if finding.unit == unit]
        compared = [
            _found(finding, each) for finding, each in zip(found, case.expect.get(unit, ()), strict=False)
        ]
        extra = [(finding.code, finding.outcome) for finding in found[len(wanted) :]]
        if wanted != compared or extra:
            yield f"{unit}: expected {wanted}, found {[*compared, *extra]}"


def _wanted(expected: Expected) -> dict[str, object]:
    always = {"measure", "outcome", "absorbed_by", "reasons"}
    return {
        name: value for name, value in expected.model_dump().items() if name in always or value is not None
    }


def _found(finding: Finding, expected: Expected) -> dict[str, object]:
    lists = tuple(dict.fromkeys(fact.scope for fact in finding.facts if isinstance(fact, PlaceFact)))
    found: dict[str, object] = {
        "measure": finding.code,
        "outcome": finding.outcome,
        "lists": lists,
        "by": "、".join(office.name.zh for office in finding.offices.by),
        "to": addressee_words(finding, "zh"),
        "due_on": finding.due and finding.due.due_on,
        "reminder_on": finding.due and finding.due.reminder_on,
        "absorbed_by": finding.absorbed_by,
        "reasons": tuple(reason.code for reason in finding.reasons),
    }
    return {name: found[name] for name in _wanted(expected)}


def _in_not_judged(case: WorkedCase, judgement: Judgement) -> Iterator[str]:
    found = {(left.rule or judgement.pack, left.reason.code) for left in judgement.not_judged}
    wanted = {(rule, code) for rule, codes in case.not_judged.items() for code in codes}
    for rule, code in sorted(wanted - found):
        yield f"{rule}: {code} was expected under not judged"
    for rule, code in sorted(found - wanted):
        if code not in _OF_EVERY_RUN:
            yield f"{rule}: not judged: {code}"
