"""Commands that end in every way a command can end."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

import kaohe
from kaohe.cli.session import AsJson, Exit, Session
from kaohe.messages import Place, Problem, Refused

PROBLEMS = (
    Problem("packs.missing_key", {"key": "name"}, Place("a.yaml", line=2), "note"),
    Problem("packs.missing_key", {"key": "unit"}, Place("a.xlsx", "数据", "C5"), "soft"),
    Problem("packs.missing_key", {"key": "\x1b[2J"}, Place("a.yaml", line=1), "hard"),
)


def good(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="cli.about")],
    year: Annotated[int, typer.Option(help="cli.json")] = 2016,
    only: Annotated[Literal["csv", "xlsx"] | None, typer.Option(help="cli.json")] = None,
    as_json: AsJson = False,
) -> Exit:
    session: Session = context.obj
    session.say("cli.no_such_option", option=file, command=f"{year} {only}")
    with session.progress("cli.about", total=2) as step:
        step(1)
    session.table(["cli.commands", "cli.options"], [("广州", 12.5), ("Zhuhai \x07", None)])
    if as_json:
        session.json({"区": "广州"})
    return Exit.DONE


def found(context: typer.Context, as_json: AsJson = False) -> Exit:
    context.obj.problems(PROBLEMS)
    return Exit.FINDINGS


def refuse(as_json: AsJson = False) -> None:
    raise Refused(PROBLEMS)


def read(file: Path) -> None:
    file.read_bytes()


def broken(as_json: AsJson = False) -> None:
    raise ZeroDivisionError("of ours")


def lost() -> None:
    (Path(kaohe.__file__).parent / "data" / "nothing.yaml").read_bytes()


def unsaid() -> None:
    raise Refused.because("packs.missing_key")


def interrupt() -> None:
    raise KeyboardInterrupt


def full() -> None:
    raise OSError(28, os.strerror(28))


def leave() -> None:
    raise typer.Exit(1)


group = typer.Typer()


@group.command("inner", help="cli.help")
def inner(context: typer.Context, word: str) -> Exit:
    context.obj.say("cli.bad_line", problem=word, command="")
    return Exit.FINDINGS


@group.command("outer", help="cli.version")
def outer() -> None:
    """Nothing."""


NAMES = ["good", "found", "refuse", "read", "broken", "lost", "unsaid", "interrupt", "full", "leave", "group"]
COMMANDS = dict.fromkeys(NAMES, ("tests.cli.commands", "cli.about"))
