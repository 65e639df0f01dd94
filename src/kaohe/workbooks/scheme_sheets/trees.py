"""The rows of the sheet `tree` become nested nodes; `path` and `parent` join them, `key` is the code."""

from typing import Any

from kaohe.messages import Place
from kaohe.workbooks.scheme_sheets.cells import Desk, Line, Path
from kaohe.workbooks.scheme_sheets.values import Values


def tree_of(lines: list[Line], desk: Desk, values: Values) -> dict[str, Any]:
    """The tree, by its root's code; what can't be joined is said at its cells."""
    rows = _rows_by_path(lines, desk)
    roots = [path for path, line in rows.items() if not line.text("parent")]
    _parents(rows, desk)
    children: dict[str, list[str]] = {}
    for path, line in rows.items():
        children.setdefault(line.text("parent"), []).append(path)
    reached: set[str] = set()
    builder = _Builder(rows, children, desk, values, reached)
    tree = {rows[path].text("key"): builder.node(path, ("tree", rows[path].text("key"))) for path in roots}
    _cycles(rows, reached, desk)
    if len(roots) != 1 and not desk.problems:
        desk.say(
            "workbooks.tree_roots",
            lines[0].place("parent") if lines else Place(desk.file, "tree"),
            found=len(roots),
        )
    return tree


def _rows_by_path(lines: list[Line], desk: Desk) -> dict[str, Line]:
    rows: dict[str, Line] = {}
    for line in lines:
        path = line.text("path")
        if not path or not line.text("key"):
            desk.say("workbooks.sheet_blank", line.place("path"), column="path" if not path else "key")
        elif path in rows:
            other = rows[path].place("path").cell
            desk.say("workbooks.path_twice", line.place("path"), path=path, other=other)
        else:
            rows[path] = line
    return rows


def _parents(rows: dict[str, Line], desk: Desk) -> None:
    for line in rows.values():
        parent = line.text("parent")
        if parent and parent not in rows:
            desk.say("workbooks.unknown_parent", line.place("parent"), parent=parent)


def _cycles(rows: dict[str, Line], reached: set[str], desk: Desk) -> None:
    """Rows below no root whose parents lead back to themselves, each circle said once."""
    told: set[str] = set(reached)
    for start in rows:
        trail: list[str] = []
        path = start
        while path in rows and path not in told and path not in trail:
            trail.append(path)
            path = rows[path].text("parent")
        if path in trail:
            circle = trail[trail.index(path) :]
            cells = ", ".join(str(rows[each].place("parent").cell) for each in circle)
            paths = " -> ".join([*circle, circle[0]])
            desk.say("workbooks.tree_cycle", rows[circle[0]].place("parent"), paths=paths, cells=cells)
        told.update(trail)


class _Builder:
    def __init__(
        self,
        rows: dict[str, Line],
        children: dict[str, list[str]],
        desk: Desk,
        values: Values,
        reached: set[str],
    ):
        self.rows, self.children, self.desk, self.values, self.reached = rows, children, desk, values, reached

    def node(self, path: str, where: Path) -> dict[str, Any]:
        line = self.rows[path]
        self.reached.add(path)
        node = self.values.keys(line, where, f"tree.{path}", leave=("path", "parent", "key"))
        self.desk.places[where] = line.place("path")
        inner: dict[str, Any] = {}
        for child in self.children.get(path, ()):
            code = self.rows[child].text("key")
            if code in inner:
                self.desk.say(
                    "workbooks.path_twice", self.rows[child].place("key"), path=f"{path}/{code}", other=""
                )
            inner[code] = self.node(child, (*where, "children", code))
        return node | ({"children": inner} if inner else {})
