"""Official documents: templates and values become letters, letters become docx and PDF.

A letter says what stands on paper; its shape is that of GB/T 9704-2012 as far as tests measure it. The room
knows the law that it cites, and neither standings nor cases: whoever writes brings the values.
"""

from kaohe.letters.batch import render_many
from kaohe.letters.content import (
    Attendance,
    Block,
    Heading,
    Letter,
    Openness,
    Paragraph,
    Style,
    Table,
    Urgency,
    document_number,
)
from kaohe.letters.fields import Column, Field
from kaohe.letters.filling import fill
from kaohe.letters.fonts import Faces, Profile, faces
from kaohe.letters.glyphs import check_characters
from kaohe.letters.plain_text import body_text, edited, parse_body
from kaohe.letters.records import content_hash, letter_data, letter_from
from kaohe.letters.rendering import Rendered, render
from kaohe.letters.templates import Template, letter_kinds, letter_template, read_template
from kaohe.letters.values import Value, Values, read_values, sample_values, with_days

__all__ = [
    "Attendance",
    "Block",
    "Column",
    "Faces",
    "Field",
    "Heading",
    "Letter",
    "Openness",
    "Paragraph",
    "Profile",
    "Rendered",
    "Style",
    "Table",
    "Template",
    "Urgency",
    "Value",
    "Values",
    "body_text",
    "check_characters",
    "content_hash",
    "document_number",
    "edited",
    "faces",
    "fill",
    "letter_data",
    "letter_from",
    "letter_kinds",
    "letter_template",
    "parse_body",
    "read_template",
    "read_values",
    "render",
    "render_many",
    "sample_values",
    "with_days",
]
