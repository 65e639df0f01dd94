"""Names as they may be shown and given to a reader's computer."""

import re
import unicodedata

from kaohe.office.files.kinds import Kind

LONGEST = 80
"""Characters of a name with its ending: three bytes each still fit into any file system."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_SIGNS = re.compile(r'[<>:"|?*]')
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def clean_name(name: str, kind: Kind) -> str:
    """The name without path, hidden signs and signs that turn the reading direction, with a true ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in _HIDDEN)
    plain = _SIGNS.sub("_", " ".join(shown.split())).rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or ending.lower() not in kind.endings:
        stem, ending = plain, kind.endings[0]
    stem = stem.strip(". ")[: LONGEST - len(ending) - 1].strip(". ") or "file"
    return f"{'_' if _RESERVED.fullmatch(stem.partition('.')[0]) else ''}{stem}.{ending}"
