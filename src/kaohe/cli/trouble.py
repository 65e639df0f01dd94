"""Whatever stops a command, in words, with the exit code that tells whose turn it is."""

import errno
import os
import traceback
from pathlib import Path

import typer

import kaohe
from kaohe.cli.session import Exit, Session
from kaohe.messages import Place, Problem, Refused

_INTERRUPTED = 130
_READER_GONE = 141

_FILE = {
    errno.ENOENT: "cli.not_found",
    errno.EACCES: "cli.no_permission",
    errno.EPERM: "cli.no_permission",
    errno.EISDIR: "cli.is_directory",
    errno.ENOTDIR: "cli.not_directory",
    errno.ENAMETOOLONG: "cli.name_too_long",
    errno.ENOSPC: "cli.disk_full",
    errno.EROFS: "cli.read_only",
}


def outcome(error: BaseException, session: Session) -> int:
    """Say what happened and give the exit code; a `SystemExit` goes its way."""
    if isinstance(error, SystemExit):
        raise error
    if isinstance(error, BrokenPipeError):
        return _READER_GONE
    if isinstance(error, KeyboardInterrupt):
        session.err.print(session.words("cli.interrupted"), highlight=False)
        return _INTERRUPTED
    problems = _of_input(error)
    try:
        session.problems(problems or [_fault(error)])
    except LookupError as unsaid:  # the catalogue lacks a word: that is our fault, whatever the input was
        problems = ()
        session.problems([_fault(unsaid)])
    if os.environ.get("KAOHE_DEBUG") == "1":
        traceback.print_exception(error)
    return Exit.UNUSABLE if problems else Exit.FAULT


def slip_of(error: typer.TyperException, command: str) -> Problem:
    """A slip on the command line, in our words. Typer's classes of errors are private: their names decide."""
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint() if parameter else getattr(error, "option_name", "")
    if kind == "NoSuchOption":
        return Problem("cli.no_such_option", {"option": name, "command": command})
    if kind == "MissingParameter":
        return Problem("cli.missing", {"name": name, "command": command})
    if kind == "BadOptionUsage":
        return Problem("cli.option_needs_value", {"option": name, "command": command})
    if kind == "BadParameter":
        return Problem("cli.bad_value", {"name": name, "problem": error.message, "command": command})
    return Problem("cli.bad_line", {"problem": error.format_message(), "command": command})


def _of_input(error: BaseException) -> tuple[Problem, ...]:
    """What is wrong with the input; nothing where the fault is ours."""
    if isinstance(error, Refused):
        return error.problems
    if isinstance(error, OSError) and error.errno in _FILE and not _is_ours(error.filename):
        return (Problem(_FILE[error.errno], place=Place(_name(error.filename))),)
    return ()


def _is_ours(filename: object) -> bool:
    """A file missing from the installed product is no fault of the user."""
    return Path(kaohe.__file__).parent in Path(_name(filename) or ".").absolute().parents


def _name(filename: object) -> str | None:
    return os.fsdecode(filename) if isinstance(filename, str | bytes | os.PathLike) else None


def _fault(error: BaseException) -> Problem:
    what = f"{type(error).__name__}: {error}"
    return Problem("cli.fault", {"what": what, "version": kaohe.__version__})
