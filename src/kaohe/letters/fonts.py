"""The five faces of official documents, the fonts that may stand for each, and which of them are here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import typst

from kaohe.letters.fields import Words
from kaohe.messages import Problem, Refused
from kaohe.packs import Model, pack_file, read_model

FaceName = Literal["body", "title", "hei", "kai", "song"]
FACES: tuple[FaceName, ...] = ("body", "title", "hei", "kai", "song")

_WHEEL = "pylopdf_fonts_zh_cn"
"""Noto Serif SC and Noto Sans SC as a Python package: the fonts that are there on every machine."""


class Permitted(Model):
    """A font that may stand for a face; of any weight where none is stated."""

    family: str
    weight: int | None = None


class FaceProfile(Model):
    """A face: its name, what the docx calls it, the fonts that may stand for it in the PDF."""

    name: Words
    docx: str
    stack: tuple[Permitted, ...]


class Profile(Model):
    """The faces of a document. `letters/fonts.yaml` is the usual one; an office may have another."""

    format: Literal[1]
    id: str
    version: str
    faces: dict[FaceName, FaceProfile]


@dataclass(frozen=True, slots=True)
class Font:
    """A font that was found: family, weight, file and its place in the file."""

    family: str
    weight: int
    file: str
    index: int


@dataclass(frozen=True, slots=True)
class Faces:
    """For each face the fonts of its stack that are here, in order, and the name written into a docx."""

    fonts: Mapping[FaceName, tuple[Font, ...]]
    docx: Mapping[FaceName, str]
    folders: tuple[str, ...]
    system: bool

    @property
    def used(self) -> dict[str, str]:
        """The family that stands for each face: what is recorded on a letter."""
        return {face: fonts[0].family for face, fonts in self.fonts.items()}


@cache
def usual_profile() -> Profile:
    """The profile that comes with the product."""
    file = pack_file("letters", "fonts.yaml")
    return read_model(Profile, file.read_text(encoding="utf-8"), file.name)[0]


def faces(profile: Profile | None = None, *, folders: Sequence[Path] = (), system: bool = True) -> Faces:
    """Which font stands for each face: from `folders`, the package of fonts and, with `system`, the machine.

    Raises `Refused` with the name of every face whose stack is missing whole.
    """
    profile = profile or usual_profile()
    places = (*map(str, folders), *_packaged())
    found = {face: tuple(_present(profile.faces[face].stack, places, system)) for face in FACES}
    missing = [
        Problem(
            "letters.face_missing",
            {
                "face": profile.faces[face].name.text,
                "stack": ", ".join(each.family for each in profile.faces[face].stack),
            },
        )
        for face, fonts in found.items()
        if not fonts
    ]
    if missing:
        raise Refused(missing)
    return Faces(found, {face: profile.faces[face].docx for face in FACES}, places, system)


@cache
def library(folders: tuple[str, ...], system: bool) -> typst.Fonts:
    """The fonts that a compilation may use, searched once a process."""
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[Path(each) for each in folders]
    )


def heading_face(level: int) -> FaceName:
    """一、 in Hei, （一） in Kai, the lower ones as the body."""
    return "hei" if level == 1 else "kai" if level == 2 else "body"


def _packaged() -> Iterator[str]:
    spec = find_spec(_WHEEL)
    yield from spec.submodule_search_locations or () if spec else ()


def _present(stack: Iterable[Permitted], folders: tuple[str, ...], system: bool) -> Iterator[Font]:
    known = library(folders, system).fonts()
    for each in stack:
        named = [font for font in known if font.family == each.family and font.path is not None]
        fitting = [font for font in named if each.weight in (None, font.weight)]
        if fitting:
            best = min(fitting, key=lambda font: (abs(font.weight - 400), str(font.path)))
            yield Font(best.family, best.weight, str(best.path), best.index)
