"""The policies: chapters, clauses and sentences as issued, or the points known of one not at hand."""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import model_validator

from kaohe.law.validity import Territory, Validity
from kaohe.messages import Text
from kaohe.packs import Model, pack_file, pack_ids, read_model, wrong


class Change(Model):
    """One line of a pack's changelog."""

    version: str
    zh: str
    en: str


class Point(Model):
    """What an instrument says, in our words: its own wording isn't at hand."""

    id: str
    zh: str
    en: str


class Clause(Model):
    """Sentences, counted from 1 after the heading; `bracket` ends the clause and names `offices` in order."""

    number: str
    heading: str = ""
    sentences: tuple[str, ...]
    bracket: str = ""
    offices: tuple[str, ...] = ()


class Chapter(Model):
    """Chapter 二 is not clause （二）. `cover`, `opening` and `closing` stand outside the numbers."""

    number: str
    heading: str = ""
    clauses: tuple[Clause, ...]


class Instrument(Model):
    """A policy: if `quoted`, `chapters` hold the exact words; if not, `points` say what is known of it."""

    format: Literal[1]
    id: str
    version: str
    name: Text
    number: str = ""
    issued_by: Text
    issued_on: date | None = None
    applies: Validity
    territory: Territory
    quoted: bool
    known_from: Text
    changes: tuple[Change, ...]
    chapters: tuple[Chapter, ...] = ()
    points: tuple[Point, ...] = ()

    @model_validator(mode="after")
    def _quoted_or_told(self) -> "Instrument":
        if self.quoted is not bool(self.chapters) or self.quoted is bool(self.points):
            raise wrong("law.quoted_or_told")
        return self

    def clause(self, chapter: str, clause: str) -> Clause | None:
        """The clause of a chapter, by both numbers."""
        found = (each for part in self.chapters if part.number == chapter for each in part.clauses)
        return next((each for each in found if each.number == clause), None)

    def point(self, point: str) -> Point | None:
        """A point by its id."""
        return next((each for each in self.points if each.id == point), None)


def instrument_ids() -> tuple[str, ...]:
    """Ids of the policies that come with the product."""
    return pack_ids("policies")


@cache
def instrument(code: str) -> Instrument:
    """A shipped policy by id, read once."""
    file = pack_file("policies", f"{code}.yaml")
    return read_model(Instrument, file.read_text(encoding="utf-8"), file.name)[0]
