"""What a form knows about itself: the hidden sheet `_meta`, written with the form and read back with it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaohe.messages import Place, Problem
from kaohe.schemes import Scheme
from kaohe.workbooks.grids import Book
from kaohe.workbooks.sheets import LISTS, META

FORMAT = "kaohe-form"
FORM_VERSION = "1"
_KEPT = "kept."


@dataclass(frozen=True, slots=True)
class Meta:
    """Which form this is, of which scheme and year, for which units; `kept` is what its maker noted in it."""

    scheme: str
    version: str
    items: str
    data_year: int | None
    units: frozenset[str]
    kept: Mapping[str, str]


def items_hash(scheme: Scheme) -> str:
    """SHA-256 of what the form depends on: items, attributes and frames. Weights may change under a form."""
    parts = scheme.model_dump(mode="json", by_alias=True, include={"items", "units", "frames"})
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def meta_rows(scheme: Scheme, data_year: int | None, kept: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is written to `_meta`; `kept` comes back as it was."""
    return [
        ("format", FORMAT),
        ("form_version", FORM_VERSION),
        ("scheme", scheme.id),
        ("scheme_version", scheme.version),
        ("items_sha256", items_hash(scheme)),
        ("data_year", "" if data_year is None else str(data_year)),
        *((f"{_KEPT}{name}", value) for name, value in kept.items()),
    ]


def meta_of(book: Book) -> Meta | None:
    """The form's own account of itself; None for a workbook that isn't a form."""
    grid, lists = book.grid(META), book.grid(LISTS)
    said = {str(row[0]): str(row[1]) for row in grid.rows if len(row) > 1} if grid else {}
    if said.get("format") != FORMAT:
        return None
    year = said.get("data_year", "")
    units = (str(row[0]) for row in lists.rows[1:] if row and row[0]) if lists else ()
    return Meta(
        scheme=said.get("scheme", ""),
        version=said.get("scheme_version", ""),
        items=said.get("items_sha256", ""),
        data_year=int(year) if year.isdecimal() else None,
        units=frozenset(units),
        kept={key.removeprefix(_KEPT): value for key, value in said.items() if key.startswith(_KEPT)},
    )


def wrong_form(meta: Meta, scheme: Scheme, file: str, data_year: int | None) -> Iterator[Problem]:
    """A form of another scheme, version or year."""
    place = Place(file, META)
    if meta.scheme != scheme.id:
        yield Problem("workbooks.other_scheme", {"found": meta.scheme, "wanted": scheme.id}, place)
    elif meta.version != scheme.version or meta.items != items_hash(scheme):
        params = {"scheme": scheme.id, "found": meta.version, "wanted": scheme.version}
        same = meta.version == scheme.version
        yield Problem("workbooks.other_items" if same else "workbooks.other_version", params, place)
    if data_year is not None and meta.data_year is not None and meta.data_year != data_year:
        yield Problem("workbooks.other_year", {"found": meta.data_year, "wanted": data_year}, place)
