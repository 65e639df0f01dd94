from kaohe.office.papers.models.incoming import Incoming, IncomingStep
from kaohe.office.papers.models.issued import Counter, Delivery, Issue, Mark, Rendering, Voiding
from kaohe.office.papers.models.papers import Cosigner, Paper, PaperStep

__all__ = [
    "Cosigner",
    "Counter",
    "Delivery",
    "Incoming",
    "IncomingStep",
    "Issue",
    "Mark",
    "Paper",
    "PaperStep",
    "Rendering",
    "Voiding",
]
