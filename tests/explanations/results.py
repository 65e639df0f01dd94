"""Results to show: a small scheme with everything in it, and the cohort under the national scheme."""

from functools import cache
from pathlib import Path

import numpy as np

from kaohe.explanations import result_of
from kaohe.figures import figures_of
from kaohe.samples import cohort
from kaohe.schemes import load_scheme, read_scheme
from kaohe.scoring import score

EVERYTHING = """
format: 1
id: everything
name: {zh: 样例, en: sample}
status: example
note: {zh: 只作测试, en: for tests only}
units: {region: [east, west]}
frames: {prev: {name: {zh: 上年, en: last year}, year: -1}}
items:
  gdp: {name: {zh: 生产总值, en: output}, unit: 万元}
  land: {name: {zh: 土地, en: land}, unit: 公顷}
  tax: {name: {zh: 税收, en: tax}, unit: 万元}
  prizes: {name: {zh: 奖项, en: prizes}, unit: 项}
  accidents: {name: {zh: 事故, en: accidents}, unit: 起}
defaults: {direction: higher, provenance: reconstructed, scale: {efficacy: [60, 100]}}
indicators:
  gdp: {clause: 二}
  density: {name: {zh: 单位面积产出, en: output per area}, unit: 万元/公顷, formula: gdp / land}
  growth:
    {name: {zh: 税收增长, en: growth of tax}, unit: "%", formula: (tax / prev.tax - 1) * 100, missing: mean}
  burden: {name: {zh: 税负, en: tax burden}, unit: "%", formula: tax / gdp * 100, direction: lower}
tree:
  index:
    name: {zh: 综合, en: overall}
    round: 2
    adjust:
      - {bonus: 0.5 * prizes, at_most: 3, name: {zh: 获奖加分, en: bonus for prizes}}
      - {veto: accidents > 2}
    children:
      size: {name: {zh: 规模, en: size}, weight: 60, children: {gdp: 2, density: 1}}
      change: {name: {zh: 变化, en: change}, weight: 40, need: 1, children: {growth: 1, burden: 1}}
ranks:
  ties: min
  within: [region]
  classes: [{name: {zh: 甲, en: A}, first: 1}, {name: {zh: 乙, en: B}}]
"""

NAN = np.nan
NAMES = ("East & Co", '<script>alert("1")</script>', "=1+1", "Tied one", "Tied two", "Vetoed", "Silent")
ITEMS = {
    "gdp": [900.0, 500.0, 100.0, 300.0, 300.0, 800.0, NAN],
    "land": [10.0, 0.0, 4.0, 6.0, 6.0, 8.0, 5.0],
    "tax": [90.0, 40.0, 12.0, 33.0, 33.0, 70.0, NAN],
    "prizes": [2.0, 0.0, 0.0, 9.0, 9.0, 0.0, 0.0],
    "accidents": [0.0, 0.0, 1.0, 0.0, 0.0, 3.0, 0.0],
}
LAST_YEAR = {"tax": [80.0, 50.0, 12.0, 30.0, 30.0, 70.0, 20.0]}
REGIONS = ("east", "east", "west", "west", "east", "west", "west")


def scheme_of(text):
    return read_scheme(text, Path("scheme.yaml"))


def table(items, year, frames=None, names=NAMES):
    count = len(names)
    marks = {"region": REGIONS[:count]}
    units = [f"u{place}" for place in range(count)]
    return figures_of(units, items, names=names, attributes=marks, data_year=year, frames=frames)


@cache
def everything():
    """Seven units: an ordinary one, one that divides by zero, two tied, one vetoed, one that is silent."""
    figures = table(ITEMS, 2020, {"prev": table(LAST_YEAR, 2019)})
    return score(figures, scheme_of(EVERYTHING))


@cache
def national(year=2):
    """The simulated cohort of 219 zones, scored by the national scheme."""
    return score(cohort().reviewed[year], load_scheme("national-2016"))


@cache
def national_result():
    return result_of(national())
