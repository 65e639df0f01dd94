"""Typing into cells. Page, paste and spreadsheet all come through `save_cells`."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from kaohe.messages import Place, Problem, Text
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.holding import hold
from kaohe.office.reporting.actions.texts import LONGEST, keepable
from kaohe.office.reporting.models import Draft, Report
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import State, state_of
from kaohe.schemes.model import Item
from kaohe.workbooks.cells import Unread, reader_for

MOST_TYPED = 80
"""Characters of a cell."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a cell (None: left as it is), the note likewise, and the revision that was seen."""

    item: str
    typed: str | None
    note: str | None
    seen: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved the cell since: what stands there now."""

    item: str
    revision: int
    typed: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The new revision of every cell saved; the cells that are newer, and what is wrong with others."""

    revisions: dict[str, int] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()


def save_cells(*, actor: Actor, report: Report, cells: Sequence[Typed], key: str) -> Saved:
    """Save what can be saved; tell of every cell that can't: newer, locked, unknown, no number.

    Cells are independent of each other; those saved stand in one transaction with their journal entry.
    A repeated `key` gives the outcome of the first time.
    """
    require(actor, "reporting.fill", report.concern)
    outcome = once(actor.who, key, lambda: _packed(_save(actor, report, cells)))
    return _unpacked(outcome)


def _save(actor: Actor, report: Report, cells: Sequence[Typed]) -> Saved:
    # whoever saves, submits or reviews holds this row until done: nothing is saved under their hands
    held = hold(report)
    items = asked_of(held)
    state = state_of(held, items.keys() & {cell.item for cell in cells})
    revisions, conflicts, problems = {}, [], []
    before: dict[str, list[str] | None] = {}
    written: dict[str, Draft] = {}
    for cell in cells:
        value = _readable(cell, items.get(cell.item), state, actor)
        if isinstance(value, Problem):
            problems.append(value)
            continue
        draft = written.get(cell.item) or state.drafts.get(cell.item)
        new = _written(actor, held, cell, value, draft)
        if new is None:
            conflicts.append(_conflict(cell.item, draft))
            continue
        revisions[cell.item] = new.revision
        if new.revision > (draft.revision if draft else 0):
            before.setdefault(cell.item, None if draft is None else [draft.typed, draft.note])
            written[cell.item] = new
    if written:
        _keep(written.values())
        after = {item: [draft.typed, draft.note] for item, draft in written.items()}
        record(actor.who, "reporting.save_cells", held, before=before, after=after)
    return Saved(revisions, tuple(conflicts), tuple(problems))


def _readable(cell: Typed, item: Item | None, state: State, actor: Actor) -> float | Problem | None:
    """The value of what was typed (NaN: not reported; None: nothing typed), or why it isn't one."""
    if item is None:
        found = ascii(cell.item)[1:-1]  # whatever it is, the receipt must be able to keep it
        return Problem("reporting.item_unknown", {"found": found}, Place(path=found))
    place = Place(path=cell.item)
    wrong = state.lock(cell.item, actor.at) or _unkept(cell, item)
    if wrong is not None:
        return replace(wrong, place=place)
    if cell.typed is None:
        return None
    value = reader_for(item)(cell.typed)
    if isinstance(value, Unread):
        return Problem(value.code, {"name": item.name, "found": cell.typed, **value.params}, place)
    return value


def _unkept(cell: Typed, item: Item) -> Problem | None:
    """Why the texts of a cell can't be kept as they are."""
    if not keepable(f"{cell.typed or ''}{cell.note or ''}"):
        return Problem("reporting.not_keepable", {"name": item.name})
    if len(cell.typed or "") > MOST_TYPED or len(cell.note or "") > LONGEST:
        return Problem("reporting.too_long", {"name": item.name, "cell": MOST_TYPED, "note": LONGEST})
    return None


def _written(
    actor: Actor, report: Report, cell: Typed, value: float | None, draft: Draft | None
) -> Draft | None:
    """The draft with what was typed, itself where that changes nothing; None where it is newer than seen."""
    old = draft or Draft(report=report, item=cell.item, revision=0)
    typed = old.typed if cell.typed is None else cell.typed.strip()
    note = old.note if cell.note is None else cell.note.strip()
    if (typed, note) == (old.typed, old.note):  # also where somebody else has typed just that since
        return old
    if old.revision != cell.seen:
        return None
    return Draft(
        report=report,
        item=cell.item,
        typed=typed,
        note=note,
        value=old.value if value is None else _or_none(value),
        revision=old.revision + 1,
        by=actor.name,
        at=actor.at,
    )


def _keep(drafts: Iterable[Draft]) -> None:
    """Drafts new and known in one statement; the report is held, so nobody writes between."""
    Draft.objects.bulk_create(
        drafts,
        update_conflicts=True,
        unique_fields=["report", "item"],
        update_fields=["typed", "note", "value", "revision", "by", "at"],
    )


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _conflict(item: str, now: Draft | None) -> Conflict:
    if now is None:
        return Conflict(item, 0, "", "", "")
    return Conflict(item, now.revision, now.typed, now.note, now.by)


def _packed(saved: Saved) -> dict[str, Any]:
    """As a receipt keeps it."""
    conflicts = [[each.item, each.revision, each.typed, each.note, each.by] for each in saved.conflicts]
    problems = [[each.code, _plain(each.params), each.place.path] for each in saved.problems]
    return {"revisions": saved.revisions, "conflicts": conflicts, "problems": problems}


def _unpacked(outcome: dict[str, Any]) -> Saved:
    problems = tuple(
        Problem(code, {name: _said(value) for name, value in params.items()}, Place(path=path))
        for code, params, path in outcome["problems"]
    )
    return Saved(outcome["revisions"], tuple(Conflict(*each) for each in outcome["conflicts"]), problems)


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: asdict(value) if isinstance(value, Text) else value for name, value in params.items()}


def _said(value: Any) -> Any:
    return Text(**value) if isinstance(value, dict) else value
