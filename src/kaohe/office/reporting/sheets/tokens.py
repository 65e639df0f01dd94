"""What a form remembers of its download: for each cell its revision and its value then."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.reporting.models import Draft, Report

_REPORT = "report"
_CELL = "cell."


@dataclass(frozen=True, slots=True)
class Then:
    """A cell as it was downloaded; `revision` 0 and NaN where nothing stood there."""

    revision: int
    value: float


def token_of(report: Report, drafts: Mapping[str, Draft], items: Mapping[str, object]) -> dict[str, str]:
    """What is noted in the form."""
    cells = {item: drafts.get(item) for item in items}
    return {_REPORT: _name(report)} | {
        f"{_CELL}{item}": f"{draft.revision if draft else 0} {_in_a_sheet(number_of(draft))!r}"
        for item, draft in cells.items()
    }


def is_of_another(report: Report, kept: Mapping[str, str]) -> str:
    """The report that a form was downloaded for, where it is another than this; "" otherwise."""
    found = kept.get(_REPORT, "")
    return "" if found in ("", _name(report)) else found


def cell_then(kept: Mapping[str, str], item: str) -> Then | None:
    """None where the file doesn't say (it isn't a downloaded form, or its token was spoiled)."""
    revision, _, value = kept.get(f"{_CELL}{item}", "").partition(" ")
    try:
        return Then(int(revision), float(value))
    except ValueError:
        return None


def number_of(draft: Draft | None) -> float:
    """A draft's value, NaN where it has none."""
    return math.nan if draft is None or draft.value is None else draft.value


def _in_a_sheet(value: float) -> float:
    """A workbook keeps 16 digits of a number; of one with 17 the last would look changed."""
    return float(f"{value:.16g}")


def _name(report: Report) -> str:
    return "/".join(filter(None, (report.round.code, report.table, report.code)))
