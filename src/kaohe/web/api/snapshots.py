"""Snapshots of a round: the list, the manifest, the standing it gives, all files as one archive."""

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.reporting.models import Round, Snapshot
from kaohe.office.reporting.queries.standings import Placed, manifest_of, standing_now, zipped
from kaohe.web.api.kinds import ByKey, Instant, RoundCode, SnapshotNumber, Words, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()
JSON = "application/json"
ZIP = "application/zip"


class SnapshotAnswer(Schema):
    """A snapshot never changes; a correction is a later one with its reason."""

    number: int
    name: str
    data_year: int
    manifest_sha256: str
    reason: str
    by: str
    at: Instant


class SnapshotList(Schema):
    items: list[SnapshotAnswer]
    next: int | None = Field(description="web_api.field_next")


class Ranked(Schema):
    """A unit by its place; `parts` are the scores of `heads`. Without figures it has neither."""

    position: int
    code: str
    name: str
    score: float | None
    rank: int | None
    parts: list[float | None]
    missing: str | None = Field(description="web_api.field_missing_score")


class Standings(Schema):
    """`content_sha256` is the hash of all that scoring looked at."""

    heads: list[Words]
    content_sha256: str
    items: list[Ranked]
    next: int | None = Field(description="web_api.field_next")


@reads(router, "/rounds/{code}/snapshots", "snapshots", "reporting.see_rounds", SnapshotList)
def snapshots(request: ActingRequest, code: RoundCode, asked: Query[ByKey]) -> SnapshotList:
    """By number."""
    round = get_object_or_404(Round.objects.only("pk"), code=code)
    found = Snapshot.objects.filter(round=round, number__gt=asked.after).order_by("number")
    rows, following = cut(list(found[: asked.limit + 1]), asked.limit, lambda row: row.number)
    return SnapshotList(items=[_mark(row) for row in rows], next=following)


@reads(router, "/rounds/{code}/snapshots/{number}/manifest", "manifest", "reporting.take_snapshot", JSON)
def manifest(request: ActingRequest, code: RoundCode, number: SnapshotNumber) -> HttpResponseBase:
    """The very bytes whose SHA-256 the list gives."""
    found = _snapshot(code, number)
    answer = HttpResponse(manifest_of(found), content_type=JSON)
    return _unchanging(answer, found, "manifest")


@reads(
    router, "/rounds/{code}/snapshots/{number}/standings", "standings", "reporting.see_standings", Standings
)
def standings(
    request: ActingRequest, code: RoundCode, number: SnapshotNumber, asked: Query[ByKey]
) -> Standings:
    """The best first; `after` is a position."""
    found = _snapshot(code, number)
    standing = standing_now(found.round, found) if found.round else None
    if standing is None:
        raise Http404
    places = [_place(row, at) for at, row in enumerate(standing.places, start=1)]
    rows, following = cut(places[asked.after :], asked.limit, lambda row: row.position)
    return Standings(
        heads=[Words.of(head) for head in standing.heads],
        content_sha256=standing.content,
        items=list(rows),
        next=following,
    )


@reads(router, "/rounds/{code}/snapshots/{number}/files", "snapshot_files", "reporting.take_snapshot", ZIP)
def files(request: ActingRequest, code: RoundCode, number: SnapshotNumber) -> HttpResponseBase:
    """As one archive, to be scored by the command line."""
    found = _snapshot(code, number)
    known = get_conditional_response(request, etag=_etag(found, "files"))
    if known is not None:
        return known
    manifest_of(found)
    answer = FileResponse(zipped(found), as_attachment=True, filename=f"{found.folder}.zip", content_type=ZIP)
    return _unchanging(answer, found, "files")


def _snapshot(code: str, number: int) -> Snapshot:
    chosen = Snapshot.objects.select_related("round")
    found: Snapshot = get_object_or_404(chosen, round__code=code, number=number)
    return found


def _unchanging(answer: HttpResponseBase, found: Snapshot, what: str) -> HttpResponseBase:
    answer.headers["ETag"] = _etag(found, what)
    answer.headers["Last-Modified"] = http_date(found.at.timestamp())
    return answer


def _etag(found: Snapshot, what: str) -> str:
    return f'"{what}-{found.manifest_hash}"'


def _mark(row: Snapshot) -> SnapshotAnswer:
    return SnapshotAnswer(
        number=row.number,
        name=row.folder,
        data_year=row.data_year,
        manifest_sha256=row.manifest_hash,
        reason=row.reason,
        by=row.by,
        at=row.at,
    )


def _place(row: Placed, position: int) -> Ranked:
    return Ranked(
        position=position,
        code=row.code,
        name=row.name,
        score=row.score,
        rank=row.rank,
        parts=list(row.parts),
        missing=None if row.score is not None else "not_scored",
    )
