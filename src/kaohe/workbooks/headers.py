"""What the head of a column may say, and which column it then is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kaohe.messages import Text
from kaohe.schemes import Scheme
from kaohe.schemes.outline import indicator_name, indicator_unit
from kaohe.workbooks.folding import fold, without_unit

UNIT = ("unit", "代码", "单位代码", "code", "unit code")
NAME = ("name", "名称", "单位名称", "unit name")
YEAR = ("data_year", "数据年度", "data year")
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "region": ("区域", "地区"),
    "host_city": ("所在地市", "所在城市", "城市", "city", "host city"),
    "level": ("级别",),
    "province": ("省份", "所在省份"),
    "zone_type": ("类型", "zone type"),
    "status": ("数据性质", "status"),
}
"""Attributes that units commonly have: what their columns are also called. A scheme may ask for others."""

UNIT_OF_MEASURE = ("计量单位", "unit of measure")
MARKS = ("填报要求", "requirements")
"""What stands at the left of the form's other header rows."""

Kind = Literal["unit", "name", "year", "attribute", "value"]


class Column(NamedTuple):
    """What a column holds: for attributes and values also which."""

    kind: Kind
    code: str = ""


Heads = Mapping[Column, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every head a table may have, folded; `ambiguous` ones fit several columns; items' units of measure."""

    columns: Mapping[str, Column]
    ambiguous: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]

    def column(self, head: str) -> Column | None:
        """The column of a head; a unit of measure in brackets after a name is passed over."""
        folded = fold(head)
        found = self.columns.get(folded)
        if found is None and (parts := without_unit(folded)):
            found = self.columns.get(parts[0])
        return found

    def other_unit(self, head: str) -> str | None:
        """The unit of measure that a head states in brackets, where it isn't the item's."""
        folded = fold(head)
        parts = without_unit(folded)
        if parts is None or folded in self.columns or parts[0] not in self.columns:
            return None
        wanted = self.units.get(self.columns[parts[0]].code)
        return parts[1] if wanted is not None and fold(wanted) != parts[1] else None


def vocabulary(scheme: Scheme, *, keys: Iterable[str] = (), indicators: bool = False) -> Vocabulary:
    """The heads of a table of items; `keys` are further heads of its first column (a city table's `city`).

    A frame's table may give values under indicators' codes too. Of two columns with one head the earlier
    tier wins; within a tier the head is ambiguous.
    """
    extra = [code for code in scheme.indicators if code not in scheme.items] if indicators else []
    names = {code: item.name for code, item in scheme.items.items()}
    extra_names = {code: indicator_name(scheme, code) for code in extra}
    tiers: list[Heads] = [
        {Column("value", code): (code,) for code in (*scheme.items, *extra)},
        {Column("value", code): (name.zh, name.en) for code, name in names.items()},
        {Column("unit"): (*UNIT, *keys)},
        {Column("name"): NAME, Column("year"): YEAR},
        {Column("attribute", code): (code, *ATTRIBUTES.get(code, ())) for code in attributes_wanted(scheme)},
        {Column("attribute", code): (code, *heads) for code, heads in ATTRIBUTES.items()},
        {Column("value", code): (name.zh, name.en) for code, name in extra_names.items()},
    ]
    found: dict[str, list[Column]] = {}
    for tier in tiers:
        found |= {head: columns for head, columns in _by_head(tier).items() if head not in found}
    return Vocabulary(
        columns={head: columns[0] for head, columns in found.items()},
        ambiguous={
            head: tuple(column.code for column in columns)
            for head, columns in found.items()
            if len(columns) > 1
        },
        units=_units_of_measure(scheme),
    )


def _by_head(tier: Heads) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for column, heads in tier.items():
        for head in dict.fromkeys(map(fold, heads)):
            found.setdefault(head, []).append(column)
    return found


def attributes_wanted(scheme: Scheme) -> tuple[str, ...]:
    """The attributes each unit must bring: those stated under `units` and those that frames go through."""
    through = (frame.through for frame in scheme.frames.values() if frame.through)
    return tuple(dict.fromkeys((*scheme.units, *through)))


def _units_of_measure(scheme: Scheme) -> dict[str, str]:
    units = {code: indicator_unit(scheme, code) or "" for code in scheme.indicators}
    return units | {code: item.unit for code, item in scheme.items.items()}


def attribute_title(code: str) -> Text:
    """An attribute in words."""
    return Text(ATTRIBUTES.get(code, (code,))[0], code)
