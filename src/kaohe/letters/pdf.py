"""A letter as PDF. The layout is a constant program; the letter reaches it as data and never as code."""

import json
from functools import cache
from importlib import resources
from typing import Any, assert_never

import typst

from kaohe.letters.content import Attendance, Block, Heading, Letter, Paragraph, Table
from kaohe.letters.fonts import FACES, Faces, heading_face, library
from kaohe.letters.wording import (
    day_words,
    kept_at_end,
    long_columns,
    mark_lines,
    title_lines,
    whole_rows,
)

_FIXED = 0
"""Seconds since 1970 written as the time of making, so that the same letter gives the same bytes."""


def pdf(letter: Letter, faces: Faces) -> bytes:
    """The letter's pages. Characters are not checked here: see `check_characters`."""
    inputs = {
        "letter": json.dumps(_data(letter), ensure_ascii=False),
        "faces": json.dumps({face: _stack(faces, face) for face in FACES}, ensure_ascii=False),
    }
    made = _compiler(faces.folders, faces.system).compile(
        _layout(), format="pdf", sys_inputs=inputs, timestamp=_FIXED
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _layout() -> bytes:
    return resources.files("kaohe.letters").joinpath("layout.typ").read_bytes()


@cache
def _compiler(folders: tuple[str, ...], system: bool) -> typst.Compiler:
    return typst.Compiler(font_paths=library(folders, system), ignore_system_fonts=not system)


def _stack(faces: Faces, face: Any) -> dict[str, Any]:
    fonts = faces.fonts[face]
    return {"families": [font.family for font in fonts], "weight": fonts[0].weight}


def _data(letter: Letter) -> dict[str, Any]:
    """What the layout sets: the letter with its words for dates and blanks, its lines and its runs."""
    names, word = mark_lines(letter)
    return {
        "style": letter.style,
        "mark": names,
        "mark_word": word,
        "marks": [mark for mark in (letter.secrecy, letter.urgency) if mark],
        "number": letter.number or "\u3000",
        "signer": letter.signer,
        "title": title_lines(letter.title),
        "addressee": letter.addressee,
        "body": [_block(block) for block in letter.body],
        "kept": kept_at_end(letter),
        "attachments": letter.attachments,
        "issuers": letter.issuers,
        "date": day_words(letter.dated),
        "contact_note": letter.contact_note,
        "openness": letter.openness,
        "copies": letter.copies,
        "printed_by": letter.printed_by,
        "printed_on": day_words(letter.printed_on),
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "text", "runs": [{"face": "body", "text": block.text}]}
        case Heading():
            parts = zip((heading_face(block.level), "body"), block.runs, strict=True)
            return {"kind": "text", "runs": [{"face": face, "text": text} for face, text in parts if text]}
        case Attendance():
            return {"kind": "attendance", "role": block.role, "people": block.people}
        case Table():
            return {
                "kind": "table",
                "head": block.head,
                "rows": block.rows,
                "widths": block.widths,
                "long": long_columns(block),
                "whole": whole_rows(block),
            }
        case _:
            assert_never(block)
