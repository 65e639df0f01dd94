"""Whom the schemes of open rounds ask to vouch, though no office goes by that name."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kaohe.office.accounts.models import Office
from kaohe.office.reporting.models import Report, Round
from kaohe.office.reporting.queries.schemes import asked


@dataclass(frozen=True, slots=True)
class Unvouched:
    """A name as the scheme of a round writes it, and how many items bear it.

    `cities` are those of the round in which no office vouches by it; empty where none does anywhere.
    """

    name: str
    round: str
    items: int
    cities: tuple[str, ...]


def unvouched_on(day: date) -> tuple[Unvouched, ...]:
    """By round and name; three queries. An office without a city vouches in every one."""
    vouching: dict[str, set[str]] = defaultdict(set)
    there = Office.objects.filter(Q(until=None) | Q(until__gte=day), Q(since=None) | Q(since__lte=day))
    for names, city in there.values_list("vouches_for", "city"):
        for name in names:
            vouching[name].add(city)
    rounds = list(Round.objects.filter(state=Round.State.OPEN))
    cities: dict[int, set[str]] = defaultdict(set)
    for round_id, city in Report.objects.filter(round__in=rounds).values_list("round_id", "city").distinct():
        cities[round_id].add(city)
    return tuple(
        Unvouched(name, round.title, count, tuple(sorted(left)) if vouching[name] else ())
        for round in rounds
        for name, count in _names_of(round).items()
        if "" not in vouching[name] and (left := cities[round.pk] - vouching[name])
    )


def _names_of(round: Round) -> dict[str, int]:
    """The names in the round's scheme, by how many of its items bear them; the most first."""
    counts: dict[str, int] = defaultdict(int)
    for item in asked(round, "").values():
        if item.vouched_by:
            counts[item.vouched_by] += 1
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
