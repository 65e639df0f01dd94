"""Reading our pages: fenced blocks, worked tables, links; and doing what a page tells the reader to do."""

import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from kaohe.cli.app import run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

_FENCE = re.compile(r"```(?P<kind>\w*)(?: title=\"(?P<title>[^\"]+)\")?")
_BY_HAND = re.compile(
    r"<!-- by hand: (?P<file>\S+) (?P<sheet>\S+) (?P<cell>[A-Z]+[0-9]+) = (?P<value>.*?) -->"
)
_ENGLISH = {"LANG": "C.UTF-8"}
_OF_THE_OFFICE = {"serve", "work", "backup", "restore", "journal"}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, or what the reader does by hand in a spreadsheet (an unseen comment tells the test)."""

    kind: str
    title: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    opened: Block | None = None
    text: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        fence = _FENCE.fullmatch(line)
        if opened and line == "```":
            yield Block(opened.kind, opened.title, "".join(f"{each}\n" for each in text), opened.line)
            opened = None
        elif opened:
            text.append(line)
        elif fence:
            opened, text = Block(fence["kind"], fence["title"] or "", "", number), []
        elif _BY_HAND.fullmatch(line):
            yield Block("by hand", "", line, number)


def tables(page: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The tables of a page: heads and rows, cells as written."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.fullmatch(r"\|( -+:? \|)+", line):
            end = next((at for at in range(number, len(lines)) if not lines[at].startswith("|")), len(lines))
            yield _cells(lines[number - 1]), [_cells(row) for row in lines[number + 1 : end]]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


class Reader:
    """Someone who follows a page in an empty folder, from top to bottom."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.code = 0

    def follow(self, page: Path) -> None:
        for block in blocks(page):
            if block.title:
                (self.folder / block.title).write_text(block.text, encoding="utf-8")
            elif block.kind == "console":
                for command, shown in _commands(block.text):
                    self.do(command, shown, f"{page.name}:{block.line}: $ {command}")
            elif block.kind == "by hand":
                self.type_in(block.text)
        assert self.code == 0, f"{page.name}: the last command fails and the page doesn't say so"

    def do(self, command: str, shown: list[str], where: str) -> None:
        if command == "echo $?":
            assert shown == [str(self.code)], where
            self.code = 0
            return
        assert self.code == 0, f"before {where}: a command fails and the page doesn't say so"
        self.code, said = self.kaohe(command) if _is_ours(command) else self.shell(command)
        assert matches(said.splitlines(), shown), "\n".join([where, "shown:", *shown, "said:", said])

    def kaohe(self, command: str) -> tuple[int, str]:
        said = io.StringIO()
        with chdir(self.folder), redirect_stdout(said), redirect_stderr(said):
            code = run(shlex.split(command)[1:], _ENGLISH)
        return code, said.getvalue()

    def shell(self, command: str) -> tuple[int, str]:
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        line = ["bash", "-o", "pipefail", "-c", command]
        environ = {"PATH": path, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            line,
            cwd=self.folder,
            env=environ,
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return done.returncode, done.stdout

    def type_in(self, comment: str) -> None:
        told = _BY_HAND.fullmatch(comment)
        assert told is not None
        book = openpyxl.load_workbook(self.folder / told["file"])
        value = told["value"]
        book[told["sheet"]][told["cell"]] = float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value
        book.save(self.folder / told["file"])


def _is_ours(command: str) -> bool:
    """Ours, and neither for the shell nor for a process that sets Django up for one office."""
    words = command.split()
    return words[0] == "kaohe" and words[1] not in _OF_THE_OFFICE and not set(command) & set("|><;")


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines shown below it."""
    command, shown = "", list[str]()
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    yield command, shown


def matches(said: list[str], shown: list[str]) -> bool:
    """Whether `said` is what is shown; a line `...` stands for any number of lines."""
    if not shown:
        return not said
    if shown[0] == "...":
        return any(matches(said[start:], shown[1:]) for start in range(len(said) + 1))
    return bool(said) and _same(said[0], shown[0]) and matches(said[1:], shown[1:])


def _same(said: str, shown: str) -> bool:
    """Equal but for runs of blanks; `...` within a line stands for anything."""
    parts = [re.escape(" ".join(part.split())) for part in shown.split("...")]
    return re.fullmatch(r".*".join(parts), " ".join(said.split())) is not None
