"""What may stand anywhere on the line, before or after the command: --lang, --json, --help, --version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaohe.messages import Lang, Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """The line without what holds for every command. `--json` stays: each command says if it knows it."""

    args: tuple[str, ...]
    lang: Lang
    unknown_lang: str | None
    as_json: bool
    help: bool
    version: bool

    def check(self) -> None:
        """Raises `Refused` where a language is asked for that isn't spoken."""
        if self.unknown_lang is not None:
            raise Refused.because("cli.unknown_language", found=self.unknown_lang)


def asked_for(argv: Sequence[str], environ: Mapping[str, str]) -> Asked:
    """Read the line; what follows `--` is left alone."""
    end = argv.index("--") if "--" in argv else len(argv)
    words, rest = list(argv[:end]), tuple(argv[end:])
    wanted = _taken_out(words, "--lang")
    return Asked(
        args=tuple(word for word in words if word not in {"--help", "-h", "--version"}) + rest,
        lang="zh" if wanted == "zh" else "en" if wanted == "en" else _of_locale(environ),
        unknown_lang=None if wanted in {"zh", "en", None} else wanted,
        as_json="--json" in words,
        help="--help" in words or "-h" in words,
        version="--version" in words,
    )


def _taken_out(words: list[str], option: str) -> str | None:
    """The last value given to an option, taken out of the words; an empty text where its value is missing."""
    value = None
    for place in reversed(range(len(words))):
        name, equals, given = words[place].partition("=")
        if name == option:
            following = "" if equals else "".join(words[place + 1 : place + 2])
            value = (given or following) if value is None else value
            del words[place : place + (1 if equals else 2)]
    return value


def _of_locale(environ: Mapping[str, str]) -> Lang:
    """The first of these that is set decides, as POSIX has it."""
    locales = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in locales if value), "")
    return "zh" if locale.lower().startswith("zh") else "en"
