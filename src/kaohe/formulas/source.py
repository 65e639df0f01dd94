"""A formula's text, folded, and admitted sign by sign before `ast` may see it."""

import keyword
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from kaohe.formulas.errors import FormulaError

LONGEST = 2_000
DEEPEST = 40

_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!="})
_WORDS = {"and", "or", "not"}
_TOKEN = re.compile(
    r"""(?P<space>[ \t]+)
    | (?P<number>((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?(?![\w.]))
    | (?P<odd>\.?[0-9][\w.]*)
    | (?P<word>[^\W\d_]\w*)
    | (?P<sign>\*\*|[<>=!]=|[-+*/(),.<>])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """`original` as written; `text` in NFKC and ASCII signs, of known tokens, parentheses closed."""

    original: str
    text: str

    @classmethod
    def admitted(cls, original: str) -> "Source":
        """Raises FormulaError at the first sign that no formula holds."""
        if len(original) > LONGEST or len(_folded(original)) > LONGEST:
            raise FormulaError("formulas.too_long", 1, {"limit": LONGEST})
        for place, sign in enumerate(original):
            # ², ½ and ① would fold to digits and silently join a number beside them
            if unicodedata.category(sign) == "No":
                raise FormulaError("formulas.sign", place + 1, {"found": sign})
        source = cls(original, _folded(original).strip())
        if not source.text:
            raise FormulaError("formulas.empty", 1)
        source._check_tokens()
        return source

    def error(self, code: str, place: int, **params: object) -> FormulaError:
        """An error at `place` (from 0) of `text`, told in columns of `original`."""
        place += len(_folded(self.original)) - len(_folded(self.original).lstrip())
        written = range(len(self.original))
        column = bisect_right(written, place, key=lambda last: len(_folded(self.original[: last + 1]))) + 1
        return FormulaError(code, column, params)

    def _check_tokens(self) -> None:
        place, opened = 0, list[int]()
        while place < len(self.text):
            match = _TOKEN.match(self.text, place)
            if match is None:
                raise self.error("formulas.sign", place, found=_shown(self.text[place]))
            self._check_token(match.lastgroup or "", match[0], place, opened)
            place = match.end()
        if opened:
            raise self.error("formulas.not_closed", opened[-1])

    def _check_token(self, group: str, token: str, place: int, opened: list[int]) -> None:
        if group == "odd" or (group == "number" and not _in_range(token)):
            raise self.error("formulas.number", place, found=token)
        if group == "word" and keyword.iskeyword(token) and token not in _WORDS:
            raise self.error("formulas.not_in_language", place, found=token)
        if token == "(":
            opened.append(place)
            if len(opened) > DEEPEST:
                raise self.error("formulas.too_deep", place, limit=DEEPEST)
        if token == ")":
            if not opened:
                raise self.error("formulas.not_opened", place)
            opened.pop()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SIGNS)


def _in_range(number: str) -> bool:
    """Whether a float holds it: neither infinite, nor written non-zero and lost to zero."""
    value = float(number)
    mantissa = re.split("[eE]", number)[0]
    return value < float("inf") and (value != 0 or not mantissa.strip("0."))


def _shown(sign: str) -> str:
    return sign if sign.isprintable() and sign != " " else f"U+{ord(sign):04X}"
