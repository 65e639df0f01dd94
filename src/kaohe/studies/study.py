"""Everything an index builder looks at, for one scoring."""

from collections.abc import Callable
from dataclasses import dataclass

from kaohe.scoring import Scores
from kaohe.studies.availability import Availability, availability_of
from kaohe.studies.columns import branches_of, leaves_of, scores_of, values_of
from kaohe.studies.correlations import METHODS
from kaohe.studies.denominators import Denominators, denominators_of
from kaohe.studies.effective import Effective, effective_of
from kaohe.studies.families import Related, related
from kaohe.studies.flags import Flag, column_flags, sibling_flags, size_flags, unit_flags
from kaohe.studies.limits import LIMITS, Limits
from kaohe.studies.profiles import Profiles, profiles_of
from kaohe.studies.removals import Removals, removals_of
from kaohe.studies.screening import Screening, screened
from kaohe.studies.siblings import Siblings, siblings_of
from kaohe.studies.statistics import Statistics, statistics_of
from kaohe.studies.trends import Trends, trends_of

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Study:
    """What `kaohe study` shows; nodes go by path, units by their position in `scores.figures`.

    `items` are statistics of what was reported (columns follow `scores.figures.items`), `values` of what the
    indicators (`leaves`) measured, `points` of the scores of all nodes (`nodes`, parents before children).
    `related` holds the correlations by Pearson, Spearman and Kendall, in this order. `siblings` has an entry
    for each branch; `trends` is None where there is one year only; `flags` are read first.
    """

    scores: Scores
    limits: Limits
    leaves: tuple[str, ...]
    nodes: tuple[str, ...]
    items: Statistics
    values: Statistics
    points: Statistics
    availability: Availability
    screening: Screening
    related: tuple[Related, ...]
    denominators: Denominators
    siblings: tuple[Siblings, ...]
    effective: Effective
    removals: Removals
    profiles: Profiles
    trends: Trends | None
    flags: tuple[Flag, ...]

    @property
    def pearson(self) -> Related:
        return self.related[0]


def steps_of(scores: Scores) -> int:
    """How often `study_of` calls its `progress`, each time with 1."""
    nodes = len(scores.nodes)
    return nodes * (len(METHODS) + 1) - 1 + len(branches_of(scores))


def study_of(scores: Scores, limits: Limits = LIMITS, progress: Progress = lambda step: None) -> Study:
    """Study a scoring. Nothing is refused: what too few units or columns can't tell is NaN or absent."""
    leaves, nodes = leaves_of(scores), tuple(scores.outline.reading_order())
    paths = tuple(leaf.path for leaf in leaves)
    values = statistics_of(values_of(scores, leaves))
    availability = availability_of(scores)
    screening = screened(availability.units, available=limits.unit_available)
    correlations = tuple(related(scores, method, progress) for method in METHODS)
    denominators = denominators_of(scores)
    siblings = []
    for branch in branches_of(scores):
        siblings.append(siblings_of(scores, branch))
        progress(1)
    flags = (
        *sibling_flags(correlations[0], tuple(siblings), limits),
        *column_flags(paths, values, limits),
        *size_flags(scores, denominators, limits),
        *unit_flags(scores.figures.units, availability, screening, limits),
    )
    return Study(
        scores=scores,
        limits=limits,
        leaves=paths,
        nodes=tuple(node.path for node in nodes),
        items=statistics_of(scores.figures.values),
        values=values,
        points=statistics_of(scores_of(scores, nodes)),
        availability=availability,
        screening=screening,
        related=correlations,
        denominators=denominators,
        siblings=tuple(siblings),
        effective=effective_of(scores),
        removals=removals_of(scores, progress),
        profiles=profiles_of(scores),
        trends=trends_of(scores),
        flags=flags,
    )
