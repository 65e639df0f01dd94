"""What was handed in: the versions of a report, and how one differs from another."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.reporting.models import Evidence, Figure, Report, Submission
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.schemes.model import Item


@dataclass(frozen=True, slots=True)
class Version:
    """A submission and how many cells it changed."""

    submission: Submission
    changed: int


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that two versions say differently; None where a version has no figure yet."""

    code: str
    item: Item
    before: Figure | None
    after: Figure | None


def versions_of(report: Report) -> tuple[Version, ...]:
    """The newest first; two queries."""
    counts: dict[int, int] = {}
    for version in Figure.objects.filter(report=report).values_list("version", flat=True):
        counts[version] = counts.get(version, 0) + 1
    submissions = Submission.objects.filter(report=report).order_by("-version")
    return tuple(Version(submission, counts.get(submission.version, 0)) for submission in submissions)


def changes_between(report: Report, one: int, other: int) -> tuple[Change, ...]:
    """The cells that differ between two versions (0: before the first), in the scheme's order."""
    before, after = _figures(report, one), _figures(report, other)
    found = (Change(code, item, before.get(code), after.get(code)) for code, item in asked_of(report).items())
    return tuple(change for change in found if _says(change.before) != _says(change.after))


def all_evidence(report: Report) -> tuple[Evidence, ...]:
    """Every file ever attached, withdrawn ones too, by item and time."""
    return tuple(Evidence.objects.filter(report=report).select_related("file"))


def _figures(report: Report, version: int) -> Mapping[str, Figure]:
    """The latest figure of each cell at or below a version."""
    rows = Figure.objects.filter(report=report, version__lte=version).order_by("version")
    return {figure.item: figure for figure in rows}


def _says(figure: Figure | None) -> tuple[float | None, str]:
    return (None, "") if figure is None else (figure.value, figure.note)
