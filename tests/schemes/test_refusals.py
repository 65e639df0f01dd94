"""What the loader refuses: every message of this room, with its line."""

from functools import reduce
from operator import add
from pathlib import Path

import pytest
import yaml

import kaohe.messages
from kaohe.messages import Refused
from kaohe.schemes import load_scheme, read_scheme
from tests.schemes.writing import SOUND, changed, problems

GDP = "  gdp: {direction: higher, provenance: published}"
SHARE = '  share: {formula: tax / gdp * 100, unit: "%", direction: higher, provenance: published}'
TREE = "    children:\n      gdp: 60\n      share: 40\n"

JUDGED = "    weights: {{ahp: {{{rows}}}}}\n    children: {{{nodes}}}\n"
MANY = JUDGED.format(
    rows="",
    nodes=", ".join(f"n{at}: {{children: {{gdp: 1}}}}" for at in range(16)),
)
ROUND = JUDGED.format(  # a over b, b over c, and c over a
    rows="a: {b: 3, c: 1/3}, b: {c: 3}",
    nodes=", ".join(f"{code}: {{children: {{gdp: 1}}}}" for code in "abc"),
)

# code -> [(part of the sound scheme, what stands there instead, line of the problem)]
REFUSED = {
    "schemes.no_unit": [(SHARE, SHARE.replace(' unit: "%",', ""), 12)],
    "schemes.no_direction": [(GDP, "  gdp: {provenance: published}", 11)],
    "schemes.no_provenance": [(GDP, "  gdp: {direction: higher}", 11)],
    "schemes.no_formula": [
        (SHARE, SHARE.replace("formula: tax / gdp * 100, ", ""), 12),
    ],
    "schemes.no_reason": [(GDP, GDP.replace("direction", "missing: {else: zero}, direction"), 11)],
    "schemes.no_grades": [("unit: 万元}\n  tax", "unit: 万元, kind: grade}\n  tax", 8)],
    "schemes.bounds_reversed": [("unit: 万元}\n  tax", "unit: 万元, bounds: [9, 1]}\n  tax", 8)],
    "schemes.unknown_indicator": [
        ("      gdp: 60", "      gpd: 60", 16),
        (TREE, "    of: [gdp, gpd]\n", 15),
    ],
    "schemes.path_twice": [(TREE, TREE + "    of: [gdp]\n", 14)],
    "schemes.unknown_weights": [(TREE, "    of: all\n    weights: level\n", 16)],
    "schemes.negative_weight": [("gdp: 60", "gdp: -60", 14)],
    "schemes.total": [
        (TREE, "    total: 90\n" + TREE, 14),
        (TREE, "    total: 100\n" + TREE.replace("60", "{by: region, E: 60, W: 50}"), 14),
        (TREE, "    total: 100\n" + TREE.replace("60", "{by: zone, A: 60}"), 14),
        (TREE, "    total: 100\n    of: all\n", 14),
    ],
    "schemes.unknown_attribute": [
        ("gdp: 60", "gdp: {by: area, E: 1, else: 2}", 16),
        (GDP, GDP.replace("provenance", "scale: {minmax: [0, 1], within: area}, provenance"), 11),
        (GDP, GDP.replace("provenance", "scale: {minmax: [0, 1], pool: [next]}, provenance"), 11),
        (GDP, GDP.replace("provenance", "scale: {minmax: [0, 1], pool: [region]}, provenance"), 11),
        (GDP, GDP.replace("provenance", "missing: {mean: area}, provenance"), 11),
        ("ranks: {ties: min}", "ranks: {within: [area]}", 18),
        (GDP, GDP.replace("provenance", "weights: {level: {by: area, E: 1}}, provenance"), 11),
        ("tree:", "checks: [{code: a, that: {by: area, E: gdp > 0}, say: a}]\ntree:", 13),
    ],
    "schemes.unknown_case": [("gdp: 60", "gdp: {by: region, E: 1, N: 2}", 16)],
    "schemes.no_case": [
        (GDP, GDP.replace("higher", "{by: region, E: higher}"), 11),
        (GDP, GDP.replace("higher", "{by: zone, E: higher}"), 11),
        (GDP, GDP.replace("provenance", "missing: {by: region, E: zero}, provenance"), 11),
        (GDP, GDP.replace("provenance", "treat: {by: region, W: log}, provenance"), 11),
        (GDP, GDP.replace("provenance", "scale: {by: host, X: minmax}, provenance"), 11),
        (TREE, "    combine: {by: region, E: mean}\n" + TREE, 15),
    ],
    "schemes.unknown_class": [
        (TREE, TREE + "    adjust: [{veto: gdp > 1, effect: {class: good}}]\n", 18),
    ],
    "schemes.unknown_path": [("ranks: {ties: min}", "ranks: {then: [index/gdp, index/tax]}", 18)],
    "schemes.unknown_frame": [("tax / gdp", "tax / last.gdp", 12)],
    "schemes.unknown_name": [
        ("tax / gdp", "tax / gpd", 12),
        (GDP, GDP.replace("provenance", "reading: x / y, provenance"), 11),
        (GDP, GDP.replace("provenance", "scale: {ratio: prev.y}, provenance"), 11),
        (GDP, GDP.replace("provenance", "adjust: [{bonus: prizes}], provenance"), 11),
        ("tax / gdp", "x / gdp", 12),
        ("tree:", "checks: [{code: a, that: x > 0, say: a}]\ntree:", 13),
    ],
    "schemes.unknown_child": [
        (TREE, "    combine: {formula: gdp + tax}\n" + TREE, 15),
        (TREE, "    combine: {formula: gdp + prev.share}\n" + TREE, 15),
        (TREE, "    through: ln(gdp)\n    back: exp(x)\n" + TREE, 15),
        (TREE, "    through: ln(prev.x)\n    back: exp(x)\n" + TREE, 15),
    ],
    "schemes.cycle": [
        ("tax / gdp", "share / gdp", 12),
        ("tax / gdp", "prev.share / gdp", 12),
    ],
    "schemes.code": [
        ("  tax:", "  1tax:", 9),
        ("  tax:", "  tax-2:", 9),
        ("  tax:", "  ｔａｘ:", 9),
        ("  tax:", "  ln:", 9),
        ("  tax:", "  class:", 9),
        ("  tax:", "  and:", 9),
        ("  tax:", "  _tax:", 9),
        ("  tax:", f"  {'t' * 81}:", 9),
        ("  tax:", "  prev.tax:", 9),
    ],
    "schemes.id": [("id: small", "id: Small", 2)],
    "schemes.percent": [(TREE, "    need: 60 %\n" + TREE, 15)],
    "schemes.anchor": [
        (GDP, GDP.replace("provenance", "scale: {goalposts: [p2.5, best]}, provenance"), 11),
        (GDP, GDP.replace("provenance", "scale: {goalposts: [p100, 3]}, provenance"), 11),
    ],
    "schemes.not_ascending": [
        (GDP, GDP.replace("provenance", f"scale: {scale}, provenance"), 11)
        for scale in (
            "{minmax: [100, 0]}",
            "{efficacy: [60, 60]}",
            "{goalposts: [5, 1]}",
            "{goalposts: [1, 5], to: [1, 0]}",
            "{growth: {at_least: 200}}",
            "{band: [1, 2], zero: [0, 3], to: [5, 5]}",
        )
    ]
    + [(GDP, GDP.replace("higher", "{best: [5, 1]}"), 11)],
    "schemes.percentiles": [
        (GDP, GDP.replace("provenance", "treat: {winsorise: {percentile: [5, 105]}}, provenance"), 11),
        (GDP, GDP.replace("provenance", "treat: {winsorise: {percentile: [95, 5]}}, provenance"), 11),
    ],
    "schemes.one_root": [("ranks:", "  second: {of: all}\nranks:", 13)],
    "schemes.frame_kind": [
        ("{year: -1}", "{year: -1, given: true}", 6),
        ("{year: -1}", "{name: 上年}", 6),
    ],
    "schemes.through_back": [(TREE, "    through: ln(x)\n" + TREE, 14)],
    "schemes.through_needs_mean": [
        (TREE, "    combine: geometric\n    through: ln(x)\n    back: exp(x)\n" + TREE, 16),
    ],
    "schemes.between_equal": [
        (GDP, GDP.replace("provenance", "scale: {efficacy: [60, 100], between: [5, 5]}, provenance"), 11),
    ],
    "schemes.between_reversed": [
        (GDP, GDP.replace("provenance", "scale: {efficacy: [60, 100], between: [5, 1]}, provenance"), 16),
    ],
    "schemes.log_of_nothing": [
        (GDP, GDP.replace("provenance", "scale: {goalposts: [0, max], curve: log}, provenance"), 11),
    ],
    "schemes.band_twice": [
        (GDP, GDP.replace("provenance", "scale: {bands: [[1, 2], [1, 3]]}, provenance"), 11)
    ],
    "schemes.band_order": [
        (GDP, GDP.replace("provenance", "scale: {band: [1, 4], zero: [2, 9]}, provenance"), 11),
    ],
    "schemes.judgement": [
        (TREE, f"    weights: {{ahp: {{gdp: {{share: {wrong}}}}}}}\n    of: all\n", 15)
        for wrong in ("-3", "0", "much", "1/0")
    ],
    "schemes.unknown_judged": [
        (TREE, "    weights:\n      ahp:\n        gdp: {share: 3, tax: 2}\n    of: all\n", 17),
        (TREE, "    weights:\n      ahp:\n        gdp: {share: 3}\n        tax: {}\n    of: all\n", 18),
    ],
    "schemes.not_judged": [(TREE, "    weights: {ahp: {}}\n    of: all\n", 15)],
    "schemes.judged_twice": [
        (TREE, "    weights: {ahp: {gdp: {share: 3}, share: {gdp: 3}}}\n    of: all\n", 15),
        (TREE, "    weights: {ahp: {gdp: {share: 3, gdp: 2}}}\n    of: all\n", 15),
    ],
    "schemes.too_many_judged": [(TREE, MANY, 15)],
    "schemes.inconsistent": [(TREE, ROUND, 15)],
    "schemes.blend_parts": [
        (TREE, "    weights: {blend: {given: 0.5, entropy: 0.4}}\n" + TREE, 15),
        (TREE, "    weights: {blend: {given: 1.5, entropy: -0.5}}\n" + TREE, 15),
        (TREE, "    weights: {blend: {}}\n" + TREE, 15),
    ],
    "schemes.blend_ahp": [
        (TREE, "    weights: {blend: {ahp: 0.5, entropy: 0.5}}\n    of: all\n", 15),
        (TREE, "    weights: {blend: {entropy: 1}, ahp: {gdp: {share: 3}}}\n    of: all\n", 15),
    ],
    "schemes.weight_computed": [
        (TREE, "    weights: {entropy: {}}\n" + TREE, 17),
        (TREE, "    weights: {entropy: {}}\n" + TREE.replace("40", "{by: region, E: 1, W: 2}"), 18),
        (TREE, "    weights: {blend: {entropy: 1}}\n" + TREE, 17),
    ],
    "schemes.computed_total": [(TREE, "    weights: {entropy: {}}\n    total: 0\n    of: all\n", 16)],
    "schemes.power_zero": [(TREE, "    combine: {power: 0}\n" + TREE, 15)],
    "schemes.best_needs": [
        (GDP, GDP.replace("higher", "{best: 5}").replace("provenance", f"scale: {scale}, provenance"), 16)
        for scale in (
            "{goalposts: [0, 9]}",
            "{target: 3}",
            "{ratio: 3}",
            "{bands: [[1, 2]]}",
            "growth",
            "{efficacy: [60, 100], between: [1, 5]}",
        )
    ],
    "schemes.leaf_only": [
        (TREE, "    reading: x / 2\n" + TREE, 15),
        (TREE, "    missing: last_year\n" + TREE, 15),
        (TREE, "    scale: {minmax: [0, 1], pool: [prev]}\n" + TREE, 15),
        (TREE, "    scale: growth\n" + TREE, 15),
        (TREE, "    scale: {ratio: prev.x}\n" + TREE, 15),
    ],
    "schemes.branch_only": [
        ("gdp: 60", f"gdp: {{weight: 60, {key}}}", 16)
        for key in (
            *("combine: sum", "total: 100", "need: 1", "each: {cap: 2}"),
            *("weights: equal", "weights: {entropy: {}}"),
        )
    ],
    # outside this room's messages, but of this room's files
    "formulas.not_in_language": [("tax / gdp * 100", "tax // gdp if tax else 0", 12)],
    "formulas.unknown_function": [("tax / gdp * 100", "log10(tax)", 12)],
    "formulas.number_wanted": [("tax / gdp * 100", "tax > gdp", 12)],
    "formulas.truth_wanted": [(TREE, TREE + "    adjust: [{veto: gdp + 1}]\n", 18)],
    "formulas.empty": [(GDP, GDP.replace("provenance", 'reading: "", provenance'), 11)],
    "packs.unknown_key": [
        ("ranks: {ties: min}", "ranks: {tie: min}", 18),
        ("unit: 万元}\n  tax", "unit: 万元, wights: 3}\n  tax", 8),
        (TREE, "    weigth: 3\n" + TREE, 15),
    ],
    "packs.missing_key": [("  gdp: {name: GDP, unit: 万元}", "  gdp: {name: GDP}", 8)],
    "packs.want_number": [
        ("gdp: 60", 'gdp: "60"', 16),
        ("gdp: 60", "gdp: {by: region, E: many, W: 3}", 16),
    ],
    "packs.surprising_scalar": [("gdp: 60", "gdp: 060", 16), ("{ties: min}", "{ties: no}", 18)],
    "packs.duplicate_key": [("      gdp: 60", "      gdp: 60\n      gdp: 10", 17)],
    "packs.anchor": [("{ties: min}", "&a {ties: min}", 18)],
    "packs.merge_key": [("ranks: {ties: min}", "ranks: {<<: 1}", 18)],
    "packs.want_one_of": [
        ("{ties: min}", "{ties: best}", 18),
        (TREE, "    combine: average\n" + TREE, 15),
        (TREE, "    combine: {topsys: {}}\n" + TREE, 15),
        (TREE, "    weights: {entropi: {}}\n    of: all\n", 15),
    ],
}


