from kaohe.office.reporting.models.decisions import Decision, Reopening, Reply
from kaohe.office.reporting.models.reports import Draft, Evidence, Figure, Report, Submission
from kaohe.office.reporting.models.rounds import Round, Window
from kaohe.office.reporting.models.snapshots import Snapshot

__all__ = [
    "Decision",
    "Draft",
    "Evidence",
    "Figure",
    "Reopening",
    "Reply",
    "Report",
    "Round",
    "Snapshot",
    "Submission",
    "Window",
]
