"""Headers and names as they are compared: without width, case or spaces."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

_IN_BRACKETS = re.compile(r"(.+?)\(([^()]*)\)")


def fold(text: str) -> str:
    """NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def without_unit(folded: str) -> tuple[str, str] | None:
    """`地区生产总值(万元)` as its name and what stands in brackets; None without brackets."""
    match = _IN_BRACKETS.fullmatch(folded)
    return (match[1], match[2]) if match else None


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The most similar of what is known, if any is similar enough to be meant."""
    folded = {fold(each): each for each in known}
    found = difflib.get_close_matches(fold(text), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None
