import datetime as dt
from typing import Literal

import pytest
from pydantic import ValidationError, field_validator

from kaohe.messages import Place, Problem, Refused, Text
from kaohe.packs import Model, read_model, validate, wrong


class Part(Model):
    name: Text
    share: float | Literal["rest"] = 0
    bounds: tuple[float | None, float | None] = (None, None)


class Pack(Model):
    id: str
    released: dt.date
    final: bool = False
    year: int = 2016
    kind: Literal["a", "b"] = "a"
    parts: dict[str, Part] = {}
    cases: tuple[str, ...] = ()

    @field_validator("id")
    @classmethod
    def _not_nameless(cls, value: str) -> str:
        if value == "nameless":
            raise wrong("packs.missing_key", key="a name")
        return value


GOOD = """
id: one
released: 2016-08-31
parts:
  甲: {name: {zh: 甲, en: A}, share: 0.5, bounds: [0, null]}
  2016: {name: {zh: 乙, en: B}, share: rest}
"""


def problems_of(text):
    with pytest.raises(Refused) as refused:
        read_model(Pack, text, "p.yaml")
    return [(problem.code, problem.place.line, problem.place.path) for problem in refused.value.problems]


def test_reads_a_frozen_model_and_its_lines():
    pack, lines = read_model(Pack, GOOD, "p.yaml")
    assert pack.released == dt.date(2016, 8, 31)
    assert pack.parts["甲"] == Part(name=Text("甲", "A"), share=0.5, bounds=(0, None))
    assert pack.parts["2016"].share == "rest"
    assert lines["parts", "甲"] == 5
    with pytest.raises(ValidationError):
        pack.year = 2017


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("year: '2016'", ("packs.want_whole_number", 2, "year")),
        ("year: true", ("packs.want_whole_number", 2, "year")),
        ("year: 2016.0", ("packs.want_whole_number", 2, "year")),
        ("final: 1", ("packs.want_yes_no", 2, "final")),
        ("final: 'true'", ("packs.want_yes_no", 2, "final")),
        ("kind: c", ("packs.want_one_of", 2, "kind")),
        ("cases: 甲", ("packs.want_list", 2, "cases")),
        ("cases: [甲, 5]", ("packs.want_text", 2, "cases.1")),
        ("parts: [甲]", ("packs.want_mapping", 2, "parts")),
        ("parts: {甲: 1}", ("packs.want_mapping", 2, "parts.甲")),
        ("parts: {甲: {name: A}}", ("packs.want_mapping", 2, "parts.甲.name")),
        (
            "parts: {甲: {name: {zh: 甲, en: A}, bounds: [true, 1]}}",
            ("packs.want_number", 2, "parts.甲.bounds.0"),
        ),
        ("parts: {甲: {share: 1}}", ("packs.missing_key", 2, "parts.甲")),
        ("tree: 1", ("packs.unknown_key", 2, "tree")),
    ],
)
def test_what_is_wrong_is_said_with_its_line(line, problem):
    assert problems_of(f"id: one\n{line}\nreleased: 2016-08-31\n") == [problem]


@pytest.mark.parametrize("released", ["2016-8-31", "31.8.2016", "20160831"])
def test_a_date_is_written_in_one_way(released):
    assert problems_of(f"id: one\nreleased: {released}") == [("packs.want_date", 2, "released")]


def test_all_that_is_wrong_is_said_at_once():
    codes = [code for code, _, _ in problems_of("id: 5\nyear: x\nzones: 1\n")]
    assert sorted(codes) == [
        "packs.missing_key",
        "packs.unknown_key",
        "packs.want_text",
        "packs.want_whole_number",
    ]


@pytest.mark.parametrize("text", ["", "just words", "- 1", "5"])
def test_a_pack_that_is_no_mapping_is_refused(text):
    ((code, _, path),) = problems_of(text)
    assert (code, path) == ("packs.want_mapping", "")


def test_a_validator_speaks_the_words_of_the_catalogue():
    with pytest.raises(Refused) as refused:
        read_model(Pack, "id: nameless\nreleased: 2016-08-31", "p.yaml")
    (problem,) = refused.value.problems
    assert problem == Problem("packs.missing_key", {"key": "a name"}, Place("p.yaml", line=1, path="id"))


def test_numbers_stay_strict_behind_a_validator():
    class Wrapped(Model):
        share: float | None = None
        part: "Part | None" = None

        _same = field_validator("part", mode="before")(lambda value: value)

    with pytest.raises(Refused) as refused:
        validate(
            Wrapped, {"share": "nan", "part": {"name": {"zh": "", "en": ""}, "bounds": ["1", 2]}}, "p", {}
        )
    assert [problem.code for problem in refused.value.problems] == ["packs.want_number"] * 2


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_numbers_are_finite_whoever_brings_them(number):
    with pytest.raises(Refused) as refused:
        validate(Part, {"name": {"zh": "", "en": ""}, "bounds": [number, 1]}, "p", {})
    assert [problem.code for problem in refused.value.problems] == ["packs.not_allowed"]
