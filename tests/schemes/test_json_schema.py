"""The exported JSON Schema takes every scheme that the loader takes, and no other shape."""

from pathlib import Path

import jsonschema
import pytest

from kaohe.packs import pack_file, parse_yaml
from kaohe.schemes import scheme_ids
from kaohe.schemes.model import Scheme
from tests.schemes.writing import SOUND

HERE = Path(__file__).parent
FILES = [HERE.parent / "published" / "asem" / "asem.yaml"]


@pytest.fixture(scope="module")
def validator():
    schema = Scheme.model_json_schema(by_alias=True)
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    kind.check_schema(schema)
    return kind(schema)


def errors(validator, text):
    return [error.message for error in validator.iter_errors(parse_yaml(text, "a.yaml")[0])]


@pytest.mark.parametrize("name", scheme_ids())
def test_shipped_schemes(validator, name):
    assert errors(validator, pack_file("schemes", f"{name}.yaml").read_text(encoding="utf-8")) == []


def test_schemes_of_the_tests(validator):
    assert errors(validator, SOUND) == []
    for file in FILES:
        assert errors(validator, file.read_text(encoding="utf-8")) == []


RIGHT = [
    ("gdp: 60", "gdp:"),
    ("gdp: 60", "gdp: {by: region, E: 60, else: 40}"),
    ("{direction: higher, provenance", "{direction: {best: [1, 2]}, provenance"),
    ("{direction: higher, provenance", "{direction: {by: region, E: lower, W: higher}, provenance"),
    ("{direction: higher, provenance", "{scale: minmax, direction: higher, provenance"),
    ("{direction: higher, provenance", "{scale: {goalposts: [p2.5, 9]}, direction: higher, provenance"),
    ("{direction: higher, provenance", "{scale: growth, direction: higher, provenance"),
    (
        "{direction: higher, provenance",
        "{scale: {by: region, E: minmax, else: {rank: max}}, direction: higher, provenance",
    ),
    ("{direction: higher, provenance", "{missing: {mean: region}, direction: higher, provenance"),
    (
        "{direction: higher, provenance",
        "{treat: {winsorise: {most: 2}, else: log}, direction: higher, provenance",
    ),
    ("    children:\n", "    need: 60%\n    combine: {power: 2}\n    children:\n"),
    ("    children:\n", "    need: 2\n    combine: {formula: gdp + share}\n    children:\n"),
    ("    children:\n", "    adjust: [{bonus: gdp}, {veto: gdp > 1, effect: {at_most: 3}}]\n    children:\n"),
    ("name: {zh: 小, en: small}", "name: small"),
    *(
        ("    children:\n", f"    combine: {how}\n    children:\n")
        for how in ("median", "topsis", "{topsis: {normalise: none}}", "grey", "{grey: {distinguishing: 1}}")
    ),
    *(
        ("    children:\n", f"    weights: {how}\n    children:\n")
        for how in (
            *(
                "{entropy: {}}",
                "{critic: {}}",
                "{coefficient_of_variation: {}}",
                "{pca: {}}",
                "{pca: loadings}",
            ),
            *("{ahp: {gdp: {share: 1/3}}}", "{blend: {given: 0.5, entropy: 0.5}}"),
        )
    ),
]
WRONG = [
    ("format: 1", "format: 2"),
    ("id: small", "id: Small"),
    ("status: example", "status: final"),
    ("gdp: 60", 'gdp: "60"'),
    ("gdp: 60", "gdp: {by: region, E: many}"),
    ("gdp: 60", "gdp: {wight: 60}"),
    ("{direction: higher, provenance", "{direction: up, provenance"),
    ("{direction: higher, provenance", "{scale: logistic, direction: higher, provenance"),
    ("{direction: higher, provenance", "{scale: goalposts, direction: higher, provenance"),
    ("{direction: higher, provenance", "{scale: {goalposts: [1]}, direction: higher, provenance"),
    ("{direction: higher, provenance", "{scale: {by: region, E: logistic}, direction: higher, provenance"),
    ("{direction: higher, provenance", "{round: 11, direction: higher, provenance"),
    ("    children:\n", "    need: most\n    children:\n"),
    ("    children:\n", "    combine: average\n    children:\n"),
    ("    children:\n", "    combine: {grey: {distinguishing: 2}}\n    children:\n"),
    ("    children:\n", "    weights: {entropy: {base: 2}}\n    children:\n"),
    ("    children:\n", "    weights: {pca: third}\n    children:\n"),
    ("{ties: min}", "{ties: least}"),
    ("{year: -1}", "{year: last}"),
    ("name: {zh: 小, en: small}", "name: {zh: 小}"),
]


@pytest.mark.parametrize(("old", "new"), RIGHT)
def test_what_the_loader_takes_passes(validator, old, new):
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    assert Scheme.model_validate(parse_yaml(text, "a.yaml")[0])
    assert errors(validator, text) == []


@pytest.mark.parametrize(("old", "new"), WRONG)
def test_another_shape_is_rejected_by_both(validator, old, new):
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    with pytest.raises(ValueError, match="validation error"):
        Scheme.model_validate(parse_yaml(text, "a.yaml")[0])
    assert errors(validator, text)


def test_every_key_of_the_format_has_its_place_in_the_schema(validator):
    assert set(validator.schema["properties"]) == {
        field.alias or name for name, field in Scheme.model_fields.items()
    }
