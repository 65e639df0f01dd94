"""What changed in a report: from one version to another, each cell against last year."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.reporting.models import Figure, Report, Submission
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.schemes.model import Item


@dataclass(frozen=True, slots=True)
class Difference:
    """An item's figure in two versions; None where the version has none."""

    code: str
    item: Item
    before: Figure | None
    after: Figure | None
    last_year: float | None

    @property
    def value_changed(self) -> bool:
        return _value(self.before) != _value(self.after)

    @property
    def note_changed(self) -> bool:
        return (self.before.note if self.before else "") != (self.after.note if self.after else "")

    @property
    def changed(self) -> bool:
        return self.value_changed or self.note_changed

    @property
    def apart(self) -> float | None:
        """By how much per cent of the earlier value the later one differs."""
        before, after = _value(self.before), _value(self.after)
        return None if not before or after is None else (after - before) / abs(before) * 100


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a report side by side, and all there are."""

    earlier: Submission
    later: Submission
    submissions: tuple[Submission, ...]
    cells: tuple[Difference, ...]


def compared(report: Report, earlier: int, later: int) -> Versions | None:
    """The report's cells in two versions; None where it lacks one of them. Three queries."""
    submissions = {each.version: each for each in Submission.objects.filter(report=report)}
    if earlier not in submissions or later not in submissions:
        return None
    figures = list(Figure.objects.filter(report=report, version__lte=max(earlier, later)).order_by("version"))
    before, after, last_year = _at(figures, earlier), _at(figures, later), last_year_of(report)
    cells = tuple(
        Difference(code, item, before.get(code), after.get(code), last_year.get(code))
        for code, item in asked_of(report).items()
    )
    return Versions(submissions[earlier], submissions[later], tuple(submissions.values()), cells)


def _at(figures: list[Figure], version: int) -> Mapping[str, Figure]:
    """The last figure of each item at or below a version."""
    return {figure.item: figure for figure in figures if figure.version <= version}


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None
