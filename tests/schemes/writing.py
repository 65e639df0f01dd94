"""A small sound scheme, changed a line at a time."""

from pathlib import Path

from kaohe.messages import Refused
from kaohe.schemes import read_scheme

SOUND = """\
format: 1
id: small
name: {zh: 小, en: small}
status: example
units: {region: [E, W], zone: []}
frames: {prev: {year: -1}, city: {through: host}}
items:
  gdp: {name: GDP, unit: 万元}
  tax: {name: 税收, unit: 万元}
indicators:
  gdp: {direction: higher, provenance: published}
  share: {formula: tax / gdp * 100, unit: "%", direction: higher, provenance: published}
tree:
  index:
    children:
      gdp: 60
      share: 40
ranks: {ties: min}
"""


def changed(old="", new="", text=SOUND):
    """The sound scheme with one part of it replaced."""
    assert text.count(old) == 1 or not old, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new) if old else text


def problems(text, file=Path("small.yaml")):
    """Every problem of a scheme as (code, line); each can be said in both languages."""
    try:
        read_scheme(text, file)
    except Refused as refused:
        for problem in refused.problems:
            assert problem.text("zh").startswith(f"{problem.place.file}:")
            assert problem.text("en").count("{") == problem.text("zh").count("{")
        return [(problem.code, problem.place.line) for problem in refused.problems]
    return []
