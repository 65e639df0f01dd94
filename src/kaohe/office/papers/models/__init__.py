from kaohe.office.papers.models.incoming import Incoming, IncomingStep
from kaohe.office.papers.models.issued import Counter, Delivery, Issue, Rendering, Voiding
from kaohe.office.papers.models.papers import Cosigner, Paper, PaperStep, Secrecy, Urgency

__all__ = [
    "Cosigner",
    "Counter",
    "Delivery",
    "Incoming",
    "IncomingStep",
    "Issue",
    "Paper",
    "PaperStep",
    "Rendering",
    "Secrecy",
    "Urgency",
    "Voiding",
]
