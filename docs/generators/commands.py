"""The commands, as `--help` tells them in both languages."""

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass

from docs.generators.markdown import made_from, page, table
from kaohe.cli.app import run
from kaohe.cli.session import Exit
from kaohe.messages import Lang, sentence

_ROW = re.compile(r"  (\S.*?)  +(\S.*)")
_EVERYWHERE = ("--lang", "--version", "-h")
_ENDS = {
    Exit.DONE: "done",
    Exit.FINDINGS: "done, and something was found: by a check, a comparison or a recomputation",
    Exit.UNUSABLE: "the input can't be used: nothing was written, every reason is said",
    Exit.FAULT: "a fault of the program itself",
}
_ABOUT = """\
Every command speaks Chinese or English (`--lang zh`, `--lang en`; by default as the locale says) and ends
with a code that tells how it went. What a program may read, `--json` prints on stdout and nothing else with
it. Outputs appear only when they are complete; a command that is interrupted leaves nothing under their
names."""
_OTHER_ENDS = """\
Interrupted by Ctrl-C a command ends with 130, by SIGTERM with 143, and with 141 where nobody reads on."""


@dataclass(frozen=True, slots=True)
class Help:
    """What `--help` says: usage, what the command does, and by section its rows of name and words."""

    usage: str
    about: str
    rows: dict[str, dict[str, str]]


def help_of(path: tuple[str, ...], lang: Lang) -> Help:
    said = io.StringIO()
    with redirect_stdout(said):
        run([*path, "--help", "--lang", lang], {})
    usage, _, about, *rest = said.getvalue().splitlines()
    titles = {sentence(code, lang): code for code in ("cli.commands", "cli.arguments", "cli.options")}
    rows: dict[str, dict[str, str]] = {}
    section = ""
    for line in rest:
        section = titles.get(line, section)
        if found := _ROW.fullmatch(line):
            rows.setdefault(section, {})[found[1]] = found[2]
    return Help(usage, about, rows)


def commands(path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, those of a group after it."""
    if path:
        yield path
    for name in help_of(path, "en").rows.get("cli.commands", ()):
        yield from commands((*path, name))


def text() -> str:
    ends = table(("exit code", "meaning"), [(end.value, words) for end, words in _ENDS.items()])
    sections = [_command(path) for path in commands()]
    return page("# Commands", made_from("the commands themselves"), _ABOUT, ends, _OTHER_ENDS, *sections)


def _usage(said: Help) -> str:
    """The usage line with the options that must be given."""
    options = said.rows.get("cli.options", {})
    required = [name for name, words in options.items() if words.endswith(sentence("cli.required", "en"))]
    return said.usage.partition(": ")[2].replace("[OPTIONS]", " ".join((*required, "[OPTIONS]")))


def _command(path: tuple[str, ...]) -> str:
    en, zh = help_of(path, "en"), help_of(path, "zh")
    usage = f"    {_usage(en)}"
    rows = [
        (f"`{name}`", words, zh.rows[section][name])
        for section in ("cli.arguments", "cli.options")
        for name, words in en.rows.get(section, {}).items()
        if not name.startswith(_EVERYWHERE)
    ]
    parameters = table(("", "English", "中文"), rows) if rows else ""
    return page(f"## kaohe {' '.join(path)}", f"{en.about}  \n{zh.about}", usage, parameters).strip()
