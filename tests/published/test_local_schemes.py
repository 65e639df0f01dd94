"""Shapes of real provincial and city schemes, each with a small example worked out by hand.

The shapes are those of published schemes; indicators, numbers and units here are made up.
"""

import math

import pytest

from kaohe.scoring import classes_of, notes_of, standings_of
from tests.published.worked import assert_scores, scheme, scored

ITEMS = """
items:
  gdp: {name: 地区生产总值, unit: 万元}
  fdi: {name: 实际使用外资, unit: 万美元}
  energy: {name: 单位增加值能耗, unit: 吨标准煤/万元}
defaults: {direction: higher, provenance: reconstructed}
"""


def test_efficacy_coefficient_from_60_to_100():
    """Gao'an 2021: the best has 100, the worst 60, the others (x - min) / (max - min) * 40 + 60."""
    scores = scored(
        ITEMS
        + """
indicators:
  gdp: {scale: efficacy}
  energy: {scale: efficacy, direction: lower}
tree:
  index: {total: 100, children: {gdp: 70, energy: 30}}
""",
        {"a": {"gdp": 10, "energy": 0.5}, "b": {"gdp": 25, "energy": 0.9}, "c": {"gdp": 50, "energy": 0.4}},
    )
    assert_scores(scores, "index/gdp", {"a": 60, "b": 60 + 15 / 40 * 40, "c": 100})
    assert_scores(scores, "index/energy", {"a": 60 + 0.4 / 0.5 * 40, "b": 60, "c": 100})
    assert_scores(scores, "index", {"a": 0.7 * 60 + 0.3 * 92, "b": 0.7 * 75 + 0.3 * 60, "c": 100})


ANHUI = (
    ITEMS
    + """
frames: {prev: {year: -1}, target: {given: true}}
indicators:
  gdp: {weights: {level: 60, change: 30}}
  fdi: {weights: {level: 40, change: 70}}
tree:
  city:
    combine: sum
    adjust: [{bonus: 2 * prizes, at_most: 5}]
    children:
      achievement: {weight: 0.2, of: [gdp, fdi], each: {reading: x / target.x * 100, cap: 100}}
      results:
        weight: 0.8
        combine: sum
        children:
          level: {weight: 0.4, of: all, weights: level, total: 100, each: {scale: {minmax: [0, 100]}}}
          change:
            weight: 0.6
            of: all
            weights: change
            total: 100
            each: {reading: x / prev.x - 1, scale: {minmax: [0, 100]}}
"""
).replace("defaults:", "  prizes: {name: 奖项, unit: 项, kind: count}\ndefaults:")


def test_two_weight_columns_over_the_same_indicators():
    """Anhui 2010: 20% target achievement, 80% results (40% level, 60% change), and a bonus."""
    scores = scored(
        ANHUI,
        {
            "a": {"gdp": 120, "fdi": 30, "prizes": 1},
            "b": {"gdp": 100, "fdi": 60, "prizes": 4},
            "c": {"gdp": 200, "fdi": 45, "prizes": 0},
        },
        prev={
            "a": {"gdp": 100, "fdi": 20},
            "b": {"gdp": 100, "fdi": 60},
            "c": {"gdp": 160, "fdi": 36},
        },
        target={
            "a": {"gdp": 100, "fdi": 40},
            "b": {"gdp": 125, "fdi": 60},
            "c": {"gdp": 250, "fdi": 90},
        },
    )
    achievement = {"a": (100 + 75) / 2, "b": (80 + 100) / 2, "c": (80 + 50) / 2}
    # gdp: 20, 0, 100; fdi: 0, 100, 50
    level = {"a": 0.6 * 20, "b": 0.4 * 100, "c": 0.6 * 100 + 0.4 * 50}
    # growth of gdp 20, 0, 25%: 80, 0, 100; of fdi 50, 0, 25%: 100, 0, 50
    change = {"a": 0.3 * 80 + 0.7 * 100, "b": 0, "c": 0.3 * 100 + 0.7 * 50}
    bonus = {"a": 2, "b": 5, "c": 0}
    for unit in "abc":
        results = 0.4 * level[unit] + 0.6 * change[unit]
        total = 0.2 * achievement[unit] + 0.8 * results + bonus[unit]
        assert scores.of("city")[scores.figures.units.index(unit)] == pytest.approx(total, rel=1e-12)
    assert_scores(scores, "city/achievement", achievement)
    assert_scores(scores, "city/results/level", level)
    assert_scores(scores, "city/results/change", change)


