"""What the drafts come to: every indicator by its formula, with what is missing and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kaohe.explanations import Voice, Workings
from kaohe.figures import Figures
from kaohe.formulas import Column
from kaohe.messages import Lang, sentence
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.checks import companions
from kaohe.office.reporting.queries.figures import drafted, figures_of_reports
from kaohe.office.reporting.queries.schemes import scheme_of
from kaohe.schemes import Leaf, outline_of


@dataclass(frozen=True, slots=True)
class Previewed:
    """An indicator: its formula in words and with numbers ("" where it is reported as it stands).

    `value` and `last_year` are None where missing; `missing` says why the value is.
    """

    code: str
    name: str
    unit: str
    formula: str
    numbers: str
    value: float | None
    last_year: float | None
    missing: str


def preview_of(report: Report, lang: Lang) -> tuple[Previewed, ...]:
    """The indicators of a zone from what its drafts say now; none for a host city's own figures."""
    if report.table:
        return ()
    reports = [report, *companions(report)]
    figures = figures_of_reports(report.round, reports, drafted(reports))
    voice = Voice(scheme_of(report.round), lang)
    with np.errstate(all="ignore"):  # what leaves the range of numbers is missing, with its cause
        return tuple(_previewed(voice, figures))


def _previewed(voice: Voice, figures: Figures) -> Iterator[Previewed]:
    workings = Workings(voice, figures)
    before = workings.measures.last_year()
    for leaf in _leaves(voice):
        value = workings.measures.read(leaf)
        working = workings.of(leaf)[0]
        last = None if before is None else _known(before.read(leaf))
        yield Previewed(
            code=leaf.code,
            name=voice.of(leaf.name),
            unit=voice.unit(leaf.unit or ""),
            formula=working.names,
            numbers=working.numbers,
            value=_known(value),
            last_year=last,
            missing=_reason(value, voice.lang),
        )


def _leaves(voice: Voice) -> Iterator[Leaf]:
    """Each indicator once, in the order of the tree."""
    seen = set()
    for node in outline_of(voice.scheme).reading_order():
        if isinstance(node, Leaf) and node.code not in seen:
            seen.add(node.code)
            yield node


def _known(column: Column) -> float | None:
    value = float(column.values[0])
    return None if np.isnan(value) else value


def _reason(column: Column, lang: Lang) -> str:
    code = int(column.why[0])
    return sentence(f"formulas.reason.{column.causes[code].reason.name.lower()}", lang) if code else ""
