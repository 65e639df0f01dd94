import csv
import math
from pathlib import Path

import numpy as np
import pytest

from kaohe.messages import Refused
from kaohe.samples import cohort

ZONES = Path(__file__).parents[3] / "shared" / "reference" / "zones"


@pytest.fixture(scope="module")
def sample():
    return cohort()


def total(figures, *items):
    return math.fsum(float(np.nansum(figures.column(item))) for item in items)


def log_ratio(figures, above, below):
    return np.log(figures.column(above) / figures.column(below))


def together(one, other):
    """The correlation over the zones that have both."""
    both = np.isfinite(one) & np.isfinite(other)
    return np.corrcoef(one[both], other[both])[0, 1]


def test_three_years_of_219_zones_six_of_them_in_guangdong(sample):
    assert [figures.data_year for figures in sample.years] == [2016, 2017, 2018]
    assert all(figures.units == tuple(zone.code for zone in sample.zones) for figures in sample.years)
    assert len(sample.zones) == 219
    assert sum(zone.province == "广东" for zone in sample.zones) == 6
    assert {zone.level for zone in sample.zones} == {"national"}


def test_the_same_seed_gives_the_same_cohort_and_another_seed_another(sample):
    again, other = cohort(2016), cohort(2017)
    assert again.zones == sample.zones
    assert again.planted == sample.planted
    for one, two in zip(again.years, sample.years, strict=True):
        np.testing.assert_array_equal(one.values, two.values)
    assert not np.array_equal(other.years[0].values, sample.years[0].values, equal_nan=True)


def test_figures_that_may_never_change(sample):
    items = ("gdp", "fdi", "hnte", "developed_land", "approval_time_ratio", "eco_park_grade")
    kept = {
        "SIM320010": [1091044, 1895, 26, 162.9, 31.3, 85],
        "SIM650009": [7692575, 17438, 62, 2022.5, 45.3, 0],
    }
    figures = sample.years[0]
    for code, values in kept.items():
        assert [figures.column(item)[figures.units.index(code)] for item in items] == values


def test_totals_are_the_published_ones(sample):
    """Trillion yuan, 100 m US dollars and numbers as in reference/zones/national_aggregates.csv."""
    of_2017 = sample.reviewed[1]
    assert total(of_2017, "gdp") == pytest.approx(9.1e8, rel=0.001)
    assert total(of_2017, "tax") == pytest.approx(1.6e8, rel=0.001)
    assert total(of_2017, "budget_revenue") == pytest.approx(1.8e8, rel=0.001)
    assert total(of_2017, "services_va") == pytest.approx(2.8e8, rel=0.001)
    assert total(of_2017, "trade") == pytest.approx(5.6e8, rel=0.001)
    of_2018, later = sample.reviewed[2], 10.5 / 1.103
    assert total(of_2018, "gdp") == pytest.approx(later * 1e8, rel=0.001)
    assert total(of_2018, "hnte") == pytest.approx(31_000 * later / 10.5, rel=0.005)
    assert total(of_2018, "rd_institutions") == pytest.approx(8_600 * later / 11, rel=0.005)
    assert total(of_2018, "incubators", "makerspaces") == pytest.approx(478 * later / 10.5, rel=0.02)
    assert total(of_2018, "listed") == pytest.approx(894 * later / 12.8, rel=0.02)
    assert total(of_2018, "fdi") == pytest.approx(381.6e4 * later / 12.8, rel=0.001)
    east = np.array([region == "东部" for region in of_2018.attributes["region"]])
    big = np.where(east, of_2018.column("firms_3bn"), of_2018.column("firms_1500m")).sum()
    assert big == pytest.approx(1_682 * later / 12.8, rel=0.02)
    assert total(of_2018, "invention_patents") / total(of_2018, "population") * 10_000 == pytest.approx(
        94 * later / 10.5, rel=0.01
    )


def test_zones_have_the_published_shares_of_their_host_cities(sample):
    for figures, cities in zip(sample.reviewed, sample.cities, strict=True):
        assert total(figures, "gdp") / total(cities, "gdp") == pytest.approx(0.141, rel=0.01)
        assert total(figures, "tax") / total(cities, "tax") == pytest.approx(0.157, rel=0.01)


def test_host_cities_have_more_than_their_zones_together(sample):
    for figures, cities in zip(sample.reviewed, sample.cities, strict=True):
        hosts = np.array(figures.attributes["host_city"])
        for item in cities.items:
            for city, whole in zip(cities.units, cities.column(item), strict=True):
                assert figures.column(item)[hosts == city].sum() < whole


def test_what_goes_together_in_real_zones_goes_together_here(sample):
    figures = sample.reviewed[2]
    size = np.log(figures.column("gdp"))
    research = log_ratio(figures, "rd_expenditure", "main_revenue")
    assert together(size, np.log(figures.column("hnte"))) > 0.6
    assert together(research, log_ratio(figures, "invention_patents", "population")) > 0.2
    assert together(log_ratio(figures, "energy_above_scale", "industry_va_above_scale"),
                    log_ratio(figures, "cod_above_scale", "industry_va_above_scale")) > 0.2  # fmt: skip
    east = np.array([region == "东部" for region in figures.attributes["region"]])
    west = np.array([region == "西部" for region in figures.attributes["region"]])
    opened = log_ratio(figures, "trade", "gdp")
    assert np.median(opened[east]) > np.median(opened[west])
    assert np.median(size[east]) > np.median(size[west])


def test_a_zone_stays_much_the_same_from_year_to_year(sample):
    one, two = sample.reviewed[0], sample.reviewed[1]
    assert together(np.log(one.column("trade")), np.log(two.column("trade"))) > 0.9
    assert sample.reviewed[1].frames["prev"].units == one.units
    np.testing.assert_array_equal(two.frames["prev"].values, one.values)


def test_everything_says_that_it_is_simulated(sample):
    assert all(zone.name.startswith("模拟·") and zone.city.startswith("模拟·") for zone in sample.zones)
    for figures in (*sample.years, *sample.reviewed, *sample.cities):
        assert set(figures.attributes["status"]) == {"模拟数据 / simulated"}
    assert all("模拟" in event.document and "模拟" in event.note for event in sample.events)


def test_no_zone_bears_a_real_name(sample):
    if not ZONES.exists():
        pytest.skip(f"{ZONES} is not here: the real names can't be compared")
    with (ZONES / "national_zones_233.csv").open(encoding="utf-8") as lines:
        real = {row["zone"].removesuffix("经济技术开发区") for row in csv.DictReader(lines)}
    invented = {zone.name for zone in sample.zones} | {zone.city for zone in sample.zones}
    assert not [(name, known) for name in invented for known in real if known in name]


def test_names_and_codes_are_different_for_every_zone_of_a_large_cohort():
    large = cohort(1, zones=2_000)
    assert len({zone.code for zone in large.zones}) == len({zone.name for zone in large.zones}) == 2_000
    assert large.years[0].units == tuple(sorted(large.years[0].units))
    assert total(large.reviewed[1], "gdp") == pytest.approx(9.1e8 * 2_000 / 219, rel=0.001)


def test_fewer_zones_than_there_are_provinces_for_are_refused():
    with pytest.raises(Refused) as refused:
        cohort(zones=218)
    assert "219" in refused.value.problems[0].text("zh")
    assert "218" in refused.value.problems[0].text("en")
