"""Verifies an exported journal alone: needs Python 3 and nothing else; copy this file out and read it.

    python verify_journal.py journal.jsonl [head.json ...]

Each line of the export is an entry. An entry without its last member `hash` is what was hashed, byte for
byte: SHA-256 of it is `hash`, and `previous` is the hash of the entry before it. The last line is the head.
Heads that were exported on other days must be found in it.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HASH_MEMBER = len(',"hash":""}') + 64


def verify(lines: Iterable[bytes], heads: dict[int, str]) -> Iterator[str]:
    """Yields what is wrong, in words. `lines`: the export as bytes; `heads`: hashes by position."""
    position, previous = 0, "0" * 64
    head: dict[str, object] = {}
    for number, line in enumerate(map(bytes.rstrip, lines), start=1):
        told = json.loads(line)
        if head:
            yield f"line {number}: stands after the head"
        if "head" in told:
            head = told["head"]
            continue
        if hashlib.sha256(line[:-HASH_MEMBER] + b"}").hexdigest() != told["hash"]:
            yield f"line {number}: entry {told['position']} was altered"
        if told["position"] != position + 1:
            yield f"line {number}: entry {told['position']} stands where entry {position + 1} should"
        if told["previous"] != previous:
            yield f"line {number}: entry {told['position']} doesn't follow from the entry before it"
        position, previous = told["position"], told["hash"]
        if heads.pop(position, previous) != previous:
            yield f"line {number}: entry {position} is not the one that its exported head names"
    if head != {"position": position, "hash": previous}:
        yield f"the head at the end is not that of entry {position}"
    for missing in heads:
        yield f"entry {missing}, named by an exported head, is missing"


def main(journal: str, *files: str) -> int:
    """Prints what is wrong; exit code 1 where anything is."""
    heads = {}
    for file in files:
        head = json.loads(Path(file).read_text(encoding="utf-8"))
        if head["position"]:  # else it was exported before the first entry
            heads[head["position"]] = head["hash"]
    with Path(journal).open("rb") as lines:
        wrong = list(verify(lines, heads))
    print("\n".join(wrong) or "the journal is whole: every entry follows from the one before it")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