@pytest.mark.parametrize(
    ("code", "old", "new", "line"),
    [(code, *case) for code, found in REFUSED.items() for case in found],
)
def test_refused_with_its_line(code, old, new, line):
    found = problems(changed(old, new))
    assert (code, line) in [(found_code, found_line) for found_code, found_line in found]


def test_the_sound_scheme_is_sound():
    assert problems(SOUND) == []


ELSEWHERE = {
    "schemes.unknown_id": "test_an_id_or_file_that_is_not_there",
    "schemes.no_table": "test_indicator_table",
    "schemes.table_apart": "test_a_scheme_that_came_alone_reads_no_file_here",
    "schemes.twice": "test_indicator_table",
    "schemes.row_shape": "test_indicator_table",
    "schemes.no_code_column": "test_indicator_table",
    "schemes.no_judgements": "test_a_table_of_judgements_that_is_not_there",
    "schemes.judgement_row": "test_weightings",
}


def test_every_message_of_the_room_is_shown_by_a_case():
    texts = Path(kaohe.messages.__file__).parent / "texts" / "schemes.yaml"
    codes = set(yaml.safe_load(texts.read_text(encoding="utf-8")))
    assert codes == {code for code in REFUSED if code.startswith("schemes.")} | set(ELSEWHERE)


