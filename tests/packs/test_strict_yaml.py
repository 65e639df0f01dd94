import json
import math
import subprocess
import sys

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.packs import parse_yaml

PLAIN = [
    ("a: 1", {"a": 1}),
    ("a: -2.5e3", {"a": -2500.0}),
    ("a: 1e5", {"a": 100000.0}),
    ("a: 9007199254740992", {"a": 2**53}),
    ("a: 0.0e-9", {"a": 0.0}),
    ("a: true", {"a": True}),
    ("a: ~", {"a": None}),
    ("a:", {"a": None}),
    ("a: 'yes'", {"a": "yes"}),
    ("a: '0123'", {"a": "0123"}),
    ("a: 2016-08-31", {"a": "2016-08-31"}),
    ("a: 50%", {"a": "50%"}),
    ("a: 1.2.3", {"a": "1.2.3"}),
    ("on: 1", {"on": 1}),
    ("2016: 1", {"2016": 1}),
    ("\ufeffa: 1", {"a": 1}),
    ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    ("a: [1, {b: c}]", {"a": [1, {"b": "c"}]}),
    ("a: |\n  两行\n  文字\n", {"a": "两行\n文字\n"}),
    ("", None),
    ("# nothing\n", None),
    ("---\n[]\n...\n", []),
]

SURPRISES = ["yes", "No", "ON", "off", "y", "N", "True", "FALSE", "Null", "NULL"]
SURPRISES += ["007", "-012", "00", "08.5", "0x1F", "-0b11", "0o17", "1:30", "12:30:45.5", "1_000", "1__0"]
SURPRISES += [".5", "-.5", "5.", "1.e3", ".inf", "-.INF", "+.inf", ".nan", ".NaN", "inf", "nan", "-Infinity"]

REFUSED = [
    ("a: [1", "packs.not_yaml", 2),
    ("a:\n\tb: 1", "packs.not_yaml", 2),
    ("a: b: c", "packs.not_yaml", 1),
    ("a: \x00", "packs.not_text", None),
    ("a: \ud800", "packs.not_text", None),
    ("a: 1\n---\nb: 2", "packs.second_document", 3),
    ("a: &x 1", "packs.anchor", 1),
    ("a: &x [1]", "packs.anchor", 1),
    ("a: !!str 5", "packs.tag", 1),
    ("a: !!python/object:os.system {}", "packs.tag", 1),
    ("a:\n  <<: {b: 1}", "packs.merge_key", 2),
    ("? [a, b]\n: 1", "packs.key_not_text", 1),
    ("'': 1", "packs.key_not_text", 1),
    ("a: 1\nb: 2\na: 1", "packs.duplicate_key", 3),
    ("9" * 5000, "packs.number_too_large", 1),
    ("a: 9007199254740993", "packs.number_too_large", 1),
    ("a: 1e999", "packs.number_too_large", 1),
    ("a: -1.5e400", "packs.number_too_large", 1),
    ("a: 1e-999", "packs.number_too_large", 1),
    *[(f"x: 1\na: {word}", "packs.surprising_scalar", 2) for word in SURPRISES],
]


@pytest.mark.parametrize(("text", "value"), PLAIN)
def test_reads(text, value):
    assert parse_yaml(text, "f.yaml")[0] == value


@pytest.mark.parametrize(("text", "code", "line"), REFUSED)
def test_refuses_with_file_and_line(text, code, line):
    with pytest.raises(Refused) as refused:
        parse_yaml(text, "f.yaml")
    problem = refused.value.problems[-1]
    assert (problem.code, problem.place.file, problem.place.line) == (code, "f.yaml", line)
    assert problem.text("zh") and problem.text("en")


def test_everything_wrong_is_said_at_once():
    with pytest.raises(Refused) as refused:
        parse_yaml("a: yes\nb: 010\na: .inf\nc: [1", "f.yaml")
    assert [problem.code.removeprefix("packs.") for problem in refused.value.problems] == [
        "surprising_scalar",
        "surprising_scalar",
        "duplicate_key",
        "surprising_scalar",
        "not_yaml",
    ]


def test_every_part_has_its_line():
    _, lines = parse_yaml("a:\n  - 1\n  - b: 2\n\nc: 3\n", "f.yaml")
    assert lines == {(): 1, ("a",): 1, ("a", 0): 2, ("a", 1): 3, ("a", 1, "b"): 3, ("c",): 5}


@pytest.mark.parametrize("text", ["- " * 200_000, "[" * 200_000, "{a: " * 200_000, "? " * 200_000])
def test_bottomless_nesting_is_refused_and_does_not_crash(text):
    with pytest.raises(Refused) as refused:
        parse_yaml(text, "f.yaml")
    assert {problem.code for problem in refused.value.problems} <= {
        "packs.too_deep",
        "packs.key_not_text",
        "packs.not_yaml",
    }


def test_a_billion_laughs_are_not_laughed():
    rows = ["a0: &a0 [ha, ha]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(Refused) as refused:
        parse_yaml("\n".join(rows), "f.yaml")
    assert {problem.code for problem in refused.value.problems} == {"packs.anchor"}


def test_a_file_far_too_long_is_refused_before_it_is_read():
    with pytest.raises(Refused) as refused:
        parse_yaml("#" * 4_000_001, "f.yaml")
    assert refused.value.problems[0].code == "packs.too_long"


TEXT = st.text(st.characters(exclude_categories=["C"]))
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT.filter(bool), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(DATA)
def test_json_is_read_as_json(data):
    """JSON is YAML: whatever json writes comes back, except `<<`, which is refused as a key."""
    text = json.dumps(data, ensure_ascii=False)
    if '"<<"' not in text:
        assert parse_yaml(text, "f.json")[0] == json.loads(text)


@settings(max_examples=200, deadline=None)
@given(st.text("ab01._:-+eExXinfa~&*!<>?|[]{},'\"#\n ", max_size=30))
def test_whatever_comes_in_a_value_or_a_refusal_comes_out(text):
    try:
        value, lines = parse_yaml(text, "f.yaml")
    except Refused as refused:
        assert refused.problems
        return
    assert value is None or () in lines
    assert all(math.isfinite(number) for number in _numbers(value))


def _numbers(value):
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [number for part in parts for number in _numbers(part)]
    return [value] if isinstance(value, int | float) else []


WITHOUT_C = """
import json, sys, yaml
del yaml.CSafeLoader
from kaohe.messages import Refused
from kaohe.packs import parse_yaml
for text in json.load(sys.stdin):
    try:
        print(json.dumps(parse_yaml(text, "f")[0]))
    except Refused as refused:
        print(json.dumps([problem.code for problem in refused.problems]))
"""


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="this PyYAML has no C loader to compare with")
def test_the_loader_in_python_reads_the_same():
    texts = [text for text, _ in PLAIN] + [text for text, _, _ in REFUSED]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_C], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    for text, line in zip(texts, done.stdout.splitlines(), strict=True):
        try:
            here = parse_yaml(text, "f")[0]
        except Refused as refused:
            here = [problem.code for problem in refused.problems]
        assert json.loads(line) == here, text
