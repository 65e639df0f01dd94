"""Numbers as readers see them: a true minus sign, thousands parted by commas, nothing for what is missing."""

import math

MINUS = "−"
BEYOND = 1e15
"""From here on numbers have no decimals and are written as powers of ten."""


def figure(value: float) -> str:
    """A reported or measured value: two decimals at most, or as many as show four digits."""
    value += 0.0  # no minus sign before nothing
    size = abs(value)
    if size >= 1000:
        text = f"{value:,.2f}" if size < BEYOND else f"{value:.4g}"
    elif size >= 10:
        text = f"{value:.2f}"
    elif size >= 1e-6:
        text = f"{value:.{3 - math.floor(math.log10(size))}f}"
    else:
        text = f"{value:.4g}"
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS) if value < 0 else "" if math.isnan(value) else text


def fixed(value: float, digits: int) -> str:
    """A score: always so many decimals."""
    return _written(value, f",.{digits}f")


def signed(value: float, digits: int) -> str:
    """A difference: always with its sign; nothing is 0 without one."""
    text = _written(value, f"+,.{digits}f")
    return text if text.strip("+0.,−") else text[1:]


def _written(value: float, pattern: str) -> str:
    if not math.isfinite(value):
        return ""
    return format(value, pattern if abs(value) < BEYOND else ".4g").replace("-", MINUS)


def place(rank: float) -> str:
    """A place; ties that share the average may stand at a half."""
    return str(int(rank)) if rank == int(rank) else f"{rank:.1f}"
