"""Which characters a font file has glyphs for, read from its `cmap` table (OpenType, formats 4, 12)."""

import struct
from functools import cache
from pathlib import Path

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platform and encoding of the tables that map Unicode to glyphs."""


@cache
def characters(file: str, index: int = 0) -> frozenset[int]:
    """The code points that the font `index` of a file has glyphs for. OSError where it can't be read."""
    data = Path(file).read_bytes()
    start = _table(data, _font(data, index), b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    records = (struct.unpack_from(">HHI", data, start + 4 + 8 * place) for place in range(count))
    tables = {start + offset for platform, encoding, offset in records if (platform, encoding) in _UNICODE}
    return frozenset().union(*(_mapped(data, table) for table in tables))


def _font(data: bytes, index: int) -> int:
    """Where the font begins: a collection lists its fonts, any other file is one."""
    return struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0


def _table(data: bytes, font: int, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, font + 4)
    records = (struct.unpack_from(">4sIII", data, font + 12 + 16 * place) for place in range(count))
    return next(int(offset) for name, _, offset, _ in records if name == tag)


def _mapped(data: bytes, table: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", data, table)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", data, table + 12)
        spans = (struct.unpack_from(">III", data, table + 16 + 12 * place) for place in range(groups))
        return {code for first, last, _ in spans for code in range(first, last + 1)}
    return _segments(data, table) if kind == 4 else set()


def _segments(data: bytes, table: int) -> set[int]:
    """Format 4: spans of code points, each with a shift or a list of its glyphs; glyph 0 is none."""
    size = struct.unpack_from(">H", data, table + 6)[0] // 2
    at = table + 14
    ends, starts, shifts, lists = (
        struct.unpack_from(f">{size}H", data, at + part * 2 * size + (2 if part else 0)) for part in range(4)
    )
    lists_at = at + 6 * size + 2
    found = set()
    for place in range(size):
        for code in range(starts[place], min(ends[place], 0xFFFE) + 1):
            glyph = code
            if lists[place]:
                (glyph,) = struct.unpack_from(
                    ">H", data, lists_at + 2 * place + lists[place] + 2 * (code - starts[place])
                )
            if glyph and (glyph + shifts[place]) % 65536:
                found.add(code)
    return found
