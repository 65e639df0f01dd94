"""A cell of a report: what its last version says, last year, what reviewers said, why it is locked."""

from dataclasses import replace
from typing import Literal

from ninja import Schema
from pydantic import Field

from kaohe.messages import Lang
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.accounts.roles import Role
from kaohe.office.reporting.models import Decision, Evidence, Figure, Report
from kaohe.office.reporting.queries.cells import Cell
from kaohe.office.reporting.queries.review_privacy import is_small, withheld
from kaohe.schemes.model import Item
from kaohe.web.api.kinds import Instant, Why, Words

Missing = Literal["not_handed_in", "not_reported", "not_known", "withheld"]


class Value(Schema):
    """A number in the item's unit; null has its reason in `missing`."""

    value: float | None
    missing: Missing | None = Field(description="web_api.field_missing")


class FigureAnswer(Value):
    """A figure as a version says it; `note` is what the office wrote, such as why there is none."""

    note: str
    version: int | None


class ReplyAnswer(Schema):
    text: str
    by: str
    at: Instant


class DecisionAnswer(Schema):
    """The last word of a level on the present figure; `value` is what a department holds to be right."""

    level: str
    outcome: str
    reason: str
    value: float | None
    by: str
    at: Instant
    replies: list[ReplyAnswer]


class EvidenceAnswer(Schema):
    name: str
    sha256: str
    size: int
    by: str
    at: Instant


class CellAnswer(Schema):
    """`lock` says why the cell can't be changed; `wanted` whether an answer is asked for."""

    item: str
    name: Words
    unit: str
    kind: str
    figure: FigureAnswer
    last_year: Value
    decisions: list[DecisionAnswer]
    wanted: bool
    disputed: bool
    reopened_until: Instant | None
    lock: Why | None
    evidence: list[EvidenceAnswer]


def sees_small(actor: Actor, report: Report) -> bool:
    """Whether counts so small that they could show a single firm are shown: not to outside reviewers."""
    posts = tuple(post for post in actor.posts if post.role is not Role.OUTSIDE_REVIEWER)
    return may(replace(actor, posts=posts), "reporting.read", report.concern)


def cell_answer(cell: Cell, full: bool, lang: Lang) -> CellAnswer:
    item, last = cell.item, cell.last_year
    value = cell.figure.value if cell.figure else None
    comparable = full or not withheld(item, value, last)
    return CellAnswer(
        item=cell.code,
        name=Words.of(item.name),
        unit=item.unit,
        kind=item.kind,
        figure=figure_answer(cell.figure, item, full),
        last_year=_value(last, item, full, "not_known"),
        decisions=[_decision(each, cell, full) for each in cell.decisions.values()],
        wanted=bool(cell.wanted),
        disputed=cell.disputed is not None,
        reopened_until=cell.reopened.until if cell.reopened else None,
        lock=Why.of(cell.lock, lang) if cell.lock else None,
        evidence=[_evidence(each) for each in cell.evidence] if comparable else [],
    )


def figure_answer(figure: Figure | None, item: Item, full: bool) -> FigureAnswer:
    """What a version says; None: the item wasn't handed in yet."""
    shown = _value(
        figure.value if figure else None, item, full, "not_reported" if figure else "not_handed_in"
    )
    return FigureAnswer(
        value=shown.value,
        missing=shown.missing,
        note=figure.note if figure else "",
        version=figure.version if figure else None,
    )


def _value(value: float | None, item: Item, full: bool, otherwise: Missing) -> Value:
    if value is None:
        return Value(value=None, missing=otherwise)
    if not full and is_small(value, item):
        return Value(value=None, missing="withheld")
    return Value(value=value, missing=None)


def _decision(each: Decision, cell: Cell, full: bool) -> DecisionAnswer:
    hidden = not full and is_small(each.value, cell.item)
    return DecisionAnswer(
        level=each.level,
        outcome=each.outcome,
        reason=each.reason,
        value=None if hidden else each.value,
        by=each.by,
        at=each.at,
        replies=[
            ReplyAnswer(text=reply.text, by=reply.by, at=reply.at) for reply in cell.replies.get(each.pk, ())
        ],
    )


def _evidence(each: Evidence) -> EvidenceAnswer:
    return EvidenceAnswer(
        name=each.name, sha256=each.file.sha256, size=each.file.size, by=each.by, at=each.at
    )
