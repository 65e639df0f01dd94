"""The scheme of a round, from the text that the round keeps."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kaohe.figures import needed_items
from kaohe.office.reporting.models import Report, Round
from kaohe.schemes import Scheme, read_scheme
from kaohe.schemes.model import Item


def scheme_of(round: Round) -> Scheme:
    """The round's scheme; read once for each text."""
    return _read(round.scheme_text)


def asked_of(report: Report) -> Mapping[str, Item]:
    """The items a report is asked for, by code, in the scheme's order."""
    return asked(report.round, report.table)


def asked(round: Round, table: str) -> Mapping[str, Item]:
    """The items of a table: all of the units' own, or those that formulas and checks look up in a frame."""
    return _asked(round.scheme_text, round.data_year, table)


def frames_through(scheme: Scheme) -> Mapping[str, str]:
    """The frames that are tables of other units (`city`), with the attribute that names the unit."""
    return {code: frame.through for code, frame in scheme.frames.items() if frame.through}


@lru_cache(maxsize=32)
def _read(text: str) -> Scheme:
    return read_scheme(text, Path("scheme.yaml"))


@lru_cache(maxsize=128)
def _asked(text: str, data_year: int, table: str) -> Mapping[str, Item]:
    scheme = _read(text)
    due = {
        code: item
        for code, item in scheme.items.items()
        if item.defined_from is None or item.defined_from <= data_year
    }
    if not table:
        return due
    needed = needed_items(scheme, checks=True).get((table,), frozenset())
    return {code: item for code, item in due.items() if code in needed}
