"""One zone's file after a publication: its places, findings and cases, and the file of the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.assessment.queries.published import ever_published
from kaohe.office.cases.models import Case, Dossier
from kaohe.office.cases.queries.findings import Found, findings_of
from kaohe.office.cases.queries.parties import READ, readable
from kaohe.office.clocks.queries.due import Due, dues_of
from kaohe.standings import OVERALL


@dataclass(frozen=True, slots=True)
class Listed:
    """A file in a list, with how many of the cases in it that the reader may read are open."""

    dossier: Dossier
    cases: int
    open: int


@dataclass(frozen=True, slots=True)
class Place:
    """The zone's overall place in a publication; None where it was given none."""

    publication: Publication
    rank: float | None
    of: int


@dataclass(frozen=True, slots=True)
class File:
    """What a file holds for a reader. `findings` are the undecided ones too where all may be read.

    `lost`: open cases whose finding no longer stands, by key.
    """

    dossier: Dossier
    places: Sequence[Place]
    findings: Sequence[Found]
    cases: Sequence[tuple[Case, Due | None]]
    before: Dossier | None
    lost: frozenset[int]


def dossiers_for(actor: Actor, text: str = "", year: int | None = None) -> QuerySet[Dossier]:
    """The files that the actor may read something of, the latest year first, by words of name or city."""
    found = Dossier.objects.select_related("zone", "publication")
    if not may(actor, READ):
        found = found.filter(pk__in=readable(actor).values("dossier"))
    if text:
        found = found.filter(
            Q(zone_name__icontains=text) | Q(city__icontains=text) | Q(zone__code__icontains=text)
        )
    if year is not None:
        found = found.filter(publication__assessment_year=year)
    return found.order_by("-publication__assessment_year", "-publication", "zone__code")


def listed(actor: Actor, dossiers: Sequence[Dossier]) -> list[Listed]:
    """The same files with their cases counted. One query."""
    cases = readable(actor).filter(dossier__in=dossiers).values_list("dossier").order_by()
    counted = cases.annotate(all=Count("pk"), open=Count("pk", filter=Q(closed_at=None)))
    numbers = {dossier: (number, still_open) for dossier, number, still_open in counted}
    return [Listed(dossier, *numbers.get(dossier.pk, (0, 0))) for dossier in dossiers]


def file_of(actor: Actor, dossier: Dossier) -> File:
    """All that the actor may read of a file, as of now."""
    all_may_be_read = may(actor, READ)
    cases = list(
        readable(actor)
        .filter(dossier=dossier)
        .select_related("office", "addressee", "clock", "finding")
        .order_by("pk")
    )
    clocks = [case.clock for case in cases if case.clock]
    dues = dues_of(clocks, localdate(actor.at)) if clocks else {}
    read = {case.finding_id for case in cases}
    found = findings_of(dossier.publication_id, dossier.zone.code)
    findings = [each for each in found if all_may_be_read or each.row.pk in read]
    gone = {each.row.pk for each in findings if not each.stands}
    return File(
        dossier=dossier,
        places=_places(dossier, actor.at),
        findings=findings,
        cases=[(case, dues.get(case.clock_id or 0)) for case in cases],
        before=_before(actor, dossier),
        lost=frozenset(case.pk for case in cases if case.finding_id in gone and case.closed_at is None),
    )


def _places(dossier: Dossier, now: datetime) -> list[Place]:
    """Of every publication of the same origin and field by now, corrections after what they correct."""
    first = dossier.publication
    same = ever_published(now).filter(origin=first.origin, field=first.field, notice_until=None)
    rows = Standing.objects.filter(publication__in=same, unit=dossier.zone.code, group="")
    if first.origin == Publication.Origin.OFFICIAL:
        rows = rows.filter(scope=OVERALL)
    else:
        rows = rows.exclude(scope__contains="/")  # the root of the tree alone
    rows = rows.select_related("publication").order_by("publication__assessment_year", "publication")
    return [Place(row.publication, row.rank, row.of) for row in rows]


def _before(actor: Actor, dossier: Dossier) -> Dossier | None:
    """The zone's file of the assessment before, of the same origin and field."""
    first = dossier.publication
    return (
        dossiers_for(actor)
        .filter(
            zone=dossier.zone,
            publication__origin=first.origin,
            publication__field=first.field,
            publication__assessment_year__lt=first.assessment_year,
        )
        .first()
    )
