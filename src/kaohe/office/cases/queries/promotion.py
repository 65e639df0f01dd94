"""Clause （五）: provincial zones in front in every indicator, and those to be supported above all."""

from collections.abc import Sequence
from dataclasses import dataclass

from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.cases.queries.findings import Found, findings_of, last_judgings


@dataclass(frozen=True, slots=True)
class Ranked:
    """A zone's finding with its overall place; None where it was given none."""

    found: Found
    rank: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Order:
    """`front`: by overall place; a tie stands together. `focus`: applied for promotion and nurtured."""

    front: Sequence[Ranked]
    focus: Sequence[Ranked]


def promotion_order(root: Publication) -> Order:
    """The zones found, with the places that count now, those of the last correction. Seven queries."""
    found = [each for each in findings_of(root.pk) if each.stands]
    judged = {judging.publication_id for judging in last_judgings({root.pk}).values()}
    rows = Standing.objects.filter(publication__in=judged, group="").exclude(scope__contains="/")
    places = {row.unit: row for row in rows}

    def ranked(kind: str) -> list[Ranked]:
        of_kind = [each for each in found if each.row.measure == kind]
        with_place = [Ranked(each, *_place(places.get(each.row.zone.code))) for each in of_kind]
        return sorted(with_place, key=lambda each: (each.rank is None, each.rank or 0))

    return Order(ranked("promotion_priority"), ranked("focus_support"))


def _place(row: Standing | None) -> tuple[float | None, int]:
    return (row.rank, row.of) if row else (None, 0)
