"""Everything the page of a study shows, in words and drawings, ready for its templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from markupsafe import Markup

from kaohe import __version__
from kaohe.explanations import Voice
from kaohe.explanations.result import is_simulated
from kaohe.explanations.studies import Profile, SaidFlag, Speech
from kaohe.reports.study.availability import Gaps, gaps_of
from kaohe.reports.study.branches import BranchPart, branch_parts, key
from kaohe.reports.study.method import method_of
from kaohe.reports.study.statistics import StatisticsLine, statistics_lines
from kaohe.reports.study.weights import CasePart, removal_figures, weights_parts
from kaohe.schemes import Scheme
from kaohe.scoring.fitness import assessment_year
from kaohe.studies.study import Study

MOST_PROFILES = 2000
"""With more units the page has no profiles; the tables have them."""


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """The flags of one kind."""

    title: str
    flags: tuple[SaidFlag, ...]


@dataclass(frozen=True, slots=True)
class StudyPage:
    """The page of a study. Figures are None, and profiles empty, where there is nothing to draw or list."""

    lang: str
    scheme: Scheme
    title: str
    status: str
    status_means: str
    data_year: int | None
    assessment_year: int | None
    simulated: bool
    version: str
    units: int
    indicators: int
    flags: tuple[FlagGroup, ...]
    flag_count: int
    statistics: tuple[StatisticsLine, ...]
    gaps: Gaps
    branches: tuple[BranchPart, ...]
    key: Markup
    weights: tuple[CasePart, ...]
    removals: tuple[Markup, ...]
    profiles: tuple[Profile, ...]
    method: tuple[str, ...]
    hashes: Mapping[str, str]


def page_of(voice: Voice, speech: Speech, study: Study, hashes: Mapping[str, str]) -> StudyPage:
    """Gather the page."""
    scheme, figures = study.scores.scheme, study.scores.figures
    return StudyPage(
        lang=voice.lang,
        scheme=scheme,
        title=voice.of(scheme.name),
        status=voice.say(f"explanations.status.{scheme.status}"),
        status_means=voice.say(f"explanations.status_means.{scheme.status}"),
        data_year=figures.data_year,
        assessment_year=assessment_year(figures),
        simulated=is_simulated(figures),
        version=__version__,
        units=len(figures.units),
        indicators=len(study.leaves),
        flags=tuple(_grouped(speech, study)),
        flag_count=len(study.flags),
        statistics=statistics_lines(speech, study),
        gaps=gaps_of(speech, study),
        branches=branch_parts(speech, study),
        key=key(speech),
        weights=weights_parts(speech, study),
        removals=removal_figures(speech, study),
        profiles=tuple(map(speech.profile, _in_order(study))),
        method=method_of(speech, study.limits),
        hashes=hashes,
    )


def _grouped(speech: Speech, study: Study) -> Iterator[FlagGroup]:
    for title, members in groupby(map(speech.flag, study.flags), key=lambda said: said.title):
        yield FlagGroup(title, tuple(members))


def _in_order(study: Study) -> list[int]:
    """Units by place, those without one last; nobody where they are too many."""
    ranks = study.removals.nominal
    return np.argsort(ranks, kind="stable").tolist() if len(ranks) <= MOST_PROFILES else []
