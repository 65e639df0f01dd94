"""Who stands where: the joint between arithmetic and law. Rules don't care who computed a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from kaohe.messages import Text, sentence

Origin = Literal["computed", "official"]
Extent = Literal["full", "part"]

OVERALL = "overall"
"""The scope of an official publication's overall list, however the list is headed (综合, 综合发展水平)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's place on one list.

    `scope` is a node's path (`index/openness`) or an official list's name; `group` is "" for all units, else
    `region=东部`. `rank` is None for a unit without a place; it is whole except where ties share the average.
    `of` counts the units with a place, `tied` those that share this one, itself included (0 without a place).
    """

    unit: str
    scope: str
    score: float | None
    rank: float | None
    of: int
    group: str = ""
    tied: int = 1


@dataclass(frozen=True)
class Standings:
    """The places of one assessment; an official publication has its document and date, `part` some places."""

    assessment_year: int | None
    data_year: int | None
    origin: Origin
    extent: Extent
    published_on: date | None
    document: str
    rows: tuple[Standing, ...]

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """Every scope, in the order of the rows."""
        return tuple(dict.fromkeys(row.scope for row in self.rows))

    @cached_property
    def overall(self) -> str | None:
        """The scope of the overall result: the official overall list, or the root of the computed tree."""
        if self.origin == "official":
            return OVERALL if OVERALL in self.scopes else None
        roots = [scope for scope in self.scopes if "/" not in scope]
        return roots[0] if len(roots) == 1 else None

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The scopes of single indicators: those with nothing below them, the overall result apart."""
        branches = {above for scope in self.scopes for above in _above(scope)}
        return tuple(scope for scope in self.scopes if scope not in branches and scope != self.overall)

    @cached_property
    def units(self) -> frozenset[str]:
        """Every unit that has a row."""
        return frozenset(row.unit for row in self.rows)


@dataclass(frozen=True, slots=True)
class Zone:
    """What rules need to know of a zone in the year judged; `level` is `national` or `provincial`."""

    code: str
    name: str
    level: str
    province: str
    city: str
    region: str
    aliases: tuple[str, ...] = ()

    def belongs_to(self, group: str) -> bool | None:
        """Whether the zone is in a group like `region=东部`; None for an attribute that isn't known here."""
        attribute, _, value = group.partition("=")
        known = {"region": self.region, "province": self.province, "city": self.city, "level": self.level}
        return known[attribute] == value if attribute in known else None


def by_any_name(zones: Iterable[Zone]) -> dict[str, str]:
    """Code of a zone by its code, name and every alias."""
    names: dict[str, str] = {}
    for zone in zones:
        for name in (*zone.aliases, zone.name, zone.code):
            names[name] = zone.code
    return names


def list_name(scope: str, group: str = "") -> Text:
    """What a list is called: the official overall list has words of its own, a group stands in brackets."""
    zh, en = (sentence("standings.overall", lang) if scope == OVERALL else scope for lang in ("zh", "en"))
    of_group = group.partition("=")[2]
    return Text(f"{zh}（{of_group}）", f"{en} ({of_group})") if group else Text(zh, en)


def _above(scope: str) -> list[str]:
    steps = scope.split("/")
    return ["/".join(steps[:depth]) for depth in range(1, len(steps))]
