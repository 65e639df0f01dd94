"""What waits for somebody, as the first page shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kaohe.office.accounts.actors import Actor
from kaohe.office.reporting.queries.progress import SOON


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sentence of the catalogue with its parameters, where to go, how many things, due when (aware)."""

    code: str
    link: str
    count: int
    params: dict[str, Any] = field(default_factory=dict)
    due: datetime | None = None

    def lamp(self, at: datetime) -> str:
        """`red` when over, `yellow` when due within three days, `green` later, `grey` without a day."""
        if self.due is None:
            return "grey"
        left = self.due - at
        return "red" if left <= timedelta(0) else "yellow" if left <= SOON else "green"


Provider = Callable[[Actor], Iterable[Waiting]]
