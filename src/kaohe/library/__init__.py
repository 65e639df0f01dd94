"""Kaohe as a library: everything the commands do, from Python. The guide is docs/library.md.

Arrays are numpy's, units by code in sorted order, NaN where something is missing. What can't be used raises
`Refused`, with every reason, its place and what is allowed. Each function states shapes, units and source.
"""

from kaohe.figures import Figures, check_figures, figures_of
from kaohe.library.examples import example
from kaohe.library.plans import doubts_of
from kaohe.library.structure import scheme_from, with_steps
from kaohe.library.tables import figures_from
from kaohe.messages import Refused
from kaohe.robustness.measuring import Asked, robustness_of
from kaohe.robustness.outcome import RankList, Robustness, Sensitivity
from kaohe.robustness.resolving import Doubts, read_doubts
from kaohe.schemes import Scheme, load_scheme, read_scheme
from kaohe.scoring import Scores, contributions_of, places_of, score, standings_of
from kaohe.studies.comparing import Comparison, Side, compare
from kaohe.studies.study import Study, study_of
from kaohe.workbooks import read_figures

__all__ = [
    "Asked",
    "Comparison",
    "Doubts",
    "Figures",
    "RankList",
    "Refused",
    "Robustness",
    "Scheme",
    "Scores",
    "Sensitivity",
    "Side",
    "Study",
    "check_figures",
    "compare",
    "contributions_of",
    "doubts_of",
    "example",
    "figures_from",
    "figures_of",
    "load_scheme",
    "places_of",
    "read_doubts",
    "read_figures",
    "read_scheme",
    "robustness_of",
    "scheme_from",
    "score",
    "standings_of",
    "study_of",
    "with_steps",
]
