"""The table of commands, and the way from an argument line to an exit code."""

import gc
import io
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kaohe import __version__
from kaohe.cli.asked import Asked, asked_for
from kaohe.cli.help import found_command, show_help
from kaohe.cli.session import Exit, Session
from kaohe.cli.trouble import outcome, slip_of
from kaohe.messages import Refused

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("kaohe.cli.demo", "cli.demo"),
    "schemes": ("kaohe.cli.schemes", "cli.schemes"),
    "template": ("kaohe.cli.template", "cli.template"),
    "check": ("kaohe.cli.check", "cli.check"),
    "assess": ("kaohe.cli.assess", "cli.assess"),
    "study": ("kaohe.cli.study", "studies.about"),
    "findings": ("kaohe.cli.findings", "findings.about"),
    "rescore": ("kaohe.cli.rescore", "cli.rescore"),
    "compare": ("kaohe.cli.compare", "compare.about"),
    "robustness": ("kaohe.cli.robustness", "robustness.about"),
    "verify": ("kaohe.cli.verify", "verify.about"),
    "letters": ("kaohe.cli.letters", "cli.letters"),
    "serve": ("kaohe.cli.serve", "office.serve"),
    "work": ("kaohe.cli.work", "office.work"),
    "backup": ("kaohe.cli.backup", "office.backup"),
    "restore": ("kaohe.cli.restore", "office.restore"),
    "journal": ("kaohe.cli.journal", "office.journal"),
}
"""Name of a command: its module, which has a function or a `typer.Typer` of that name; its message code."""


def main() -> int:
    """The console script. Exit codes: see `Exit`."""
    gc.set_threshold(100_000, 20, 100)  # what a command makes lives until it ends: few looks for cycles
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that half-made output goes
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a narrow terminal gets \u8003, not a crash
    code = run(sys.argv[1:], os.environ)
    try:
        sys.stdout.flush()
    except OSError:  # already said by `run`; without this Python complains once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def run(
    argv: Sequence[str],
    environ: Mapping[str, str],
    commands: Mapping[str, tuple[str, str]] = COMMANDS,
) -> int:
    """Do what the line asks; whatever goes wrong is said in words and told by the exit code."""
    asked = asked_for(argv, environ)
    session = Session(asked.lang, asked.as_json)
    try:
        code = _done(asked, session, commands)
        session.out.file.flush()
    except BaseException as error:  # the one place where every failure, Ctrl-C too, gets its words and code
        return outcome(error, session)
    return code


def _done(asked: Asked, session: Session, commands: Mapping[str, tuple[str, str]]) -> int:
    asked.check()
    if asked.version:
        session.out.print(f"kaohe {__version__}", highlight=False)
        return Exit.DONE
    root = cast("TyperGroup", get_command(_app(commands, asked.args)))
    found = found_command(root, asked.args)
    if asked.help or found.wants_command:
        show_help(found, session)
        return Exit.DONE
    try:
        with root.make_context("kaohe", list(asked.args), obj=session) as context:
            return int(root.invoke(context) or Exit.DONE)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.TyperException as slip:
        raise Refused([slip_of(slip, " ".join(found.path))]) from None


def _app(commands: Mapping[str, tuple[str, str]], args: Sequence[str]) -> typer.Typer:
    """All commands by name and help; only the one that the line asks for is imported."""
    app = typer.Typer(help="cli.about", add_completion=False)
    app.callback()(lambda: None)
    for name, (module, words) in commands.items():
        command = getattr(import_module(module), name) if name in args[:1] else _elsewhere
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, help=words)
        else:
            app.command(name, help=words)(command)
    return app


def _elsewhere() -> None:
    """Stands for every command that the line doesn't ask for."""
