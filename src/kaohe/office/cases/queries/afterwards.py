"""Did it help? The zone's overall places in later publications, beside that of the case."""

from dataclasses import dataclass
from datetime import datetime

from kaohe.office.assessment.models import Standing
from kaohe.office.assessment.queries.published import final
from kaohe.office.cases.models import Case


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """The overall place of a year; `better` than in the case's year, None where that can't be told."""

    year: int
    rank: float
    of: int
    better: bool | None


def places_then(case: Case, now: datetime) -> tuple[PlaceThen, ...]:
    """The overall place in the case's publication and in those of later years that count by `now`.

    Places are told as published; better means a smaller share of the list stands before the zone. The field
    and origin are the case's own. One query.
    """
    own = case.dossier.publication
    counting = final(now).filter(origin=own.origin, field=own.field, assessment_year__gte=own.assessment_year)
    rows = Standing.objects.filter(
        publication__in=counting, unit=case.dossier.zone.code, scope="overall", group="", rank__isnull=False
    )
    places = {row.publication.assessment_year: row for row in rows.select_related("publication")}
    first = places.get(own.assessment_year)
    return tuple(_then(places[year], first) for year in sorted(places))


def _then(row: Standing, first: Standing | None) -> PlaceThen:
    rank = row.rank or 0.0
    better = None
    if first is not None and first.pk != row.pk and first.rank is not None:
        better = rank / row.of < first.rank / first.of
    return PlaceThen(row.publication.assessment_year, rank, row.of, better)
