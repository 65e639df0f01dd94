"""`--help`, drawn from the commands' own parameters in the words of the catalogue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from kaohe.cli.session import Session
from kaohe.messages import Refused

AnyCommand = TyperGroup | TyperCommand


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words of a line lead: a command, its path, and whether a further word is still wanted."""

    command: AnyCommand
    path: tuple[str, ...]
    wants_command: bool


def found_command(root: TyperGroup, args: Sequence[str]) -> Found:
    """Follow the words from group to group. Raises `Refused` for a word that is no command."""
    command: AnyCommand = root
    path: tuple[str, ...] = ("kaohe",)
    for word in args:
        if not isinstance(command, TyperGroup) or word.startswith("-"):
            break
        if word not in command.commands:
            known = ", ".join(command.commands)
            raise Refused.because("cli.no_such_command", found=word, allowed=known, command=" ".join(path))
        command, path = cast("AnyCommand", command.commands[word]), (*path, word)
    wants = isinstance(command, TyperGroup) and len(args) == len(path) - 1
    return Found(command, path, wants)


def show_help(found: Found, session: Session) -> None:
    """Usage, what the command does, its commands, arguments and options."""
    command, words = found.command, session.words
    inner = command.commands if isinstance(command, TyperGroup) else {}
    arguments = [each for each in command.params if isinstance(each, TyperArgument) and not each.hidden]
    options = [each for each in command.params if isinstance(each, TyperOption) and not each.hidden]
    usage = [*found.path, *([words("cli.usage_command")] if inner else []), *map(_argument, arguments)]
    session.draw(Text(words("cli.usage", line=" ".join((*usage, words("cli.usage_options")))), "bold"))
    session.draw(Text(f"\n{words(command.help or 'cli.about')}"))
    _section(
        "cli.commands", ((name, words(each.help or "cli.about")) for name, each in inner.items()), session
    )
    _section("cli.arguments", ((_argument(each), _told(each, session)) for each in arguments), session)
    everywhere = (("--lang zh|en", "cli.lang"), ("--version", "cli.version"), ("-h, --help", "cli.help"))
    own = [(_option(each), _told(each, session)) for each in options]
    _section("cli.options", [*own, *((name, words(code)) for name, code in everywhere)], session)


def _section(title: str, rows: Iterable[tuple[str, str]], session: Session) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for name, told in rows:
        table.add_row(Text(name), Text(told))
    if table.row_count:
        session.draw(Text(f"\n{session.words(title)}", "bold"))
        session.draw(Padding(table, (0, 0, 0, 2), expand=False))


def _argument(parameter: TyperArgument) -> str:
    name = (parameter.metavar or parameter.name).upper()
    name = f"{name}..." if parameter.nargs != 1 else name
    return name if parameter.required else f"[{name}]"


def _option(parameter: TyperOption) -> str:
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    if parameter.is_flag:
        return names
    kind = parameter.display_type(typer.Context(TyperCommand(None))).strip("<>")
    shown = kind if parameter.type_descriptor.is_choice else kind.upper()
    return f"{names} {parameter.metavar or shown}"


def _told(parameter: TyperArgument | TyperOption, session: Session) -> str:
    words = [session.words(parameter.help)] if parameter.help else []
    if parameter.required:
        words.append(session.words("cli.required"))
    elif parameter.default not in (None, False, (), []) and parameter.show_default:
        words.append(session.words("cli.default", value=parameter.default))
    return " ".join(words)
