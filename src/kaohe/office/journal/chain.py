"""The hash of an entry over its own content and the hash of the one before it."""

import hashlib
import json
import math
import re
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64
"""What stands in place of a hash before the first entry."""

FIELDS = (
    "position",
    "at",
    "actor_id",
    "actor_name",
    "source",
    "action",
    "kind",
    "key",
    "before",
    "after",
    "reason",
    "previous",
)

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_EXACT_AS_INTEGERS = 1e16  # from here on Python writes an exponent and PostgreSQL writes the digits


def canonical(content: dict[str, Any]) -> bytes:
    """The one way an entry is written: keys sorted, no spaces, UTF-8, instants in UTC with microseconds."""
    plain = {name: _plain(content[name]) for name in FIELDS}
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return written.encode()


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical entry, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


def storable(value: Any) -> Any:
    """The value as both databases give it back: text without NUL and lone surrogates, JSON with text keys,
    no number that one of them would spell in another way. Raises `ValueError` for NaN and infinity,
    `TypeError` for what isn't JSON."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("neither NaN nor infinity can be journaled")
        return int(value) if value == 0 or abs(value) >= _EXACT_AS_INTEGERS else value
    if isinstance(value, dict):
        return {storable(_name(key)): storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each) for each in value]
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(f"{type(value).__name__} can't be journaled")


def _name(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(key)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
