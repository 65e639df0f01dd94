"""The hash of an entry over its own content and the hash of the one before it."""

import hashlib
import json
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


def canonical(content: dict[str, Any]) -> bytes:
    """The one way an entry is written: keys sorted, no spaces, UTF-8, instants in UTC with microseconds."""
    plain = {name: _plain(content[name]) for name in FIELDS}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical entry, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
