"""A letter as its preview shows it: the lines that stand on paper, which are Chinese in any language."""

from dataclasses import dataclass

from kaohe.letters import Letter
from kaohe.letters.wording import day_words, mark_lines, numbered_attachments, title_lines

NO_NUMBER = "〔\u3000\u3000\u3000\u3000〕\u3000号"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The letter, and the lines that can't be read off it as they are; "" for one that it hasn't."""

    letter: Letter
    mark: tuple[str, ...]
    mark_word: str
    number: tuple[str, ...]
    title: tuple[str, ...]
    attachments: tuple[tuple[str, str], ...]
    dated: str
    contact_note: str
    openness: str
    copies: str
    printed_on: str


def sheet_of(letter: Letter) -> Sheet:
    """A letter laid out for a page."""
    mark, word = mark_lines(letter)
    return Sheet(
        letter,
        mark,
        word or "",
        _number_line(letter),
        tuple(title_lines(letter.title)),
        tuple(numbered_attachments(letter)),
        day_words(letter.dated),
        f"（{letter.contact_note}）" if letter.contact_note else "",
        f"公开方式：{letter.openness}" if letter.openness else "",
        f"抄送：{'，'.join(letter.copies)}。" if letter.copies else "",
        f"{day_words(letter.printed_on)}印发",
    )


def _number_line(letter: Letter) -> tuple[str, ...]:
    number = letter.number or NO_NUMBER
    if letter.style == "minutes":
        return letter.issuers[0], number, day_words(letter.dated)
    return (number, f"签发人：{letter.signer}") if letter.signer else (number,)
