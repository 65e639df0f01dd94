"""The one error of this room."""

_SHOWN = 60


class FormulaError(ValueError):
    """A text is not a formula: a message code with its parameters, and where in the text (from 1).

    The words stand in the catalogue under `code`; `params` always holds `column` too, and long parts of the
    formula cut short.
    """

    def __init__(self, code: str, column: int, params: dict[str, object] | None = None):
        super().__init__(code, column, params)
        self.code = code
        self.column = column
        self.params = {name: _cut(value) for name, value in (params or {}).items()} | {"column": column}

    def __str__(self) -> str:
        return f"{self.code} {self.params}"


def _cut(value: object) -> object:
    return f"{value[:_SHOWN]}…" if isinstance(value, str) and len(value) > _SHOWN else value
