"""Small cells: what could show a single enterprise isn't shown to whoever needn't know it.

Statistics Law of the PRC: material from which a single respondent can be recognised or inferred must not be
provided or disclosed. Counts of 1 and 2 are such figures: each of two firms knows itself, and so the other.
"""

from kaohe.office.reporting.models import Decision, Draft, Figure, Report
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.schemes.model import Item

SMALL = 3
"""The least count that is shown to outside reviewers. Two is the least that the law's reason asks for."""


def is_small(value: float | None, item: Item) -> bool:
    """Whether a count, or a total of counts, is so small that it is withheld. Nought tells of nobody."""
    return item.kind == "count" and value is not None and 0 < value < SMALL


def withheld(item: Item, *values: float | None) -> bool:
    """Whether what is said of values must not be shown, since one of them could be worked out from it."""
    return any(is_small(value, item) for value in values)


def ever_told(report: Report, item: str) -> tuple[float | None, ...]:
    """Every value that a cell has or had: typed, handed in, last year's, a department's. Three queries."""
    drafts = Draft.objects.filter(report=report, item=item).values_list("value", flat=True)
    figures = Figure.objects.filter(report=report, item=item).values_list("value", flat=True)
    said = Decision.objects.filter(figure__report=report, figure__item=item).values_list("value", flat=True)
    return (*drafts, *figures, *said, last_year_of(report).get(item))