def test_deductions_for_every_event_and_a_bar_from_awards():
    """Anhui 2018: 0.3 and 0.2 a problem found by central and provincial inspection, 1 an accident; some
    events disqualify from awards."""
    scores = scored(
        """
items:
  base: {name: 基础分, unit: 分}
  central: {name: 中央督察问题, unit: 个, kind: count}
  provincial: {name: 省级督察问题, unit: 个, kind: count}
  accidents: {name: 较大事故, unit: 起, kind: count}
  fraud: {name: 数据造假, unit: 起, kind: count}
indicators:
  base: {direction: higher, provenance: reconstructed}
tree:
  index:
    round: 1
    children: {base: 1}
    adjust:
      - {deduct: 0.3 * central + 0.2 * provincial, at_most: 2}
      - {deduct: 1 * accidents}
      - {veto: fraud > 0, effect: {class: 合格}}
ranks:
  classes: [{name: 优秀, at_least: 90}, {name: 良好, at_least: 80}, {name: 合格}]
""",
        {
            "a": {"base": 95, "central": 2, "provincial": 1, "accidents": 0, "fraud": 0},
            "b": {"base": 95, "central": 5, "provincial": 9, "accidents": 2, "fraud": 0},
            "c": {"base": 99, "central": 0, "provincial": 0, "accidents": 0, "fraud": 1},
            "d": {"base": 60, "central": 0, "provincial": 0, "accidents": 0, "fraud": None},
        },
    )
    assert_scores(scores, "index", {"a": 95 - 0.8, "b": 95 - 2 - 2, "c": 99, "d": 60})
    assert classes_of(scores) == ("优秀", "优秀", "合格", "合格")
    untold = [(note.unit, note.step, note.what) for note in notes_of(scores) if note.unit == "d"]
    assert untold == [("d", "adjust", "absent:fraud")]


WUXI = """
units: {zone_type: [A, B]}
frames: {target: {given: true}}
items:
  gdp: {name: 地区生产总值, unit: 万元}
  fdi: {name: 实际使用外资, unit: 万美元}
  patents: {name: 发明专利, unit: 件, kind: count}
defaults: {direction: higher, provenance: reconstructed}
indicators: {gdp: {}, fdi: {}, patents: {}}
tree:
  total:
    combine: sum
    total: 100
    each: {scale: {ratio: target.x}, cap: 2}
    children:
      gdp: {by: zone_type, A: 60, B: 50}
      fdi: {by: zone_type, A: 30, B: 0}
      patents: {by: zone_type, A: 10, B: 50}
"""


def test_weights_by_zone_type_and_a_cap_at_twice_the_weight():
    """Wuxi: weights by zone type, 0 is not applicable; an indicator earns at most twice its weight."""
    scores = scored(
        WUXI,
        {"a": {"gdp": 90, "fdi": 40, "patents": 3}, "b": {"gdp": 220, "patents": 5}},
        {"zone_type": {"a": "A", "b": "B"}},
        target={"a": {"gdp": 100, "fdi": 10, "patents": 6}, "b": {"gdp": 100, "patents": 10}},
    )
    # a: 0.9 of gdp, 4 times the target of fdi counts twice, half of patents; b: gdp counts twice
    assert_scores(scores, "total", {"a": 60 * 0.9 + 30 * 2 + 10 * 0.5, "b": 50 * 2 + 50 * 0.5})


