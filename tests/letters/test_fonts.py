"""Faces: which fonts stand for them, and which characters they have."""

from dataclasses import replace

import pytest

from kaohe.letters import faces
from kaohe.letters.coverage import characters
from kaohe.letters.fonts import Permitted, usual_profile
from kaohe.letters.glyphs import check_characters
from kaohe.messages import Refused
from tests.letters.paper import packaged, plain, sample


def without(*names):
    """The usual profile where these faces may only be a font that nobody has."""
    usual = usual_profile()
    nobody = (Permitted(family="Nobody's"),)
    changed = {
        name: face.model_copy(update={"stack": nobody}) if name in names else face
        for name, face in usual.faces.items()
    }
    return usual.model_copy(update={"faces": changed})


def test_the_package_of_fonts_stands_for_every_face():
    assert set(packaged().used.values()) == {"Noto Serif SC", "Noto Sans SC"}


def test_the_first_font_of_a_stack_that_is_there_is_used():
    profile = usual_profile()
    body = profile.faces["body"]
    stack = (Permitted(family="Noto Sans SC"), *body.stack)
    changed = profile.model_copy(
        update={"faces": {**profile.faces, "body": body.model_copy(update={"stack": stack})}}
    )
    assert faces(changed, system=False).used["body"] == "Noto Sans SC"


def test_a_weight_is_looked_for_where_it_is_stated():
    heavy = Permitted(family="Noto Serif SC", weight=900)
    profile = without()
    title = profile.faces["title"].model_copy(update={"stack": (heavy,)})
    with pytest.raises(Refused):
        faces(profile.model_copy(update={"faces": {**profile.faces, "title": title}}), system=False)


def test_a_stack_that_is_missing_whole_stops_with_the_names_of_its_faces():
    with pytest.raises(Refused) as raised:
        faces(without("kai", "song"), system=False)
    assert [(each.code, each.params["face"].zh) for each in raised.value.problems] == [
        ("letters.face_missing", "楷体"),
        ("letters.face_missing", "宋体"),
    ]


@pytest.mark.parametrize("face", ["body", "title", "hei", "kai", "song"])
def test_place_names_of_guangdong_are_covered(face):
    fonts = packaged().fonts[face]
    assert {ord(sign) for sign in "埇滘镕堽㙟"} <= set().union(
        *(characters(each.file, each.index) for each in fonts)
    )


def test_coverage_is_that_of_the_file():
    serif = characters(packaged().fonts["body"][0].file)
    assert ord("字") in serif
    assert 0x1F600 not in serif
    assert 0xFFFF not in serif
    assert 0x1F100 in serif  # beyond the first plane: format 12


def test_a_character_that_no_font_has_stops_the_letter_and_is_named():
    with pytest.raises(Refused) as raised:
        check_characters(replace(plain("笑😀"), title="题\U0010fffd目"), packaged())
    assert [each.params["code"] for each in raised.value.problems] == ["U+1F600", "U+10FFFD"]


def test_every_sample_can_be_set():
    check_characters(sample("rectification_order"), packaged())
