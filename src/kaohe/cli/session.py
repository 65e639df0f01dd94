"""What a command needs to speak: the language, words, tables, progress, problems, JSON."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import IO, Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from kaohe.messages import Lang, Level, Problem, sentence

AsJson = Annotated[bool, typer.Option("--json", help="cli.json")]
"""The option `--json` of a command whose result a program may read."""

_LEVELS: dict[Level, tuple[str, str]] = {
    "hard": ("cli.level_hard", "bold red"),
    "soft": ("cli.level_soft", "yellow"),
    "note": ("cli.level_note", "dim"),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FINDINGS = 1
    UNUSABLE = 2
    FAULT = 3


class _Console(Console):
    """Wide in a pipe, so that nothing is cut; that the reader has gone is not swallowed."""

    def __init__(self, stream: IO[str]):
        super().__init__(file=stream, width=None if stream.isatty() else 10_000, emoji=False)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a command. With `as_json`, `say`, `table` and `progress` are silent: stdout is JSON."""

    lang: Lang
    as_json: bool = False
    out: Console = field(default_factory=lambda: _Console(sys.stdout))
    err: Console = field(default_factory=lambda: _Console(sys.stderr))

    def words(self, code: str, **params: Any) -> str:
        """The sentence of a code in this run's language."""
        return sentence(code, self.lang, **params)

    def say(self, code: str, **params: Any) -> None:
        """Print a sentence to stdout."""
        if not self.as_json:
            self.draw(Text(visible(self.words(code, **params))))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> None:
        """Print rows under heads (message codes); columns of numbers stand to the right."""
        if self.as_json:
            return
        rows = [tuple(row) for row in rows]
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for place, head in enumerate(heads):
            numbers = all(isinstance(row[place], int | float | None) for row in rows)
            table.add_column(self.words(head), justify="right" if numbers and rows else "left")
        for row in rows:
            table.add_row(*(Text("" if cell is None else visible(str(cell))) for cell in row))
        self.draw(table)

    def draw(self, what: RenderableType) -> None:
        """Print a text or table to stdout, its lines as long as they need be and without trailing blanks."""
        with self.out.capture() as drawn:
            self.out.print(what, soft_wrap=isinstance(what, Text))
        self.out.file.writelines(f"{line.rstrip()}\n" for line in drawn.get().splitlines())

    @contextmanager
    def progress(
        self, code: str, total: int | None = None, **params: Any
    ) -> Iterator[Callable[[float], None]]:
        """A bar on stderr for what may take over a second; the value is called with each step's size."""
        if self.as_json or not self.err.is_terminal:
            yield lambda step: None
            return
        from rich.progress import Progress

        with Progress(console=self.err, transient=True) as bar:
            task = bar.add_task(self.words(code, **params), total=total)
            yield lambda step: bar.advance(task, step)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems with their places, the hard ones first: to stderr, or as JSON to stdout."""
        ordered = sorted(problems, key=lambda problem: list(_LEVELS).index(problem.level))
        if self.as_json:
            self.json({"problems": [as_data(problem, self.lang) for problem in ordered]})
            return
        for problem in ordered:
            label, style = _LEVELS[problem.level]
            line = Text.assemble((f"{self.words(label)}: ", style), visible(problem.text(self.lang)))
            self.err.print(line, soft_wrap=True)

    def json(self, value: Any) -> None:
        """Print plain data as JSON to stdout."""
        self.out.file.write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def as_data(problem: Problem, lang: Lang) -> dict[str, Any]:
    """A problem as plain data, for `--json`."""
    place = problem.place
    return {
        "level": problem.level,
        "code": problem.code,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "line": place.line,
        "path": place.path,
        "text": problem.words(lang),
    }


def visible(text: str) -> str:
    """Control characters from a file spelled out, so that no cell can steer the terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