@pytest.mark.parametrize(
    ("this", "points"),
    [(100, 0.8), (104.9, 0.8), (105, 0.81), (120, 0.84), (200, 1.0), (600, 1.5), (99, 0.8 * 0.99), (0, 0)],
)
def test_points_for_growth_over_last_year(this, points):
    """A northern-Jiangsu city 2011: last year's level earns 80% of the points, every 5% more 1%, at most
    half as much again. Below last year's level in proportion (ours: the source is silent)."""
    scores = scored(
        """
frames: {prev: {year: -1}}
items: {gdp: {name: 地区生产总值, unit: 万元}}
indicators:
  gdp:
    direction: higher
    provenance: reconstructed
    scale: {growth: {at_base: 0.8, step: 5, points: 0.01, at_most: 1.5, below: proportional}}
tree: {index: {combine: sum, children: {gdp: 20}}}
""",
        {"a": {"gdp": this}},
        prev={"a": {"gdp": 100}},
    )
    assert_scores(scores, "index", {"a": 20 * points})


def test_counted_items_with_points_each_and_a_cap():
    scores = scored(
        """
items: {labs: {name: 研发机构, unit: 家, kind: count}}
indicators: {labs: {direction: higher, provenance: reconstructed, reading: 0.5 * x, cap: 3}}
tree: {index: {combine: sum, children: {labs: 1}}}
""",
        {"a": {"labs": 2}, "b": {"labs": 9}, "c": {"labs": 0}},
    )
    assert_scores(scores, "index", {"a": 1, "b": 3, "c": 0})


def test_banded_tables_for_positive_and_reverse_items():
    """Park standards: thresholds to points, reached from below or from above."""
    scores = scored(
        """
items:
  output: {name: 地均产出, unit: 亿元/平方公里}
  energy: {name: 单位增加值能耗, unit: 吨标准煤/万元}
  sewage: {name: 污水处理率, unit: "%", kind: share}
defaults: {provenance: reconstructed}
indicators:
  output: {direction: higher, scale: {bands: [[40, 10], [25, 8], [10, 5]], else: 1}}
  energy: {direction: lower, scale: {bands: [[0.3, 10], [0.5, 6], [0.8, 2]]}}
  sewage: {direction: higher, scale: {bands: [[100, 10], [60, 2]], interpolate: true}}
tree: {index: {combine: sum, children: {output: 1, energy: 1, sewage: 1}}}
""",
        {
            "a": {"output": 40, "energy": 0.3, "sewage": 100},
            "b": {"output": 39.9, "energy": 0.31, "sewage": 90},
            "c": {"output": 9, "energy": 0.81, "sewage": 59},
            "d": {"output": 10, "energy": 0.8, "sewage": 60},
        },
    )
    assert_scores(scores, "index/output", {"a": 10, "b": 8, "c": 1, "d": 5})
    assert_scores(scores, "index/energy", {"a": 10, "b": 6, "c": 0, "d": 2})
    assert_scores(scores, "index/sewage", {"a": 10, "b": 2 + 8 * 0.75, "c": 0, "d": 2})


def test_weights_by_part_of_the_province_and_places_within_it():
    """Jiangsu: three parts of the province with weights of their own; Zhejiang: ranked within areas."""
    scores = scored(
        """
units: {area: [苏南, 苏中, 苏北]}
items:
  gdp: {name: 地区生产总值, unit: 万元}
  green: {name: 绿化率, unit: "%", kind: share}
defaults: {direction: higher, provenance: reconstructed}
indicators: {gdp: {}, green: {}}
tree:
  index:
    total: 100
    children:
      gdp: {by: area, 苏南: 40, 苏中: 50, 苏北: 60}
      green: {by: area, 苏南: 60, 苏中: 50, 苏北: 40}
ranks: {within: [area]}
""",
        {
            "a": {"gdp": 80, "green": 50},
            "b": {"gdp": 60, "green": 70},
            "c": {"gdp": 70, "green": 30},
            "d": {"gdp": 90, "green": 40},
        },
        {"area": {"a": "苏南", "b": "苏南", "c": "苏北", "d": "苏中"}},
    )
    assert_scores(scores, "index", {"a": 62, "b": 66, "c": 54, "d": 65})
    placed = {
        (row.unit, row.group): (row.rank, row.of) for row in standings_of(scores).rows if row.scope == "index"
    }
    assert placed == {
        ("a", ""): (3, 4),
        ("b", ""): (1, 4),
        ("c", ""): (4, 4),
        ("d", ""): (2, 4),
        ("a", "area=苏南"): (2, 2),
        ("b", "area=苏南"): (1, 2),
        ("c", "area=苏北"): (1, 1),
        ("d", "area=苏中"): (1, 1),
    }


