"""What an official document says, before it has any shape: head, title, body, signature, foot.

Its parts are those of GB/T 9704-2012; nothing here knows of pages or fonts.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from kaohe.messages import Refused

Style = Literal["document", "letter", "minutes"]
"""公文格式, 信函格式, 纪要格式."""
Urgency = Literal["特急", "加急"]
Openness = Literal["主动公开", "依申请公开", "不公开"]

STRICT = ConfigDict(extra="forbid")
"""Where a letter is read from a record, nothing in it is passed over."""
ROLES = ("主持", "出席", "列席", "请假", "记录")
"""What people are at a meeting, as minutes list them."""
_NUMBERED = (
    re.compile(r"[一二三四五六七八九十百]+、"),
    re.compile(r"（[一二三四五六七八九十百]+）"),
    re.compile(r"\d{1,3}[.．](?!\d)"),
    re.compile(r"（\d{1,3}）"),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NUMBER = re.compile(r"[\u4e00-\u9fff]+〔[12]\d{3}〕[1-9]\d*号")
_SECRECY = re.compile(r"(秘密|机密|绝密)(★(\d{1,2}(年|个月)|长期))?")


def heading_level(text: str) -> int | None:
    """1 to 4 for a text that begins with 一、 （一） 1. （1）, else None."""
    matching = (level for level, pattern in enumerate(_NUMBERED, 1) if pattern.match(text))
    return next(matching, None)


def document_number(mark: str, year: int, sequence: int) -> str:
    """`粤商务函〔2016〕12号`: the full year in 〔〕, no 第, no leading zero. `Refused` for anything else."""
    number = f"{mark}〔{year}〕{sequence}号"
    check_number(number)
    return number


def check_number(number: str) -> None:
    """Raises `Refused` for what isn't written like 粤商务函〔2016〕12号."""
    if not _NUMBER.fullmatch(number):
        raise Refused.because("letters.bad_number", found=number)


def check_line(text: str) -> None:
    """Raises `Refused` unless `text` is one line with something on it and no blanks around it."""
    if not text or text != text.strip() or _CONTROL.search(text):
        raise Refused.because("letters.not_one_line", found=repr(text)[:80])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str
    kind: Literal["paragraph"] = "paragraph"

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        check_line(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number (一、 （一） 1. （1）), and what may follow it after a full stop."""

    text: str
    kind: Literal["heading"] = "heading"

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        check_line(self.text)
        if heading_level(self.text) is None:
            raise Refused.because("letters.heading_without_number", found=self.text[:80])

    @property
    def level(self) -> int:
        """1 to 4."""
        return heading_level(self.text) or 4

    @property
    def runs(self) -> tuple[str, str]:
        """What is set in the heading's face, and the sentences after it on the same line."""
        first, stop, rest = self.text.partition("。")
        return (first + stop, rest) if rest else (self.text, "")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there (出席), was excused (请假), kept the record (记录)."""

    role: str
    people: str
    kind: Literal["attendance"] = "attendance"

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        check_line(self.people)
        if self.role not in ROLES:
            raise Refused.because("letters.unknown_role", found=self.role, allowed="、".join(ROLES))


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `widths` are relative. The head is repeated on every page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: Literal["table"] = "table"

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        for row in (self.head, *self.rows):
            if not row or len(row) != len(self.widths):
                raise Refused.because("letters.ragged_table", found=len(row), wanted=len(self.widths))
            for cell in filter(None, row):
                check_line(cell)
        if min(self.widths) < 1:
            raise Refused.because("letters.column_too_narrow", found=min(self.widths))


Block = Annotated[Paragraph | Heading | Attendance | Table, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A whole document. `number` and `dated` are None in a draft: their places stay blank.

    `title` may hold line breaks, which are kept. `issuers` are several where it is issued jointly. May be
    `Refused`: a number that is none, a secret that is open to everyone, minutes with an addressee.
    """

    style: Style
    mark: str
    title: str
    body: tuple[Block, ...]
    issuers: tuple[str, ...]
    addressee: str | None = None
    number: str | None = None
    secrecy: str | None = None
    urgency: Urgency | None = None
    openness: Openness | None = None
    signer: str | None = None
    attachments: tuple[str, ...] = ()
    dated: date | None = None
    contact_note: str | None = None
    copies: tuple[str, ...] = ()
    printed_by: str | None = None
    printed_on: date | None = None
    format: Literal[1] = field(default=1)

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        single = (self.addressee, self.secrecy, self.signer, self.contact_note, self.printed_by)
        lines = (self.mark, *self.title.split("\n"), *self.issuers, *self.attachments, *self.copies)
        for text in (*lines, *filter(None, single)):
            check_line(text)
        if self.number is not None:
            check_number(self.number)
        if self.secrecy is not None and not _SECRECY.fullmatch(self.secrecy):
            raise Refused.because("letters.bad_secrecy", found=self.secrecy)
        if self.secrecy is not None and self.openness == "主动公开":
            raise Refused.because("letters.secret_and_open", secrecy=self.secrecy)
        if not self.issuers:
            raise Refused.because("letters.nobody_issues")
        if self.style == "minutes" and self.addressee is not None:
            raise Refused.because("letters.minutes_have_no_addressee", found=self.addressee)
