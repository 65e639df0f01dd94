"""Publications as the library knows them: standings, and the zones of a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.assessment.queries.published import final
from kaohe.office.zones import queries as catalogue
from kaohe.standings import Standing as Place
from kaohe.standings import Standings, Zone


def standings_of(publication: Publication) -> Standings:
    """All places of a publication, list after list as it was published."""
    return _standings([publication])[publication.assessment_year]


def standings_by_year(publication: Publication, now: datetime) -> Mapping[int, Standings]:
    """The publication's places, and those in force at `now` of earlier years, same origin and field."""
    earlier = final(now).filter(
        origin=publication.origin,
        field=publication.field,
        assessment_year__lt=publication.assessment_year,
    )
    return _standings([publication, *earlier])


def zones_on(day: date) -> tuple[Zone, ...]:
    """The catalogue's zones as standings know them; a former name is an alias where no other zone has it."""
    rows = catalogue.zones_on(day)
    taken = {name for row in rows for name in row.facts.names}
    return tuple(
        Zone(
            row.code,
            row.facts.name_zh,
            row.facts.level,
            row.facts.province,
            row.facts.city,
            row.facts.region,
            (*row.facts.names[1:], *(name for name in row.former if name not in taken)),
        )
        for row in rows
    )


def _standings(publications: Iterable[Publication]) -> dict[int, Standings]:
    chosen = {publication.pk: publication for publication in publications}
    rows: dict[int, list[Place]] = defaultdict(list)
    fields = ("unit", "scope", "score", "rank", "of", "group", "tied")
    for key, *values in (
        Standing.objects.filter(publication__in=chosen).order_by("pk").values_list("publication", *fields)
    ):
        rows[key].append(Place(*values))
    return {
        each.assessment_year: Standings(
            each.assessment_year,
            each.data_year,
            "official" if each.origin == Publication.Origin.OFFICIAL else "computed",
            "full" if each.extent == Publication.Extent.FULL else "part",
            each.published_on,
            each.document,
            tuple(rows[each.pk]),
        )
        for each in chosen.values()
    }
