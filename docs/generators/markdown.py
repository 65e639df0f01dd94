"""Pages are put together from headings, paragraphs and tables."""

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by `make docs` from {source}. Change that, not this page. -->"


def made_from(source: str) -> str:
    return MADE.format(source=source)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell(each) for each in line)} |" for line in lines)


def cell(value: object) -> str:
    """A cell's text, on one line; bars would end the cell."""
    text = "" if value is None else str(value)
    return " ".join(text.split()).replace("|", "\\|")


def page(*parts: str) -> str:
    """Parts one below the other, empty ones left out."""
    return "\n\n".join(part for part in parts if part) + "\n"
