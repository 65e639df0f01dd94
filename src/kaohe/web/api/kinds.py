"""What parameters and answers of several operations are made of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Literal, TypeVar

from django.utils.timezone import localtime
from ninja import Schema
from ninja.params.functions import Path as InPath
from pydantic import Field, PlainSerializer, WithJsonSchema

from kaohe.messages import Lang, Problem
from kaohe.messages import Text as Said

LARGEST = 2**53 - 1
"""The largest key that every reader of JSON reads exactly."""

_Row = TypeVar("_Row")
_Key = TypeVar("_Key")

Instant = Annotated[
    datetime,
    PlainSerializer(lambda at: localtime(at).isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""ISO 8601 with the offset of China."""

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]
NO_NUL = r"^[^\x00]*$"
Plain = Annotated[str, Field(max_length=200, pattern=NO_NUL)]
ZoneCode = Annotated[Plain, InPath(description="web_api.param_zone")]
RoundCode = Annotated[Plain, InPath(description="web_api.param_round")]
_Number = Annotated[int, Field(ge=1, le=LARGEST)]
ReportKey = Annotated[_Number, InPath(description="web_api.param_report")]
VersionNumber = Annotated[_Number, InPath(description="web_api.param_version")]
SnapshotNumber = Annotated[_Number, InPath(description="web_api.param_snapshot")]


class Words(Schema):
    """The same in Chinese and English; `en` is "" where nobody has translated a name."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Said) -> "Words":
        return cls(zh=text.zh, en=text.en)


class Why(Schema):
    """A reason: its code, and its words in the language of the answer."""

    code: str
    words: str

    @classmethod
    def of(cls, problem: Problem, lang: Lang) -> "Why":
        return cls(code=problem.code, words=problem.words(lang))


class Paging(Schema):
    """Lists grow by their keys, so that what was read stays where it was."""

    limit: int = Field(100, ge=1, le=500, description="web_api.param_limit")


class ByKey(Paging):
    after: int = Field(0, ge=0, le=LARGEST, description="web_api.param_after")


class ByCode(Paging):
    after: Plain = Field("", description="web_api.param_after")


Stage = Literal["reporting", "city", "province", "accepted"]


def cut(rows: Sequence[_Row], limit: int, key: Callable[[_Row], _Key]) -> tuple[Sequence[_Row], _Key | None]:
    """The first `limit` rows, and the key to go on after; None where there are no more."""
    shown = rows[:limit]
    return shown, key(shown[-1]) if len(rows) > limit else None


def names_of(people: Mapping[str, str]) -> dict[str, str]:
    """Who is responsible, by what for; their telephone numbers are for the office alone."""
    return {who: name for who, name in people.items() if not who.endswith("_phone")}
