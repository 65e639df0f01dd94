"""What is wrong, where, and how badly."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from kaohe.messages.catalogue import Lang, sentence
from kaohe.messages.text import Text

Level = Literal["hard", "soft", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was found: a file, then either a sheet and cell (`C5`) or a line, then a path inside."""

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        parts = [self.file, self.sheet, self.cell, None if self.line is None else str(self.line), self.path]
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One message with its place. `hard` can't be passed, `soft` can be explained, `note` informs."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    place: Place = Place()
    level: Level = "hard"

    def words(self, lang: Lang) -> str:
        """The sentence in `lang`; a parameter that is a `Text` is said in `lang` too."""
        said = {name: _in(lang, value) for name, value in self.params.items()}
        return sentence(self.code, lang, **said)

    def text(self, lang: Lang) -> str:
        """The sentence in `lang`, after its place."""
        where = str(self.place)
        return f"{where}: {self.words(lang)}" if where else self.words(lang)


def worded(code: str, /, **params: Any) -> Text:
    """The words of a code in both languages; parameters as a problem takes them. KeyError: no such code."""
    problem = Problem(code, params)
    return Text(problem.words("zh"), problem.words("en"))


def _in(lang: Lang, value: Any) -> Any:
    return value.of(lang) if isinstance(value, Text) else value


class Refused(Exception):  # noqa: N818  it is a verdict on the input, not a fault of ours
    """The input can't be used: every reason found, at least one of them hard."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(problem.text("en") for problem in self.problems)

    @classmethod
    def because(cls, code: str, place: Place | None = None, /, **params: Any) -> "Refused":
        """Refuse for a single hard reason."""
        return cls([Problem(code, params, place or Place())])
