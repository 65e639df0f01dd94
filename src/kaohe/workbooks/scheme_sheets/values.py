"""What a row says becomes the keys of an item, indicator, node or check."""

from dataclasses import dataclass, field
from typing import Any

from kaohe.workbooks.scheme_sheets.cells import Desk, Line, Path
from kaohe.workbooks.scheme_sheets.sheets import SWITCHED


@dataclass(slots=True)
class Values:
    """The switches by where they stand, and which of them were asked for."""

    switches: dict[str, list[Line]]
    desk: Desk
    used: set[str] = field(default_factory=set)

    def keys(self, line: Line, where: Path, name: str, leave: tuple[str, ...] = ()) -> dict[str, Any]:
        """The row's keys; `name.zh` goes inside `name`, a switch is put together from its rows."""
        keys: dict[str, Any] = {}
        for column, cell in line.cells.items():
            if column in leave:
                continue
            outer, _, inner = column.partition(".")
            value = self.switch(f"{name}.{column}", line, column) if cell == SWITCHED else cell
            path = (*where, outer, inner) if inner else (*where, outer)
            self.desk.places.setdefault((*where, outer), line.place(column))
            self.desk.places[path] = line.place(column)
            if inner:
                keys.setdefault(outer, {})[inner] = value
            else:
                keys[outer] = value
        return keys

    def switch(self, where: str, line: Line, column: str) -> dict[str, Any]:
        """`{by: ..., case: value}` from the rows of the sheet `switches`."""
        self.used.add(where)
        rows = self.switches.get(where, [])
        if not rows:
            self.desk.say("workbooks.switch_missing", line.place(column), where=where)
        attributes = {row.text("by") for row in rows}
        if len(attributes) > 1:
            self.desk.say("workbooks.switch_by_two", rows[0].place("by"), where=where)
        found: dict[str, Any] = {"by": next(iter(sorted(attributes)), "")}
        for row in rows:
            case = row.text("case")
            if case in found:
                self.desk.say("workbooks.case_twice", row.place("case"), case=case, where=where)
            found[case] = row.cells.get("value")
        return found
