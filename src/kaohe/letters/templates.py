"""Templates of official documents as data: `data/letters/kinds/<kind>.yaml`, with fields from `fields.yaml`.

A text holds fields in braces and nothing else that means anything: `{zone}`. In a body, a line that is a
table's field alone becomes the table, a line that is a field of lines becomes its lines, a line that begins
with `{each NAME}` is repeated for every row of the table NAME, whose columns are its fields there; a line
that names an optional field without a value is left out. In a title, `|` is where its lines may part.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from pydantic import model_validator

from kaohe.law import Citation
from kaohe.letters.content import Openness, Style, Urgency
from kaohe.letters.fields import Field, Words, letter_fields
from kaohe.messages import Place, Problem, Refused
from kaohe.packs import Lines, Model, pack_file, pack_ids, read_model, wrong

Genre = Literal["函", "请示", "报告", "通知", "通报", "方案", "意见", "纪要"]

_KINDS = "letters/kinds"
_FIELD = re.compile(r"\{([a-z_]+)\}")
_EACH = re.compile(r"\{each ([a-z_]+)\} ?(.*)")
_ASKS = re.compile("请批示|请批准|请审批|妥否|当否")
_TEXTS = (
    "mark",
    "title",
    "addressee",
    "body",
    "issuers",
    "signer",
    "contact_note",
    "attachments",
    "copies",
    "printed_by",
)
_LAST_WORDS = "妥否，请批示。"


class TemplateChange(Words):
    """What a version of a template changed."""

    version: str


class Template(Model):
    """The text of one kind of document. `required` and `optional` are the fields that it uses.

    `cites` is the sentence that such a document usually rests on: samples show it, letters get theirs from
    the finding.
    """

    format: Literal[1]
    id: str
    version: str
    released: str
    name: Words
    genre: Genre
    style: Style
    direction: Literal["up", "down", "level"]
    written_by: Literal["department", "provincial_government", "city_government", "committee"]
    cites: Citation | None = None
    changes: tuple[TemplateChange, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    examples: dict[str, str | int] = {}
    mark: str
    title: str
    addressee: str | None = None
    body: str
    issuers: str
    signer: str | None = None
    contact_note: str | None = None
    attachments: str | None = None
    copies: str | None = None
    printed_by: str | None = None
    secrecy: str | None = None
    urgency: Urgency | None = None
    openness: Openness | None = None

    @model_validator(mode="after")
    def _as_its_genre_has_it(self) -> "Template":
        if (self.genre == "函") != (self.style == "letter") or (self.genre == "纪要") != (
            self.style == "minutes"
        ):
            raise wrong("letters.style_of_genre", genre=self.genre, style=self.style)
        if (self.signer is not None) != (self.direction == "up"):
            raise wrong("letters.signer_upward_only")
        if self.genre == "请示" and (
            self.direction != "up" or not self.contact_note or not self._asks_last()
        ):
            raise wrong("letters.request_form", last=_LAST_WORDS)
        if self.genre == "报告" and (found := _ASKS.search(self.body)):
            raise wrong("letters.report_asks", found=found[0])
        return self

    def _asks_last(self) -> bool:
        return self.body.rstrip().endswith(_LAST_WORDS)

    @property
    def texts(self) -> dict[str, str]:
        """Every text of the template that may name fields, by its key."""
        return {name: text for name in _TEXTS if (text := getattr(self, name)) is not None}

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that the template uses, in its order."""
        return {name: letter_fields()[name] for name in (*self.required, *self.optional)}

    def used(self) -> Iterator[str]:
        """The names of fields in its texts; inside a repeated line, the table's, not its columns'."""
        for line in (line for text in self.texts.values() for line in text.split("\n")):
            each = _EACH.fullmatch(line.strip())
            columns = self._columns(each[1]) if each else ()
            yield from [each[1]] if each else []
            yield from (name for name in _FIELD.findall(line) if name not in columns)

    def _columns(self, table: str) -> tuple[str, ...]:
        field = letter_fields().get(table)
        return tuple(column.name for column in field.columns) if field else ()


def letter_kinds() -> tuple[str, ...]:
    """The kinds of documents that come with the product."""
    return pack_ids(_KINDS)


@cache
def letter_template(kind: str) -> Template:
    """A shipped template, read once. Raises `Refused` for a kind that isn't there."""
    if kind not in letter_kinds():
        raise Refused.because("letters.no_kind", found=kind, known=", ".join(letter_kinds()))
    file = pack_file(_KINDS, f"{kind}.yaml")
    return read_template(file.read_text(encoding="utf-8"), file.name)


def read_template(text: str, file: str) -> Template:
    """Read a template and check that it uses the fields it declares, and these alone. May be `Refused`."""
    template, lines = read_model(Template, text, file)
    place = Place(file, line=lines.get(("cites",)))
    cited = template.cites.problems(place) if template.cites else []
    problems = [*cited, *_unknown(template, file, lines), *_unbalanced(template, file, lines)]
    if problems:
        raise Refused(problems)
    return template


def _unknown(template: Template, file: str, lines: Lines) -> Iterator[Problem]:
    declared, used = (*template.required, *template.optional), list(template.used())
    for key in ("required", "optional"):
        place = Place(file, line=lines.get((key,)))
        names = getattr(template, key)
        yield from (_no_field(name, letter_fields(), place) for name in names if name not in letter_fields())
        yield from (Problem("letters.unused", {"name": name}, place) for name in names if name not in used)
    place = Place(file, line=lines.get(("required",)))
    yield from (_no_field(name, declared, place) for name in dict.fromkeys(used) if name not in declared)


def _unbalanced(template: Template, file: str, lines: Lines) -> Iterator[Problem]:
    """A brace that is no field's would be printed as it stands."""
    for key, text in template.texts.items():
        left = _FIELD.sub("", re.sub(r"\{each [a-z_]+\}", "", text))
        if "{" in left or "}" in left:
            yield Problem("letters.stray_brace", {"key": key}, Place(file, line=lines.get((key,))))


def _no_field(found: str, known: Iterable[str], place: Place) -> Problem:
    return Problem("letters.no_field", {"found": found, "known": ", ".join(known)}, place)
