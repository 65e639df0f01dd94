import pytest

from kaohe.messages import codes, sentence


def test_a_sentence_in_both_languages():
    assert sentence("packs.duplicate_key", "zh", key="权重") == "键“权重”重复；请删去其中一个。"
    assert sentence("packs.duplicate_key", "en", key="权重") == "the key '权重' stands twice; remove one."


def test_braces_in_what_was_found_are_left_alone():
    assert "'{0} {key} %s'" in sentence("packs.duplicate_key", "en", key="{0} {key} %s")


def test_an_unknown_code_or_a_forgotten_field_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        sentence("packs.no_such_code", "en")
    with pytest.raises(KeyError):
        sentence("packs.duplicate_key", "en")


def test_codes_are_those_of_every_room():
    assert "packs.duplicate_key" in codes()
    assert all("." in code for code in codes())