BY_REGION = "{by: region, E: higher, else: {best: 5}}"


@pytest.mark.parametrize(
    ("scale", "found"),
    [
        ("{by: region, E: {goalposts: [0, 9]}, else: minmax}", []),
        ("{by: region, W: minmax, else: {goalposts: [0, 9]}}", []),
        ("{by: region, E: minmax, else: {goalposts: [0, 9]}}", [("schemes.best_needs", 16)]),
        ("{by: region, E: minmax, W: {goalposts: [0, 9]}}", [("schemes.best_needs", 16)]),
        ("{by: zone, A: {goalposts: [0, 9]}, else: minmax}", [("schemes.best_needs", 16)]),
    ],
)
def test_only_what_meets_in_one_unit_can_contradict(scale, found):
    text = changed(GDP, GDP.replace("higher", BY_REGION).replace("provenance", f"scale: {scale}, provenance"))
    assert problems(text.replace("zone: []", "zone: [A, B]")) == found


def test_a_problem_is_said_once_and_all_of_them_together():
    text = changed(GDP, "  gdp: {}").replace("gdp: 60", "gpd: 60").replace("tax / gdp", "tax / gpd")
    assert problems(text) == [
        ("schemes.no_direction", 11),
        ("schemes.no_provenance", 11),
        ("schemes.unknown_name", 12),
        ("schemes.unknown_indicator", 16),
    ]


