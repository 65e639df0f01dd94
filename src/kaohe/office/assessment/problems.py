"""Problems as a row keeps them, and back."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kaohe.messages import Place, Problem, Text
from kaohe.office.notices.words import plain


def kept(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """As plain data: a parameter that is a text in both languages, any other as it is said."""
    return [
        {
            "code": each.code,
            "params": plain(each.params),
            "place": asdict(each.place),
            "level": each.level,
        }
        for each in problems
    ]


def told(rows: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    """The problems that were kept."""
    return tuple(
        Problem(row["code"], _params(row["params"]), Place(**row["place"]), row["level"]) for row in rows
    )


def _params(kept_params: dict[str, Any]) -> dict[str, Any]:
    return {name: Text(**value) if isinstance(value, dict) else value for name, value in kept_params.items()}
