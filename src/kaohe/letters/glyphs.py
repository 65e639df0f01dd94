"""Whether every character of a letter has a glyph in the face that it is set in."""

from collections.abc import Iterator

from kaohe.letters.content import Attendance, Heading, Letter, Paragraph, Table
from kaohe.letters.coverage import characters
from kaohe.letters.fonts import FaceName, Faces, heading_face
from kaohe.letters.wording import day_words
from kaohe.messages import Problem, Refused


def check_characters(letter: Letter, faces: Faces) -> None:
    """Raises `Refused` naming every character that no font of its face has."""
    missing: dict[str, FaceName] = {}
    for face, text in faced(letter):
        known = [characters(font.file, font.index) for font in faces.fonts[face]]
        missing.update(
            {sign: face for sign in set(text) - {"\n"} if not any(ord(sign) in fonts for fonts in known)}
        )
    if missing:
        raise Refused(
            Problem(
                "letters.no_glyph", {"sign": sign, "code": f"U+{ord(sign):04X}", "fonts": faces.used[face]}
            )
            for sign, face in sorted(missing.items())
        )


def faced(letter: Letter) -> Iterator[tuple[FaceName, str]]:
    """Every text of a letter with the face that it is set in."""
    yield "title", f"{letter.mark}{letter.title}{''.join(letter.issuers)}"
    yield "hei", f"{letter.secrecy or ''}{letter.urgency or ''}"
    yield "kai", letter.signer or ""
    rest = (letter.addressee, letter.number, letter.contact_note, letter.printed_by, letter.openness)
    yield "body", "".join((*filter(None, rest), *letter.attachments, *letter.copies, *letter.issuers))
    yield "body", f"{day_words(letter.dated)}签发人附件抄送印发公开方式：；，。（）　0123456789."
    yield "song", "0123456789—"
    for block in letter.body:
        match block:
            case Paragraph():
                yield "body", block.text
            case Heading():
                yield from zip((heading_face(block.level), "body"), block.runs, strict=True)
            case Attendance():
                yield "hei", f"{block.role}："
                yield "body", block.people
            case Table():
                yield "hei", "".join(block.head)
                yield "body", "".join(cell for row in block.rows for cell in row)
