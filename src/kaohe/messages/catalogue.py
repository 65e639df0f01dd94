"""The catalogue: one YAML file a room in `texts/`, `code: {zh: ..., en: ...}`, read on first use."""

from functools import cache
from importlib import resources
from typing import Any, Literal, cast

import yaml

Lang = Literal["zh", "en"]
Entries = dict[str, dict[Lang, str]]


@cache
def _entries() -> Entries:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    merged: Entries = {}
    folder = resources.files(__package__).joinpath("texts")
    files = (entry for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    for file in sorted(files, key=lambda entry: entry.name):
        room = cast("Entries", yaml.load(file.read_text(encoding="utf-8"), Loader=loader) or {})
        twice = merged.keys() & room.keys()
        if twice:
            raise ValueError(f"{file.name}: message codes already taken: {sorted(twice)}")
        merged.update(room)
    return merged


def codes() -> frozenset[str]:
    """Every code in the catalogue."""
    return frozenset(_entries())


def sentence(code: str, lang: Lang, /, **params: Any) -> str:
    """The words of `code` in `lang`, its `{fields}` filled from `params`; an unknown code is a KeyError."""
    return _entries()[code][lang].format_map(params)
