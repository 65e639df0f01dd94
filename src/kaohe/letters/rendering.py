"""A letter rendered: docx and PDF, what stood for each face, and the hash of what it says."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.letters.content import Letter
from kaohe.letters.fonts import Faces
from kaohe.letters.glyphs import check_characters
from kaohe.letters.pdf import pdf
from kaohe.letters.records import content_hash
from kaohe.letters.word import docx


@dataclass(frozen=True, slots=True)
class Rendered:
    """Both files of a letter. The same letter and the same fonts give the same bytes."""

    docx: bytes
    pdf: bytes
    faces: Mapping[str, str]
    sha256: str


def render(letter: Letter, faces: Faces) -> Rendered:
    """Both files. Raises `Refused` for a character that no permitted font has."""
    check_characters(letter, faces)
    return Rendered(docx(letter, faces), pdf(letter, faces), faces.used, content_hash(letter))
