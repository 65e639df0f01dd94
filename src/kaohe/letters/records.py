"""A letter as plain data, and its hash: what an office freezes when it issues a paper."""

import hashlib
import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kaohe.letters.content import Letter
from kaohe.messages import Refused


@cache
def _adapter() -> TypeAdapter[Letter]:
    return TypeAdapter(Letter)


def letter_data(letter: Letter) -> dict[str, Any]:
    """The letter as JSON knows it; `letter_from` gives the same letter back."""
    data: dict[str, Any] = _adapter().dump_python(letter, mode="json")
    return data


def letter_from(data: Any) -> Letter:
    """The letter that `letter_data` was given. Raises `Refused` for anything else."""
    try:
        return _adapter().validate_python(data)
    except ValidationError as error:
        where = [".".join(str(step) for step in detail["loc"]) for detail in error.errors()]
        raise Refused.because("letters.not_a_letter", where=", ".join(where)) from None


def content_hash(letter: Letter) -> str:
    """SHA-256 of the letter as canonical JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(letter_data(letter), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