def test_veto_and_encouragement_points():
    """Zhengzhou, Shaoxing: a veto item takes a zone out of the ranking or holds its score down."""
    text = """
items:
  base: {name: 基础分, unit: 分}
  accidents: {name: 重大事故, unit: 起, kind: count}
  awards: {name: 国家级荣誉, unit: 项, kind: count}
indicators: {base: {direction: higher, provenance: reconstructed}}
tree:
  index:
    children: {base: 1}
    adjust: [{bonus: 1.5 * awards, at_most: 4}, {veto: accidents >= 1EFFECT}]
"""
    table = {
        "a": {"base": 90, "accidents": 1, "awards": 1},
        "b": {"base": 80, "accidents": 0, "awards": 3},
        "c": {"base": 70, "accidents": 0, "awards": 0},
    }
    out = scored(text.replace("EFFECT", ""), table)
    assert_scores(out, "index", {"a": 91.5, "b": 84, "c": 70})
    placed = {row.unit: (row.rank, row.of) for row in standings_of(out).rows if row.scope == "index"}
    assert placed == {"a": (None, 2), "b": (1, 2), "c": (2, 2)}
    held = scored(text.replace("EFFECT", ", effect: {at_most: 59.9}"), table)
    assert_scores(held, "index", {"a": 59.9, "b": 84, "c": 70})


def test_coefficients_normalised_within_their_class():
    """National high-tech zones: a weight inside a class is a coefficient of 0.8 to 1.2."""
    scores = scored(
        ITEMS
        + """
indicators: {gdp: {}, fdi: {}, energy: {direction: lower, scale: {goalposts: [0, 1], to: [0, 100]}}}
tree:
  index:
    total: 100
    children:
      size: {weight: 60, children: {gdp: 1.2, fdi: 0.8}}
      green: {weight: 40, children: {energy: 0.9}}
""",
        {"a": {"gdp": 80, "fdi": 40, "energy": 0.25}, "b": {"gdp": 50, "fdi": 100, "energy": 0.5}},
    )
    assert_scores(scores, "index/size", {"a": (1.2 * 80 + 0.8 * 40) / 2, "b": (1.2 * 50 + 0.8 * 100) / 2})
    assert_scores(scores, "index", {"a": 0.6 * 64 + 0.4 * 75, "b": 0.6 * 70 + 0.4 * 50})


def test_a_definition_that_depends_on_the_group():
    """Manufacturers with revenue of 3 bn yuan and over in the east, of 1.5 bn elsewhere."""
    scores = scored(
        """
units: {region: [东部, 中部, 西部]}
items:
  firms_3bn: {name: 30亿元以上企业, unit: 家, kind: count}
  firms_1500m: {name: 15亿元以上企业, unit: 家, kind: count}
indicators:
  big:
    name: 大企业数
    unit: 家
    direction: higher
    provenance: seen-in-release
    formula: {by: region, 东部: firms_3bn, else: firms_1500m}
    scale: {minmax: [0, 100], within: region}
tree: {index: {need: 1, children: {big: 1}}}
""",
        {
            "a": {"firms_3bn": 2, "firms_1500m": 9},
            "b": {"firms_3bn": 6, "firms_1500m": 9},
            "c": {"firms_3bn": 0, "firms_1500m": 5},
            "d": {"firms_3bn": 0, "firms_1500m": 3},
            "e": {"firms_3bn": 0, "firms_1500m": 4},
            "f": {"firms_3bn": 1, "firms_1500m": 7},
        },
        {"region": dict(zip("abcdef", ["东部", "东部", "中部", "中部", "中部", "西部"], strict=True))},
    )
    # f is alone in its region: nothing to compare it with, so the indicator doesn't count for it
    assert_scores(scores, "index", {"a": 0, "b": 100, "c": 100, "d": 0, "e": 50, "f": None})
    assert_scores(scores, "index/big", {"a": 0, "b": 100, "c": 100, "d": 0, "e": 50, "f": None})


