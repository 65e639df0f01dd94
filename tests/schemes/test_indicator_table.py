"""`indicators: {table: x.csv}`."""

import pytest

from kaohe.messages import Refused
from kaohe.schemes import load_scheme
from tests.schemes.writing import SOUND

SCHEME = SOUND.replace(
    """  gdp: {direction: higher, provenance: published}
  share: {formula: tax / gdp * 100, unit: "%", direction: higher, provenance: published}
""",
    "  table: indicators.csv\n",
)
TABLE = """\
code,name.zh,name.en,unit,formula,direction,provenance,scale,weights.level,weights.change
gdp,生产总值,GDP,,,higher,published,,60,30

share,税收: 占比,"tax, %",%,tax / gdp * 100,higher,published,"{minmax: [0, 100]}",40,"{by: region, else: 2}"
"""


def loaded(tmp_path, table, scheme=SCHEME):
    (tmp_path / "small.yaml").write_text(scheme, encoding="utf-8")
    (tmp_path / "indicators.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return load_scheme(tmp_path / "small.yaml")


def refused(tmp_path, table, scheme=SCHEME):
    with pytest.raises(Refused) as found:
        loaded(tmp_path, table, scheme)
    for problem in found.value.problems:
        assert problem.text("zh")
    return [(problem.code, problem.place.file, problem.place.line) for problem in found.value.problems]


def test_a_row_is_an_indicator(tmp_path):
    scheme = loaded(tmp_path, TABLE)
    written = SCHEME.replace(
        "  table: indicators.csv\n",
        """\
  gdp:
    name: {zh: 生产总值, en: GDP}
    direction: higher
    provenance: published
    weights: {level: 60, change: 30}
  share:
    name: {zh: "税收: 占比", en: "tax, %"}
    unit: "%"
    formula: tax / gdp * 100
    direction: higher
    provenance: published
    scale: {minmax: [0, 100]}
    weights: {level: 40, change: {by: region, else: 2}}
""",
    )
    (tmp_path / "written.yaml").write_text(written, encoding="utf-8")
    assert scheme == load_scheme(tmp_path / "written.yaml")


def test_an_indicator_called_table_is_no_table(tmp_path):
    scheme = (
        SOUND.replace("  share: {", "  table: {")
        .replace("share: 40", "table: 40")
        .replace("  gdp: {direction: higher, provenance: published}\n", "")
        .replace("      gdp: 60\n", "")
    )
    (tmp_path / "a.yaml").write_text(scheme, encoding="utf-8")
    assert list(load_scheme(tmp_path / "a.yaml").indicators) == ["table"]


def test_with_a_byte_order_mark_and_windows_line_ends(tmp_path):
    scheme = loaded(tmp_path, b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode())
    assert list(scheme.indicators) == ["gdp", "share"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("share,", "gdp,", ("schemes.twice", "indicators.csv", 4)),
        ("share,", ",", ("schemes.row_shape", "indicators.csv", 4)),
        ("60,30", "60,30,1", ("schemes.row_shape", "indicators.csv", 2)),
        ('"tax, %"', '"tax, %', ("schemes.row_shape", "indicators.csv", 4)),
        ("code,", "key,", ("schemes.no_code_column", "indicators.csv", 1)),
        ("60,30", "060,30", ("packs.surprising_scalar", "indicators.csv", 2)),
        ("gdp,生产总值,GDP,,,higher", "gdp,生产总值,GDP,,,", ("schemes.no_direction", "indicators.csv", 2)),
        ("gdp,生产总值,GDP,,,higher", "gdp,生产总值,GDP,,,up", ("packs.want_one_of", "indicators.csv", 2)),
        ("tax / gdp", "tax / gpd", ("schemes.unknown_name", "indicators.csv", 4)),
        ("{minmax: [0, 100]", "{minmax: [100, 0]", ("schemes.not_ascending", "indicators.csv", 4)),
        ("direction,", "weights,", ("schemes.twice", "indicators.csv", 2)),
        ("name.zh,name.en", "name,name.en", ("schemes.twice", "indicators.csv", 2)),
        ("share,", "ln,", ("schemes.code", "indicators.csv", 4)),
    ],
)
def test_what_is_wrong_with_a_row_is_said_at_its_line(tmp_path, old, new, found):
    assert TABLE.count(old) == 1
    assert found in refused(tmp_path, TABLE.replace(old, new))


def test_problems_elsewhere_keep_the_line_of_the_scheme(tmp_path):
    assert refused(tmp_path, TABLE, SCHEME.replace("gdp: 60", "gpd: 60")) == [
        ("schemes.unknown_indicator", "small.yaml", 15)
    ]


def test_a_table_that_is_not_there_or_no_text(tmp_path):
    scheme = SCHEME.replace("indicators.csv", "other.csv")
    assert refused(tmp_path, TABLE, scheme) == [("schemes.no_table", "small.yaml", 11)]
    assert refused(tmp_path, TABLE.encode("gbk")) == [("packs.not_utf8", "indicators.csv", None)]
    assert refused(tmp_path, "") == [("schemes.no_code_column", "indicators.csv", 1)]
