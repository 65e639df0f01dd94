"""Numbers that forms and addresses carry: keys, versions, pages."""

_DIGITS = 18
"""More than these no column of a database holds."""


def whole_number(text: str) -> int | None:
    """The number that a text of up to 18 plain digits is; None for any other text."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if is_number else None
