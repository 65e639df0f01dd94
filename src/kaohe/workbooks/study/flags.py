"""What deserves a second look."""

from kaohe.workbooks.study.columns import Desk


def flags_sheet(desk: Desk) -> None:
    """A row a flag."""
    said = [desk.speech.flag(flag) for flag in desk.study.flags]
    desk.sheet(
        "studies.flags",
        "studies.flags_note",
        [
            desk.texts("studies.what", (each.title for each in said), 22, desk.looks.flagged("@")),
            desk.texts("studies.where", (each.subject for each in said), 42),
            desk.texts("studies.found", (each.found for each in said), 90, desk.looks.wrapped),
        ],
    )
