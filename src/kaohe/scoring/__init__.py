"""From figures to scores, places and contributions: arrays in, arrays out, nothing hidden."""

from kaohe.scoring.contributions import Contributions, contributions_of
from kaohe.scoring.notes import notes_of
from kaohe.scoring.pipeline import score
from kaohe.scoring.placing import Places, classes_of, places_of, standings_of
from kaohe.scoring.scores import NodeScores, Note, Scores

__all__ = [
    "Contributions",
    "NodeScores",
    "Note",
    "Places",
    "Scores",
    "classes_of",
    "contributions_of",
    "notes_of",
    "places_of",
    "score",
    "standings_of",
]
