"""What an unquoted word of a pack means: null, yes/no, a number or text, or unclear and so refused."""

import math
import re

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_SURPRISE = re.compile(
    r"[-+]?0[0-9_]+(\.[0-9_]*)?|[-+]?0[xobXOB][0-9a-fA-F_]+|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?"
    r"|[-+]?[0-9]+_[0-9_]*(\.[0-9_]*)?|[-+]?[0-9]+\.([eE].*)?|[-+]?\.[0-9]+([eE].*)?"
    r"|[-+]?\.?(inf|nan|infinity)|yes|no|on|off|y|n|true|false|null",
    re.IGNORECASE,
)
_EXACT = 2**53
"""Whole numbers up to here are exact as floating-point numbers; larger ones would change silently."""


class UnclearError(ValueError):
    """A word with more than one reading, or a number that can't be kept exactly: a message code."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def plain_value(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar. Raises `UnclearError`."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if match := _NUMBER.fullmatch(text):
        return _real(text) if match[2] or match[3] else _whole(text)
    if _SURPRISE.fullmatch(text):
        raise UnclearError("packs.surprising_scalar")
    return text


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > _EXACT:
        raise UnclearError("packs.number_too_large")
    return int(text)


def _real(text: str) -> float:
    value = float(text)
    vanished = value == 0 and any(digit in "123456789" for digit in re.split("[eE]", text)[0])
    if math.isinf(value) or vanished:
        raise UnclearError("packs.number_too_large")
    return value
