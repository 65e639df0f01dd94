"""A snapshot reads back the same, scores again to the byte, and shows whatever was changed."""

import hashlib
import json
import math
from pathlib import Path

import pytest

from kaohe.archive import published_tables, read_snapshot, rescore, write_snapshot
from kaohe.figures import Figures, aligned, figures_of
from kaohe.messages import Refused
from kaohe.schemes import Scheme, read_scheme
from kaohe.scoring import score, standings_of
from kaohe.standings import read_standings, read_table

SCHEME = """
format: 1
id: small
name: {zh: 小指标体系, en: small scheme}
status: example
units: {region: [东部, 西部]}
frames: {prev: {year: -1}, city: {through: host_city}}
items:
  gdp: {name: {zh: 地区生产总值, en: GDP}, unit: 万元}
  tax: {name: {zh: 税收, en: tax}, unit: 万元}
defaults: {direction: higher, provenance: reconstructed, scale: {minmax: [0, 100]}}
indicators:
  growth: {name: growth, formula: (gdp / prev.gdp - 1) * 100, unit: "%"}
  share: {name: share, formula: tax / city.tax * 100, unit: "%"}
tree: {index: {total: 3, need: 1, round: 2, children: {growth: 2, share: 1}}}
ranks: {within: [region], classes: [{name: 良, at_least: 50}, {name: 中}]}
"""


def small() -> tuple[Figures, Scheme]:
    before = figures_of(["a", "b"], {"gdp": [100.0, 200.0]}, data_year=2016)
    cities = figures_of(["市"], {"tax": [1e6 / 3]})
    units = ["a", "b", "c"]
    figures = figures_of(
        units,
        {"gdp": [110.1, 0.1 + 0.2, 5.0], "tax": [3.0, math.nan, 2.0]},
        names=["甲", "=乙", 'c "quoted", 丙'],
        attributes={"region": ["东部", "西部", "东部"], "host_city": ["市", "市", None]},
        data_year=2017,
        frames={"prev": aligned(before, units), "city": aligned(cities, ["市", "市", None])},
    )
    return figures, read_scheme(SCHEME, Path("small.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    figures, scheme = small()
    write_snapshot(tmp_path / "snapshot", figures, scheme, published_tables(score(figures, scheme)))
    return tmp_path / "snapshot"


def test_reads_back_what_was_written(folder: Path) -> None:
    figures, scheme = small()
    kept = read_snapshot(folder)
    assert kept.scheme == scheme
    assert (kept.figures.units, kept.figures.names) == (figures.units, figures.names)
    assert kept.figures.attributes == figures.attributes
    assert kept.figures.data_year == 2017
    assert kept.figures.frames["prev"].data_year == 2016
    for name in ("prev", "city"):
        assert kept.figures.frames[name].values.tobytes() == figures.frames[name].values.tobytes()
    assert kept.figures.values.tobytes() == figures.values.tobytes()


def test_scores_again_to_the_byte(folder: Path) -> None:
    assert rescore(read_snapshot(folder)) == ()


def test_same_input_same_snapshot(folder: Path, tmp_path: Path) -> None:
    figures, scheme = small()
    write_snapshot(tmp_path / "again", figures, scheme, published_tables(score(figures, scheme)))
    for file in folder.rglob("*.*"):
        if file.is_file():
            assert (tmp_path / "again" / file.relative_to(folder)).read_bytes() == file.read_bytes()


def test_what_differs_is_said(folder: Path) -> None:
    """As if an earlier version had published another score: table, line, both values."""
    published = folder / "published" / "scores.csv"
    content = published.read_text(encoding="utf-8").replace("a,index/growth,100", "a,index/growth,99")
    published.write_text(content, encoding="utf-8")
    _declare(folder, "published/scores.csv")
    (difference,) = rescore(read_snapshot(folder))
    assert (difference.table, difference.lines) == ("scores.csv", 1)
    assert (difference.published, difference.now) == ("a,index/growth,99", "a,index/growth,100")


@pytest.mark.parametrize(
    "name", ["figures.csv", "figures.prev.csv", "scheme.yaml", "published/standings.csv"]
)
def test_a_changed_or_missing_file_is_refused_by_name(folder: Path, name: str) -> None:
    file = folder / name
    content = file.read_bytes()
    file.write_bytes(content + b"\n")
    with pytest.raises(Refused, match="was changed") as refused:
        read_snapshot(folder)
    assert str(refused.value.problems[0].place).endswith(name)
    file.unlink()
    with pytest.raises(Refused, match="is missing"):
        read_snapshot(folder)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"kaohe_snapshot": 99}'])
def test_no_snapshot_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_snapshot(tmp_path)
    assert refused.value.problems[0].code in {"archive.no_snapshot", "archive.other_format"}


def _declare(folder: Path, name: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_published_standings_read_back_as_computed(folder: Path) -> None:
    figures, scheme = small()
    (read,) = read_standings(read_table(folder / "published" / "standings.csv"))
    assert read == standings_of(score(figures, scheme))
