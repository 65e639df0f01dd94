"""Whether the journal is as it was written: every entry altered, removed, added or moved since is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kaohe.messages import Problem
from kaohe.office.journal.chain import FIELDS, FIRST, hash_of
from kaohe.office.journal.heads import KnownHead
from kaohe.office.journal.models import Entry, Head

Row = dict[str, Any]
_AT_ONCE = 500
_SPOILED = (ValueError, TypeError, AttributeError)
"""What Django raises for a value that isn't of its column's type, as SQLite may hold."""


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries were read, where they end, and what is wrong with them."""

    entries: int
    position: int
    hash: str
    problems: tuple[Problem, ...]


def verify(heads: Iterable[KnownHead] = ()) -> Verified:
    """Recompute the chain, 500 entries in memory at a time; what is added meanwhile is left out.

    `heads` are exported ones: what they name must still be there. Without one, a tail that was cut off
    together with the head row can't be seen.
    """
    head = Head.objects.filter(pk=1).first()
    chain = _Chain()
    for each in heads:
        chain.expect("export", each.position, each.hash)
    if head:
        chain.expect("row", head.position, head.hash)
    chain.meet(0, FIRST)
    for row in _rows(chain):
        chain.read(row)
    later = Head.objects.filter(pk=1).first()
    if later is None:
        chain.found("journal.no_head")
    elif chain.position > later.position:
        chain.found("journal.beyond_head", head=later.position, position=chain.position)
    for position, expected in sorted(chain.expected.items()):
        for source in expected:
            chain.found(f"journal.missing_from_{source}", position=position)
    return Verified(chain.entries, chain.position, chain.hash, tuple(chain.problems))


class _Chain:
    """What was read so far. `expected`: by position the hash that an exported head or the head row tells,
    until it is met."""

    def __init__(self) -> None:
        self.expected: dict[int, dict[str, str]] = {}
        self.problems: list[Problem] = []
        self.entries = self.position = 0
        self.hash = self.recomputed = FIRST

    def expect(self, source: str, position: int, told: str) -> None:
        self.expected.setdefault(position, {})[source] = told

    def found(self, code: str, **params: Any) -> None:
        self.problems.append(Problem(code, params))

    def read(self, row: Row) -> None:
        """The next entry in order of position."""
        position, recomputed = row["position"], _recomputed(row)
        named = {"position": position, "action": row["action"], "at": str(row["at"])}
        follows = position == self.position + 1
        if position <= self.position:
            self.found("journal.doubled", **named)
        elif not follows:
            self.found("journal.removed", first=self.position + 1, last=position - 1)
        if recomputed != row["hash"]:
            self.found("journal.altered", **named)
        elif follows and row["previous"] not in {self.hash, self.recomputed}:
            self.found("journal.unlinked", before=self.position, **named)
        self.entries += 1
        self.position, self.hash, self.recomputed = position, row["hash"], recomputed
        self.meet(position, row["hash"])

    def meet(self, position: int, found: str) -> None:
        """Compare the entry at a position with what is told of it."""
        for source, told in self.expected.pop(position, {}).items():
            if told != found:
                self.found(f"journal.differs_from_{source}", position=position, found=found, told=told)


def _recomputed(row: Row) -> str:
    try:
        return hash_of(row)
    except _SPOILED:
        return ""


def _rows(chain: _Chain) -> Iterator[Row]:
    """Every entry by position; of those that can't be read the key in the table is told."""
    keys = Entry.objects.order_by("position", "pk").values_list("pk", flat=True).iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(keys, _AT_ONCE)):
        try:
            rows = _read(batch)
        except _SPOILED:
            rows = [row for key in batch for row in _one(key, chain)]
        for row in rows:
            if isinstance(row["position"], int):
                yield row
            else:
                chain.found("journal.unreadable", key=row["id"])


def _one(key: int, chain: _Chain) -> list[Row]:
    try:
        return _read([key])
    except _SPOILED:
        chain.found("journal.unreadable", key=key)
        return []


def _read(keys: list[int]) -> list[Row]:
    return list(Entry.objects.filter(pk__in=keys).order_by("position", "pk").values("id", *FIELDS, "hash"))
