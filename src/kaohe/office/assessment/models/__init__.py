from kaohe.office.assessment.models.alternatives import Alternative
from kaohe.office.assessment.models.events import OutsideEvent
from kaohe.office.assessment.models.jobs import Job
from kaohe.office.assessment.models.objections import Objection, Review
from kaohe.office.assessment.models.publications import Publication, Standing
from kaohe.office.assessment.models.scorings import Scoring

__all__ = ["Alternative", "Job", "Objection", "OutsideEvent", "Publication", "Review", "Scoring", "Standing"]
