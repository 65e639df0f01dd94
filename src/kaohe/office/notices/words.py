"""A notice in words: what is kept of its parameters, and how they are said."""

from collections.abc import Mapping
from typing import Any

from kaohe.messages import Lang, Text, codes, sentence

_TEXT = {"zh", "en"}


def plain(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as they are kept: a text in both languages, anything else as it is said."""
    return {
        name: {"zh": value.zh, "en": value.en} if isinstance(value, Text) else _kept(value)
        for name, value in params.items()
    }


def said(code: str, params: Mapping[str, Any], lang: Lang) -> str:
    """The words of a notice from its kept parameters. KeyError where the catalogue lacks them."""
    spoken = {name: value[lang] if _is_text(value) else value for name, value in params.items()}
    return sentence(code, lang, **spoken)


def text_of(code: str, params: Mapping[str, Any]) -> Text:
    """Its words in both languages; the code itself where an earlier release's sentence is gone."""
    if code not in codes():
        return Text(code, code)
    return Text(said(code, params, "zh"), said(code, params, "en"))


def _kept(value: Any) -> Any:
    return value if isinstance(value, int | float | str) else str(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == _TEXT