def test_a_sentence_says_what_was_found_and_what_to_do():
    with pytest.raises(Refused) as refused:
        read_scheme(
            changed("gdp: 60", "gdp: {by: region, E: 60, W: 50}", changed(TREE, "    total: 100\n" + TREE)),
            Path("a.yaml"),
        )
    (problem,) = refused.value.problems
    assert problem.text("en") == (
        "a.yaml:14:tree.index: the children's weights total 90, but total says 100 (case: region=W); "
        "correct the weights or the total."
    )
    assert problem.words("zh") == (
        "下级权重合计为 90，但声明的合计（total）是 100（情形：region=W）；请改权重或改 total。"
    )


def test_cases_that_total_the_same_are_said_together_and_many_switches_are_no_burden():
    values = [f"v{at}" for at in range(30)]
    attributes = {f"attribute{at}": values for at in range(12)}
    units = "units: {" + ", ".join(f"{name}: [{', '.join(values)}]" for name in attributes) + "}"
    children = "".join(f"      i{at}: {{by: attribute{at}, v0: 1, else: 2}}\n" for at in range(12))
    said = "formula: gdp, unit: u, direction: higher, provenance: published"
    indicators = "".join(f"  i{at}: {{{said}}}\n" for at in range(12))
    text = changed(TREE, "    total: 24\n    children:\n" + children, changed("tree:", indicators + "tree:"))
    found = problems(text.replace("units: {region: [E, W], zone: []}", units))
    assert set(found) == {("schemes.total", 26)}
    assert 0 < len(found) <= 100
    with pytest.raises(Refused) as refused:
        read_scheme(
            changed(
                "gdp: 60", "gdp: {by: zone, A: 60, B: 60, C: 9}", changed(TREE, "    total: 100\n" + TREE)
            ),
            Path("a.yaml"),
        )
    assert [problem.params["case"] for problem in refused.value.problems] == ["zone=C", "zone=*"]


