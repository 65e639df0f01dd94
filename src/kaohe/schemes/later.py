"""Methods whose place in the format is settled and whose arithmetic comes with a later release."""

from collections.abc import Iterator

from pydantic import BaseModel

from kaohe.schemes.choice import Switch
from kaohe.schemes.methods import LATER, LATER_NAMES
from kaohe.schemes.model import Scheme
from kaohe.schemes.names import Path, Said


def not_yet(scheme: Scheme) -> Iterator[Said]:
    """Every use of such a method, by its name."""
    yield from _search((), scheme)


def _search(path: Path, value: object, key: str = "") -> Iterator[Said]:
    if isinstance(value, LATER):
        yield Said("schemes.not_yet", path, {"method": next(iter(type(value).model_fields))})
    elif isinstance(value, str):
        if key == "combine" and value in LATER_NAMES:
            yield Said("schemes.not_yet", path, {"method": value})
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = key if isinstance(value, Switch) else name
            yield from _search((*path, name), getattr(value, name), inner)
        for name, extra in (value.__pydantic_extra__ or {}).items():
            yield from _search((*path, name), extra, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _search((*path, name), inner)
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from _search((*path, place), inner)
