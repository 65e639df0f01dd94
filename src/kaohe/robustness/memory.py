"""What is remembered, up to a number of things."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST_KEPT = 512
"""Things kept of a kind: with more than this they are made again."""


def kept(memory: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What is remembered under a key, made where it isn't; two threads may make the same, to no harm."""
    found = memory.get(key)
    if found is None:
        if len(memory) >= MOST_KEPT:
            memory.clear()
        found = memory[key] = make()
    return found
