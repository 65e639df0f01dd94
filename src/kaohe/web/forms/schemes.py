"""Schemes in forms: those that come with the product, and one's own from a file."""

from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from kaohe.messages import Lang, Refused, Text
from kaohe.schemes import Scheme, load_scheme, read_scheme, scheme_ids

MOST_BYTES = 2 * 1024 * 1024
"""Bytes of a scheme's own file."""


def shipped_schemes(lang: Lang) -> list[tuple[str, str]]:
    """The schemes to choose from, with their names."""
    return [(code, name.of(lang)) for code, name in _names()]


def scheme_in(file: "UploadedFile[Any]") -> Scheme:
    """The scheme of an uploaded file. Raises `Refused` for one that is too large, no text or no scheme."""
    size, name = file.size or 0, file.name or ""
    if size > MOST_BYTES:
        raise Refused.because("web_rounds.scheme_too_large", found=size, allowed=MOST_BYTES)
    try:
        file.seek(0)  # one that was refused may be asked for again
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused.because("web_rounds.scheme_not_text", found=name) from None
    return read_scheme(text, Path(name), alone=True)


@cache
def _names() -> tuple[tuple[str, Text], ...]:
    return tuple((code, load_scheme(code).name) for code in scheme_ids())