def test_weights_off_by_less_than_the_last_bits_total():
    weights = {f"i{at}": 0.1 for at in range(10)}
    indicators = "".join(
        f"  {code}: {{formula: gdp, unit: u, direction: higher, provenance: published}}\n" for code in weights
    )
    tree = "    total: 1\n    children: {" + ", ".join(f"{code}: 0.1" for code in weights) + "}\n"
    assert reduce(add, weights.values()) != 1
    assert problems(changed(TREE, tree, changed("tree:", indicators + "tree:"))) == []


@pytest.mark.parametrize("name", ["no-such-scheme", "no/such/file.yaml", "nul\0byte", "x" * 5000])
def test_an_id_or_file_that_is_not_there(name):
    with pytest.raises(Refused) as refused:
        load_scheme(name)
    (problem,) = refused.value.problems
    assert problem.code == "schemes.unknown_id"
    assert "hdi" in problem.text("zh")


@pytest.mark.parametrize("name", ["matrix.csv", ".", "no/such/matrix.csv"])
def test_a_table_of_judgements_that_is_not_there(name):
    found = problems(changed(TREE, f"    weights: {{ahp: {name}}}\n    of: all\n"))
    assert found == [("schemes.no_judgements", 15)]


@pytest.mark.parametrize("name", ["/dev/zero", "matrix.csv", "../secret.key"])
def test_a_scheme_that_came_alone_reads_no_file_here(name):
    judged = changed(TREE, f"    weights: {{ahp: {name}}}\n    of: all\n")
    tabled = f"indicators: {{table: {name}}}\n"
    for text, line in ((judged, 15), (tabled, 1)):
        with pytest.raises(Refused) as refused:
            read_scheme(text, Path("own.yaml"), alone=True)
        (problem,) = refused.value.problems
        assert (problem.code, problem.place.line, problem.params["table"]) == (
            "schemes.table_apart",
            line,
            name,
        )


def test_a_folder_is_no_scheme(tmp_path):
    with pytest.raises(Refused) as refused:
        load_scheme(tmp_path)
    assert refused.value.problems[0].code == "schemes.unknown_id"


def test_a_file_in_another_encoding(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes(SOUND.encode("gbk"))
    with pytest.raises(Refused) as refused:
        load_scheme(file)
    assert [problem.code for problem in refused.value.problems] == ["packs.not_utf8"]
    file.write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert load_scheme(file).id == "small"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "a",
        "3",
        "tree: 3",
        "{",
        "indicators: {table: 3}",
        "items: []",
        "format: 2",
        "tree: {a: {children: {}}}",
    ],
)
def test_what_is_no_scheme_at_all_is_refused(text):
    assert problems(text) or text == ""


def test_an_empty_file_is_refused():
    with pytest.raises(Refused):
        read_scheme("", Path("a.yaml"))
