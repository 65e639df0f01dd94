"""Scores and places of a round as they would be now, or as a snapshot has them."""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import isnan
from pathlib import Path

from kaohe.archive.outputs import MARK
from kaohe.explanations import result_of
from kaohe.figures import Figures
from kaohe.messages import Place, Refused, Text
from kaohe.office.reporting.models import Report, Round, Snapshot
from kaohe.office.reporting.queries.figures import (
    figures_of_reports,
    snapshot_figures,
    snapshot_folder,
    submitted,
)
from kaohe.schemes import Branch, read_scheme
from kaohe.scoring import places_of, score
from kaohe.scoring.exact import settled


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit's overall score, place and the scores of the tree's first level (None: none)."""

    code: str
    name: str
    score: float | None
    rank: int | None
    parts: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Places of one set of figures, the best first; `heads` name the first level; `content` is its hash.

    Scores have `digits` decimals, those of the first level `part_digits`.
    """

    heads: tuple[Text, ...]
    places: tuple[Placed, ...]
    content: str
    digits: int
    part_digits: int


def standing_now(round: Round, snapshot: Snapshot | None = None) -> Standing | None:
    """By the figures last handed in, or by a snapshot's; None where no unit has handed in."""
    if snapshot is not None:
        return standing_of(snapshot_figures(snapshot), round.scheme_text)
    reports = list(Report.objects.filter(round=round, version__gt=0).select_related("round"))
    if not any(not report.table for report in reports):
        return None
    return standing_of(figures_of_reports(round, reports, submitted(reports)), round.scheme_text)


def standing_of(figures: Figures, scheme_text: str) -> Standing:
    """Scored by the official pipeline; the same figures and scheme are scored once."""
    return _of(_Keyed(figures, scheme_text, content_of(figures, scheme_text)))


def content_of(figures: Figures, scheme_text: str) -> str:
    """The hash of everything that scoring looks at."""
    digest = sha256(scheme_text.encode())
    tables = [figures]
    while tables:
        table = tables.pop()
        marks = sorted(table.attributes.items())
        digest.update(repr((table.units, table.items, table.data_year, marks)).encode())
        digest.update(table.values.tobytes())
        tables += [table.frames[name] for name in sorted(table.frames)]
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class _Keyed:
    """Figures known by their hash, so that a cache can hold what comes of them."""

    figures: Figures
    scheme_text: str
    content: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.content == self.content

    def __hash__(self) -> int:
        return hash(self.content)


@lru_cache(maxsize=8)
def _of(keyed: _Keyed) -> Standing:
    scores = score(keyed.figures, read_scheme(keyed.scheme_text, Path("scheme.yaml")))
    root = scores.outline.root
    children = root.children if isinstance(root, Branch) else ()
    overall = next(places for places in places_of(scores) if places.scope == root.path and not places.group)
    columns = [settled(scores.of(child.path)) for child in children]
    figures = scores.figures
    rows = [
        Placed(
            figures.units[unit],
            figures.names[unit],
            _or_none(overall.scores[unit]),
            None if isnan(overall.ranks[unit]) else int(overall.ranks[unit]),
            tuple(_or_none(column[unit]) for column in columns),
        )
        for unit in range(len(figures.units))
    ]
    rows.sort(key=lambda row: (row.rank is None, row.rank, row.code))
    result, heads = result_of(scores), tuple(child.name for child in children)
    return Standing(heads, tuple(rows), keyed.content, result.digits, result.node_digits)


def manifest_of(snapshot: Snapshot) -> bytes:
    """The manifest as it was written. Raises `Refused` where it is gone or no longer what the row says."""
    file = snapshot_folder(snapshot) / MARK
    content = file.read_bytes() if file.is_file() else b""
    if sha256(content).hexdigest() != snapshot.manifest_hash:
        raise Refused.because("archive.file_changed", Place(str(file)))
    return content


def zipped(snapshot: Snapshot) -> io.BytesIO:
    """The files of a snapshot as one archive, the same bytes each time."""
    folder, content = snapshot_folder(snapshot), io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(filter(Path.is_file, folder.rglob("*"))):
            name = f"{snapshot.folder}/{file.relative_to(folder).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED)
    content.seek(0)
    return content


def _or_none(value: float) -> float | None:
    return None if isnan(value) else float(value)
