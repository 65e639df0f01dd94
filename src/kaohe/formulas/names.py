"""What a formula refers to: the code of an item or indicator, seen through frames."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """`city.prev.gdp` is `Name(("city", "prev"), "gdp")`: last year's GDP of the host city."""

    frames: tuple[str, ...]
    code: str

    def __str__(self) -> str:
        return ".".join((*self.frames, self.code))
