"""Findings as they stand: what the last judging says of each, what officers made of it, its case."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, Q

from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models import Case, Disposition, Judging
from kaohe.office.cases.models import Finding as Row
from kaohe.office.cases.queries.kept import found
from kaohe.rules import Finding

Outcome, State = Disposition.Outcome, Disposition.State

STATES = ("open", "proposed", "confirm", "absorb", "set_aside")
"""How far a finding is: nothing proposed, proposed, or what was agreed."""

_WITH = ("zone", "publication", "judging__publication")


@dataclass(frozen=True)
class Found:
    """A finding: `stands` by the last judging, `changed` where that found other facts than the first.

    `disposition` is the one that is proposed or agreed; `declined` are those before it.
    """

    row: Row
    stands: bool
    changed: bool
    finding: Finding
    disposition: Disposition | None
    declined: tuple[Disposition, ...]
    case: int | None

    @cached_property
    def state(self) -> str:
        """One of `STATES`."""
        if self.disposition is None:
            return "open"
        agreed = self.disposition.state == State.AGREED
        return self.disposition.outcome if agreed else "proposed"

    @property
    def needs_reason(self) -> bool:
        """Whether to confirm it is an officer's decision: the rule alone doesn't settle it."""
        return self.finding.outcome != "fired"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a publication are in each state, and how many cases were opened."""

    publication: Publication
    states: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())


def findings_of(publication: int, zone: str = "") -> tuple[Found, ...]:
    """The findings of a publication and all its corrections, of all zones or one, by zone. Five queries."""
    rows = Row.objects.filter(publication=publication).select_related(*_WITH)
    if zone:
        rows = rows.filter(zone__code=zone)
    return _found(list(rows.order_by("zone__code", "pk")))


def found_by_key(keys: Collection[int]) -> dict[int, Found]:
    """Findings by their keys; those that aren't there are left out. Five queries."""
    rows = Row.objects.filter(pk__in=keys).select_related(*_WITH)
    return {each.row.pk: each for each in _found(list(rows.order_by("pk")))}


def last_judgings(publications: set[int]) -> dict[tuple[int, str], Judging]:
    """The last judging of each first publication and pack. Two queries."""
    rows = Judging.objects.filter(root__in=publications)
    last = list(rows.values("root", "pack").annotate(last=Max("number")).order_by())
    wanted = Q(pk__in=())
    for each in last:
        wanted |= Q(root=each["root"], pack=each["pack"], number=each["last"])
    judgings = Judging.objects.filter(wanted).select_related("publication").order_by("pack")
    return {(each.root_id, each.pack): each for each in judgings}


def tallies() -> tuple[Tally, ...]:
    """Every publication that was judged, the latest year first, with its findings by state. Three queries."""
    roots = Publication.objects.filter(pk__in=Judging.objects.values("root")).order_by(
        "-assessment_year", "-pk"
    )
    states: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    for root, number in Row.objects.values_list("publication").annotate(number=Count("pk")).order_by():
        states[root]["open"] = number
    disposed = Disposition.objects.exclude(state=State.DECLINED)
    counted = disposed.values_list("finding__publication", "state", "outcome").annotate(number=Count("pk"))
    for root, state, outcome, number in counted.order_by():
        states[root][outcome if state == State.AGREED else "proposed"] += number
        states[root]["open"] -= number
    return tuple(Tally(root, states[root.pk]) for root in roots)


def _found(rows: list[Row]) -> tuple[Found, ...]:
    judgings = last_judgings({row.publication_id for row in rows})
    cases = dict(Case.objects.filter(finding__in=rows).values_list("finding", "pk"))
    dispositions: dict[int, list[Disposition]] = defaultdict(list)
    for each in Disposition.objects.filter(finding__in=rows).select_related("into__zone").order_by("pk"):
        dispositions[each.finding_id].append(each)
    return tuple(
        _one(row, judgings[row.publication_id, row.pack], dispositions[row.pk], cases.get(row.pk))
        for row in rows
    )


def _one(row: Row, judging: Judging, dispositions: list[Disposition], case: int | None) -> Found:
    content = judging.otherwise.get(row.key)
    counting = next((each for each in dispositions if each.state != State.DECLINED), None)
    return Found(
        row=row,
        stands=row.key in judging.stands,
        changed=content is not None,
        finding=found(row, content),
        disposition=counting,
        declined=tuple(each for each in dispositions if each.state == State.DECLINED),
        case=case,
    )


def open_findings() -> Counter[int]:
    """How many findings that stand nobody has proposed for, by publication. Three queries."""
    settled = Disposition.objects.exclude(state=State.DECLINED)
    rows = list(Row.objects.exclude(pk__in=settled.values("finding")).select_related("zone"))
    judgings = last_judgings({row.publication_id for row in rows})
    standing = {key: set(judging.stands) for key, judging in judgings.items()}
    return Counter(row.publication_id for row in rows if row.key in standing[row.publication_id, row.pack])


def proposals_for(user: int | None) -> Counter[int]:
    """How many proposals of others wait for somebody to agree, by publication. One query."""
    waiting = Disposition.objects.filter(state=State.PROPOSED).exclude(proposed_by_id=user or 0)
    counted = waiting.values_list("finding__publication").annotate(number=Count("pk")).order_by()
    return Counter(dict(counted))
