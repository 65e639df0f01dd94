"""A template and values become a letter. Values are text on paper: nothing in them is interpreted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from kaohe.letters.content import Attendance, Block, Heading, Letter, Paragraph, Table
from kaohe.letters.plain_text import parse_body
from kaohe.letters.templates import Template
from kaohe.letters.values import Row, Simple, Values, shown, wrong_values
from kaohe.letters.wording import balanced
from kaohe.messages import Refused

_FIELD = re.compile(r"\{([a-z_]+)\}")
_EACH = re.compile(r"\{each ([a-z_]+)\} ?(.*)")


def fill(template: Template, values: Values) -> Letter:
    """A draft of the document, without number and date.

    Raises `Refused` for an unknown field, a missing one, a value of another kind, and where a request would
    have several addressees.
    """
    if problems := list(wrong_values(template, values)):
        raise Refused(problems)
    filler = _Filler(template, values)
    return Letter(
        style=template.style,
        mark=filler.text(template.mark),
        title="\n".join(balanced([filler.text(part) for part in template.title.split("|")])),
        addressee=filler.addressee(),
        body=tuple(filler.body()),
        issuers=filler.lines(template.issuers),
        signer=filler.optional(template.signer),
        contact_note=filler.optional(template.contact_note),
        attachments=filler.lines(template.attachments),
        copies=filler.lines(template.copies),
        printed_by=filler.optional(template.printed_by),
        secrecy=template.secrecy,
        urgency=template.urgency,
        openness=template.openness,
    )


class _Filler:
    def __init__(self, template: Template, values: Values):
        self.template = template
        self.values = values

    def text(self, text: str, row: Mapping[str, str] | None = None) -> str:
        """The text with its fields filled; several lines in a sentence are parted by 、."""
        return _FIELD.sub(lambda found: (row or {}).get(found[1]) or self._said(found[1]), text)

    def optional(self, text: str | None) -> str | None:
        return self.text(text) if text is not None and self._is_given(text) else None

    def lines(self, text: str | None) -> tuple[str, ...]:
        """The lines of a text; a field of lines that stands alone gives one for each of its own."""
        return tuple(said for line in (text or "").split("\n") for said in self._said_lines(line.strip()))

    def addressee(self) -> str | None:
        said = self.optional(self.template.addressee)
        if self.template.genre == "请示" and said is not None and re.search("[，、,；;]", said):
            raise Refused.because("letters.one_addressee", found=said)
        return said

    def body(self) -> Iterator[Block]:
        for line in filter(None, map(str.strip, self.template.body.split("\n"))):
            alone = _FIELD.fullmatch(line)
            if each := _EACH.fullmatch(line):
                yield from self._repeated(each[1], each[2])
            elif not self._is_given(line):
                continue
            elif alone and self.template.fields[alone[1]].kind == "table":
                yield self._table(alone[1])
            elif alone and self.template.fields[alone[1]].kind == "lines":
                yield from map(Paragraph, self.lines(line))
            else:
                yield self._block(line)

    def _block(self, line: str, row: Mapping[str, str] | None = None) -> Block:
        """What the template's line is, it stays, whatever its values begin with."""
        (block,) = parse_body(line)
        match block:
            case Paragraph() | Heading():
                return replace(block, text=self.text(block.text, row))
            case Attendance():
                return replace(block, people=self.text(block.people, row))
            case Table():
                return block
            case _:
                assert_never(block)

    def _repeated(self, table: str, line: str) -> Iterator[Block]:
        yield from (self._block(line, row) for row in self._rows(table))

    def _table(self, name: str) -> Table:
        columns = self.template.fields[name].columns
        rows = tuple(tuple(row.values()) for row in self._rows(name))
        return Table(tuple(each.zh for each in columns), rows, tuple(each.width for each in columns))

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        """The rows of a table as they stand on paper, cells in the order of its columns."""
        columns = self.template.fields[name].columns
        for number, row in enumerate(self._parts(name), 1):
            if isinstance(row, Mapping):
                yield {
                    each.name: shown(number if each.kind == "order" else row[each.name]) for each in columns
                }

    def _said_lines(self, line: str) -> tuple[str, ...]:
        alone = _FIELD.fullmatch(line)
        if not line or not self._is_given(line):
            return ()
        parts = self._parts(alone[1]) if alone else ()
        return tuple(map(str, parts)) or (self.text(line),)

    def _said(self, name: str) -> str:
        value = self.values[name]
        return shown(value) if isinstance(value, Simple) else "、".join(map(str, value))

    def _parts(self, name: str) -> Sequence[str | Row]:
        """The lines or rows of a field; nothing where it is optional and not given, or has one value."""
        value = self.values.get(name, ())
        return () if isinstance(value, Simple) else value

    def _is_given(self, text: str) -> bool:
        return all(name in self.values for name in _FIELD.findall(text))
