"""The fields that texts of letters may name: `data/letters/fields.yaml`, once for all templates."""

from functools import cache
from typing import Literal

from pydantic import model_validator

from kaohe.messages import Text
from kaohe.packs import Model, pack_file, read_model, wrong

FieldKind = Literal["text", "date", "number", "lines", "table"]
Source = Literal["case", "finding", "office", "asked"]


class Words(Model):
    """The same words in both languages."""

    zh: str
    en: str

    @property
    def text(self) -> Text:
        """As the catalogue takes it."""
        return Text(self.zh, self.en)


class Column(Words):
    """A column of a table: its name in texts, its head on paper (`zh`), how wide it is beside the others.

    A column of kind `order` counts the rows; no value is given for it.
    """

    name: str
    kind: Literal["text", "date", "number", "order"] = "text"
    width: int = 1


class Field(Words):
    """What a text may name in braces: what it is called, of which kind, where its value comes from."""

    kind: FieldKind
    source: Source
    hint: Words | None = None
    columns: tuple[Column, ...] = ()
    example: str | int | float | tuple[str, ...] | tuple[dict[str, str | int | float], ...]

    @model_validator(mode="after")
    def _columns_where_a_table(self) -> "Field":
        if bool(self.columns) != (self.kind == "table"):
            raise wrong("letters.columns_and_table")
        return self


class FieldList(Model):
    """`data/letters/fields.yaml`: every field that texts may use."""

    format: Literal[1]
    fields: dict[str, Field]


@cache
def letter_fields() -> dict[str, Field]:
    """Every field that texts of letters may use, by name."""
    file = pack_file("letters", "fields.yaml")
    return dict(read_model(FieldList, file.read_text(encoding="utf-8"), file.name)[0].fields)
