"""What the children of each branch have in common: components, reliability, balance."""

import numpy as np

from kaohe.studies.siblings import Siblings
from kaohe.workbooks.study.columns import COUNT, PERCENT, Column, Desk


def loadings_sheet(desk: Desk) -> None:
    """A row a branch, then one for each child: alpha (of those left without it), first components."""
    rows = [row for each in desk.study.siblings for row in _rows(each)]
    paths = [row[0] for row in rows]
    figures = np.array([row[1] for row in rows], dtype=np.float64).reshape(-1, 6)
    heads = ("alpha", "kaiser", "first_share", "first_loading", "second_share", "second_loading")
    patterns = ("0.00", COUNT, PERCENT, "0.00", PERCENT, "0.00")
    low = np.array([path in _incoherent(desk) for path in paths])
    columns: list[Column] = [desk.nodes(paths)]
    for at, (head, pattern) in enumerate(zip(heads, patterns, strict=True)):
        flagged = low & ~np.isnan(figures[:, 1]) if head == "alpha" else None
        columns.append(desk.numbers(desk.say(f"studies.{head}"), figures[:, at], pattern, flagged, 14))
    desk.sheet("studies.components", "studies.components_note", columns)


def _incoherent(desk: Desk) -> set[str]:
    return {flag.subject for flag in desk.study.flags if flag.kind == "incoherent"}


def _rows(each: Siblings) -> list[tuple[str, list[float]]]:
    """Path with alpha, components, share and loading of the first two."""
    found = each.principal
    shares = [*found.shares.tolist(), np.nan, np.nan]
    whole = [each.reliability.alpha, float(found.components), shares[0], np.nan, shares[1], np.nan]
    rows = [(each.path, whole)]
    places = {used: at for at, used in enumerate(found.used.tolist())}
    for at, child in enumerate(each.children):
        first, second = (
            float(found.loadings[places[at], number]) if at in places and number < len(places) else np.nan
            for number in (0, 1)
        )
        rows.append((child, [float(each.reliability.without[at]), np.nan, np.nan, first, np.nan, second]))
    return rows


def balance_sheet(desk: Desk) -> None:
    """A row a child: its weight and its importance as stated, and balanced."""
    known = [(each, each.balance) for each in desk.study.siblings if each.balance is not None]
    if not known:
        return
    children = [child for each, _ in known for child in each.children]
    columns = [
        desk.texts(
            "studies.branch", (desk.speech.name(each.path) for each, _ in known for _ in each.children)
        ),
        desk.nodes(children),
    ]
    for name in ("stated", "before", "wanted", "balanced", "after"):
        values = np.concatenate([getattr(balance, name) for _, balance in known])
        columns.append(desk.numbers(desk.say(f"studies.{name}"), values, "0.0%", width=14))
    reached = [desk.say("studies.yes" if balance.reached else "studies.nearest") for _, balance in known]
    counts = [len(each.children) for each, _ in known]
    columns.append(desk.texts("studies.reached", np.repeat(reached, counts).tolist(), 14))
    desk.sheet("studies.balance", "studies.balance_note", columns, 2)
