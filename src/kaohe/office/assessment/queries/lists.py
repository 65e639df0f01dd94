"""A publication's lists as pages and downloads show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Min

from kaohe.messages import Text
from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.assessment.queries.ways import names_of_lists
from kaohe.standings import list_name

COLUMNS = (
    "assessment_year",
    "data_year",
    "scope",
    "list",
    "group",
    "unit",
    "name",
    "rank",
    "of",
    "tied",
    "score",
    "document",
    "published_on",
)


@dataclass(frozen=True, slots=True)
class List:
    """A list of places: what it is called, and how many zones have one on it."""

    scope: str
    group: str
    name: Text
    of: int


def lists_of(publication: Publication) -> tuple[List, ...]:
    """Every list, in the order of publication: the overall one of a scoring first."""
    names = names_of_lists(publication.scoring) if publication.scoring else {}
    grouped = publication.standings.order_by().values("scope", "group", "of").annotate(first=Min("pk"))
    rows = grouped.order_by("first").values_list("scope", "group", "of")
    return tuple(List(scope, group, _named(names.get(scope), scope, group), of) for scope, group, of in rows)


def places_on(publication: Publication, chosen: List) -> tuple[Standing, ...]:
    """The places of one list, the best first; zones without a place at the end, by code."""
    rows = publication.standings.filter(scope=chosen.scope, group=chosen.group)
    return tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank, row.unit)))


def places_of_unit(publication: Publication, unit: str) -> tuple[tuple[List, Standing], ...]:
    """The zone's place on every list that has it."""
    lists = {(each.scope, each.group): each for each in lists_of(publication)}
    rows = publication.standings.filter(unit=unit).order_by("pk")
    return tuple((lists[row.scope, row.group], row) for row in rows)


def table_of(publication: Publication) -> Iterator[tuple[str | int | float | None, ...]]:
    """All places as rows of `COLUMNS`; a list's name in Chinese, whole places without a point."""
    names = {(each.scope, each.group): each.name.zh for each in lists_of(publication)}
    whole = (publication.assessment_year, publication.data_year)
    source = (publication.document, publication.published_on.isoformat())
    fields = ("scope", "group", "unit", "name", "rank", "of", "tied", "score")
    for scope, group, unit, name, rank, *rest in publication.standings.order_by("pk").values_list(*fields):
        yield (*whole, scope, names[scope, group], group, unit, name, _place(rank), *rest, *source)


def matrix_of(publication: Publication) -> tuple[tuple[Text, ...], dict[tuple[str, str], list[float | None]]]:
    """The lists over all zones, and for each zone (code and name) its place on every one of them."""
    lists = [each for each in lists_of(publication) if not each.group]
    column = {each.scope: place for place, each in enumerate(lists)}
    found: dict[tuple[str, str], list[float | None]] = {}
    rows = publication.standings.filter(group="").order_by("pk").values_list("unit", "name", "scope", "rank")
    for unit, name, scope, rank in rows:
        found.setdefault((unit, name), [None] * len(lists))[column[scope]] = _place(rank)
    return tuple(each.name for each in lists), found


def _place(rank: float | None) -> float | None:
    return int(rank) if rank is not None and rank.is_integer() else rank


def _named(name: Text | None, scope: str, group: str) -> Text:
    if name is None:
        return list_name(scope, group)
    of_group = group.partition("=")[2]
    return Text(f"{name.zh}（{of_group}）", f"{name.en} ({of_group})") if group else name