def test_weights_that_miss_the_total_for_one_zone_type_are_refused():
    with pytest.raises(Exception, match=r"zone_type=B"):
        scheme(
            WUXI.replace("patents: {by: zone_type, A: 10, B: 50}", "patents: {by: zone_type, A: 10, B: 40}")
        )


def test_entropy_weights_over_scores_of_three_zones():
    """熵值法: scores 0, 0.5, 1 have shares 0, 1/3, 2/3 of their sum; 0, 1, 1 have 0, 1/2, 1/2."""
    scores = scored(
        ITEMS
        + """
indicators:
  gdp: {scale: minmax}
  energy: {scale: {goalposts: [0.4, 0.8], clip: true}, direction: lower}
tree:
  index: {weights: {entropy: {}}, children: {gdp: 1, energy: 1}}
""",
        {"a": {"gdp": 10, "energy": 0.9}, "b": {"gdp": 30, "energy": 0.4}, "c": {"gdp": 50, "energy": 0.4}},
    )
    spare_gdp = 1 - (1 / 3 * math.log(3) + 2 / 3 * math.log(3 / 2)) / math.log(3)
    spare_energy = 1 - math.log(2) / math.log(3)
    gdp = spare_gdp / (spare_gdp + spare_energy)
    assert_scores(scores, "index", {"a": 0, "b": 0.5 * gdp + (1 - gdp), "c": 1})


def test_judgements_of_experts_by_the_analytic_hierarchy_process():
    """层次分析法: consistent judgements 6 : 3 : 1 are those weights; points add up to 100."""
    scores = scored(
        ITEMS
        + """
indicators: {gdp: {scale: {ratio: 100}}, fdi: {scale: {ratio: 10}}, energy: {scale: none}}
tree:
  index:
    combine: sum
    total: 100
    weights: {ahp: {gdp: {fdi: 2, energy: 6}, fdi: {energy: 3}}}
    children: {gdp: 1, fdi: 1, energy: 1}
""",
        {"a": {"gdp": 50, "fdi": 10, "energy": 0.5}, "b": {"gdp": 100, "fdi": 5, "energy": 1}},
    )
    assert_scores(scores, "index", {"a": 60 * 0.5 + 30 + 10 * 0.5, "b": 60 + 30 * 0.5 + 10})


def test_rank_sum_ratio_of_four_zones_with_a_tie():
    """秩和比: places from the worst over 4; lower is better turns the order of energy."""
    scores = scored(
        ITEMS
        + """
indicators: {gdp: {}, energy: {direction: lower}}
tree: {index: {combine: rank_sum_ratio, round: 4, children: {gdp: 2, energy: 1}}}
""",
        {
            "a": {"gdp": 10, "energy": 0.4},
            "b": {"gdp": 20, "energy": 0.9},
            "c": {"gdp": 20, "energy": 0.5},
            "d": {"gdp": 40, "energy": 0.7},
        },
    )
    by_hand = {
        "a": (2 * 1 + 4) / 12,
        "b": (2 * 2.5 + 1) / 12,
        "c": (2 * 2.5 + 3) / 12,
        "d": (2 * 4 + 2) / 12,
    }
    assert_scores(scores, "index", {unit: round(value, 4) for unit, value in by_hand.items()})


def test_weights_of_experts_and_of_the_data_blended():
    """AHP and the coefficient of variation in halves: 3 : 1, and deviation over mean of 1, 3 and of 2, 3."""
    scores = scored(
        ITEMS
        + """
indicators: {gdp: {}, fdi: {}}
tree:
  index:
    weights: {blend: {ahp: 0.5, coefficient_of_variation: 0.5}, ahp: {gdp: {fdi: 3}}}
    children: {gdp: 1, fdi: 1}
""",
        {"a": {"gdp": 1, "fdi": 2}, "b": {"gdp": 3, "fdi": 3}},
    )
    # deviations of two values are their distance over the root of 2: 1/2 and 1/5 of the means, 5 : 2
    gdp = 0.5 * 3 / 4 + 0.5 * 5 / 7
    assert_scores(scores, "index", {"a": gdp + 2 * (1 - gdp), "b": 3})
