"""What counts how much, and what the ranking would be without it."""

import numpy as np

from kaohe.workbooks.study.columns import COUNT, Desk


def weights_sheet(desk: Desk) -> None:
    """Effective weights of every node, a column for each case, and its correlation with the whole."""
    found = desk.study.effective
    columns = [desk.nodes(found.paths)]
    for at, case in enumerate(found.cases):
        title = desk.speech.case(case) or desk.say("studies.effective")
        columns.append(desk.numbers(title, found.weights[at], "0.0%", width=16))
    whole = desk.study.pearson.between(found.paths, [found.paths[0]]).values[:, 0]
    columns.append(desk.numbers(desk.say("studies.with_whole"), whole, "0.00", width=16))
    desk.sheet("studies.weights", "studies.weights_note", columns)


def removals_sheet(desk: Desk) -> None:
    """How far the ranking moves without each node."""
    found = desk.study.removals
    desk.sheet(
        "studies.removals",
        "studies.removals_note",
        [
            desk.nodes(found.paths),
            desk.numbers(desk.say("studies.shift"), found.shift, "0.00", width=16),
            desk.numbers(desk.say("studies.greatest_shift"), found.greatest, "0.0", width=16),
            desk.numbers(
                desk.say("studies.lost"), found.lost.astype(np.float64), COUNT, found.lost > 0, width=16
            ),
        ],
    )
