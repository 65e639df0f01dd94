"""A letter's hash, its record, and many at once."""

import json
from dataclasses import replace

import pytest

from kaohe.letters import content_hash, letter_data, letter_from, letter_kinds, render, render_many
from kaohe.messages import Refused
from tests.letters.paper import packaged, plain, sample


@pytest.mark.parametrize("kind", letter_kinds())
def test_a_letter_comes_back_from_its_record(kind):
    letter = sample(kind)
    record = json.loads(json.dumps(letter_data(letter)))
    assert letter_from(record) == letter
    assert content_hash(letter_from(record)) == content_hash(letter)


def test_the_hash_is_that_of_canonical_json():
    assert content_hash(plain("文")) == content_hash(plain("文"))
    assert content_hash(plain("文")) != content_hash(plain("文。"))


@pytest.mark.parametrize(
    "change", [{"style": "poem"}, {"more": 1}, {"body": [{"kind": "song"}]}, {"issuers": 5}]
)
def test_what_is_no_record_is_refused_with_the_place(change):
    with pytest.raises(Refused) as raised:
        letter_from(letter_data(plain("文")) | change)
    assert next(iter(change)) in str(raised.value)


def test_the_same_letter_gives_the_same_files():
    first, again = render(sample("warning"), packaged()), render(sample("warning"), packaged())
    assert first == again
    assert first.faces["hei"] == "Noto Sans SC"
    assert first.sha256 == content_hash(sample("warning"))


def test_many_letters_come_in_their_order_and_as_they_would_alone():
    letters = [plain(f"第{number}件") for number in range(20)]
    steps = []
    many = list(render_many(letters, packaged(), steps.append))
    assert [each.sha256 for each in many] == [content_hash(letter) for letter in letters]
    assert sum(steps) == 20
    assert many[7] == render(letters[7], packaged())


def test_letters_that_cannot_be_set_are_named_before_any_is_made():
    letters = [plain("好"), replace(plain("😀"), title="题目甲"), replace(plain("😀"), title="题目乙")]
    with pytest.raises(Refused) as raised:
        next(render_many(letters, packaged()))
    assert [each.place.path for each in raised.value.problems] == ["题目甲", "题目乙"]
