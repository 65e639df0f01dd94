"""A small scheme that has every kind of item and frame, and workbooks made for it."""

from pathlib import Path

import openpyxl

from kaohe.messages import Refused
from kaohe.schemes import Scheme, read_scheme

TEXT = """
format: 1
id: small
version: "2"
name: {zh: 小体系, en: small}
status: example
units: {region: [东部, 中部, 西部]}
frames:
  prev: {name: {zh: 上年, en: last year}, year: -1}
  city: {name: {zh: 所在地市, en: host city}, through: host_city}
  target: {name: {zh: 目标, en: target}, given: true}
items:
  gdp:
    name: {zh: 地区生产总值, en: gross domestic product}
    unit: 万元
    bounds: [0, null]
    evidence: true
    vouched_by: 统计局
    definition: {zh: 当年价格。, en: At current prices.}
  firms: {name: {zh: 企业数, en: firms}, unit: 家, kind: count}
  share: {name: {zh: 比重, en: share}, unit: "%", kind: share}
  growth: {name: {zh: 增速, en: growth}, unit: "%", bounds: [-60, 100]}
  open_data: {name: {zh: 是否公开, en: open data}, unit: 是否, kind: yes_no}
  stage:
    name: {zh: 阶段, en: stage}
    unit: 等级
    kind: grade
    grades: [{name: {zh: 甲, en: first}, points: 3}, {name: {zh: 乙, en: second}, points: 2}]
  extra: {name: {zh: 补充, en: extra}, unit: 万元, required: false}
checks:
  - {code: firms_small, that: firms <= gdp, say: {zh: 企业数大于产值, en: more firms than output}}
  - {code: growth_low, level: soft, that: {by: region, 东部: growth < 50, else: growth < 80}, say: 增速高}
  - {code: jump, level: soft, each: [amount], that: x < 3 * prev.x, say: {zh: 跳变, en: a jump}}
defaults: {direction: higher, provenance: reconstructed}
indicators:
  gdp: {}
  firms: {}
  share: {}
  growth: {}
  open_data: {}
  stage: {}
  city_share: {name: {zh: 占地市比重, en: share of city}, unit: "%", formula: gdp / city.gdp * 100}
  gain: {name: {zh: 增量, en: gain}, unit: 万元, formula: gdp - prev.gdp}
  reached: {name: {zh: 完成率, en: reached}, unit: "%", formula: gdp / target.gdp * 100}
tree:
  index:
    name: {zh: 总分, en: total}
    of: all
"""

HEADS = ["unit", "name", "region", "host_city", "gdp", "firms", "share", "growth", "open_data", "stage"]
ROWS = [
    ["A1", "甲区", "东部", "广州", 100.5, 12, 30, 5, "是", "甲"],
    ["A2", "乙区", "中部", "广州", 200, 8, 40, -3, "否", "乙"],
    ["A3", "丙区", "西部", "珠海", 50, 3, 12.5, 7, "是", "甲"],
]
LAST_YEAR = [["unit", "gdp"], ["A1", 90], ["A2", 210], ["A3", 40]]
CITIES = [["city", "gdp"], ["广州", 1000], ["珠海", 400]]
TARGETS = [["unit", "gdp"], ["A1", 100], ["A2", 250], ["A3", 60]]


def small_scheme() -> Scheme:
    return read_scheme(TEXT, Path("small.yaml"))


def sheets(**changed: list) -> dict[str, list]:
    """The rows of a sound workbook's sheets, some of them changed."""
    return {"填报": [HEADS, *ROWS], "上年": LAST_YEAR, "城市": CITIES, "目标": TARGETS} | changed


def workbook(file: Path, content: dict[str, list], change=None) -> Path:
    """Write rows as sheets with openpyxl; `change` may then do to the book what it likes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in content.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    book.save(file)
    return file


def with_cell(cell: str, value: object, number_format: str | None = None):
    """A change of one cell of the sheet 填报."""

    def change(book: openpyxl.Workbook) -> None:
        book["填报"][cell] = value
        if number_format:
            book["填报"][cell].number_format = number_format

    return change


def said(refused: Refused) -> dict[str, str]:
    """Problem codes with the places they are said at."""
    return {problem.code: str(problem.place) for problem in refused.problems}
