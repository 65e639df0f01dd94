"""What the figures come to: every indicator by its formula, with what is missing and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kaohe.explanations import Voice, Workings
from kaohe.formulas import Column
from kaohe.messages import Lang, sentence
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.checks import companions, own_as_handed_in
from kaohe.office.reporting.queries.figures import drafted, figures_of_reports, submitted
from kaohe.office.reporting.queries.schemes import frames_through, scheme_of
from kaohe.office.reporting.queries.state import State
from kaohe.schemes import Leaf, outline_of


@dataclass(frozen=True, slots=True)
class Previewed:
    """An indicator of a zone: its formula in words and with numbers ("" where it is reported as it stands).

    `value` and `last_year` are None where missing; `missing` says why the value is.
    """

    zone: str
    code: str
    name: str
    unit: str
    formula: str
    numbers: str
    value: float | None
    last_year: float | None
    missing: str


def previewed(state: State, now: datetime, lang: Lang) -> tuple[Previewed, ...]:
    """A zone's indicators from what it would hand in now, beside its host city's drafts.

    For a host city's own figures the indicators that look at them, of each of its zones that has handed in.
    """
    report = state.report
    others = _zones_of(report) if report.table else companions(report)
    reports = [*others, report] if report.table else [report, *others]
    if reports[0].table:
        return ()
    cells = {**(submitted(others) if report.table else drafted(others))}
    cells[report.pk] = own_as_handed_in(state, now)
    voice = Voice(scheme_of(report.round), lang)
    leaves = [leaf for leaf in _leaves(voice) if not report.table or _looks_through(leaf, report.table)]
    with np.errstate(all="ignore"):  # what leaves the range of numbers is missing, with its cause
        workings = Workings(voice, figures_of_reports(report.round, reports, cells))
        zones = [each for each in reports if not each.table]
        return tuple(
            _previewed(workings, leaf, place, zone) for place, zone in enumerate(zones) for leaf in leaves
        )


def _zones_of(report: Report) -> list[Report]:
    """The reports handed in by the zones that look at a host city's."""
    through = frames_through(scheme_of(report.round))[report.table]
    found = Report.objects.filter(round=report.round_id, table="", version__gt=0)
    return [each for each in found if each.attributes.get(through) == report.code]


def _looks_through(leaf: Leaf, table: str) -> bool:
    return any(name.frames[:1] == (table,) for formula in leaf.formula.all() for name in formula.names)


def _previewed(workings: Workings, leaf: Leaf, place: int, zone: Report) -> Previewed:
    voice, before = workings.voice, workings.measures.last_year()
    value, working = workings.measures.read(leaf), workings.of(leaf)[place]
    return Previewed(
        zone=zone.name_zh if voice.lang == "zh" else zone.name_en or zone.name_zh,
        code=leaf.code,
        name=voice.of(leaf.name),
        unit=voice.unit(leaf.unit or ""),
        formula=working.names,
        numbers=working.numbers,
        value=_known(value, place),
        last_year=None if before is None else _known(before.read(leaf), place),
        missing=_reason(value, place, voice.lang),
    )


def _leaves(voice: Voice) -> Iterator[Leaf]:
    """Each indicator once, in the order of the tree."""
    seen = set()
    for node in outline_of(voice.scheme).reading_order():
        if isinstance(node, Leaf) and node.code not in seen:
            seen.add(node.code)
            yield node


def _known(column: Column, place: int) -> float | None:
    value = float(column.values[place])
    return None if np.isnan(value) else value


def _reason(column: Column, place: int, lang: Lang) -> str:
    code = int(column.why[place])
    return sentence(f"formulas.reason.{column.causes[code].reason.name.lower()}", lang) if code else ""
