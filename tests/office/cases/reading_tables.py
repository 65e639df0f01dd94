"""The tables beside: for each kind its steps, where they begin and lead, and which role may take them.

e: whatever the office; l: in the office that leads; a: in the office that has to answer; -: not.
"""

from dataclasses import dataclass
from pathlib import Path

from kaohe.office.accounts.roles import Role

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Row:
    step: str
    target: str
    sources: tuple[str, ...]
    letters: dict[Role, str]


def rows(kind):
    head, *lines = (TABLES / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    roles = dict(zip(head.split()[2:-1], Role, strict=True))
    found = []
    for line in lines:
        step, target, *rest = line.split()
        letters = dict(zip(roles.values(), rest, strict=False))
        found.append(Row(step, target, tuple(rest[len(roles) :]), letters))
    return found


KINDS = sorted(file.stem for file in TABLES.glob("*.txt"))
