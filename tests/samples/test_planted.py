"""What the list says was planted is there, as national-2016 and the checks see it."""

from collections import Counter
from dataclasses import asdict
from datetime import date

import numpy as np
import pytest

from kaohe.figures import check_figures
from kaohe.law import load_calendar
from kaohe.rules import Event, Setting, judge, rule_pack
from kaohe.samples import cohort
from kaohe.schemes import load_scheme
from kaohe.scoring import score, standings_of


@pytest.fixture(scope="module")
def sample():
    return cohort()


@pytest.fixture(scope="module")
def scheme():
    return load_scheme("national-2016")


@pytest.fixture(scope="module")
def scored(sample, scheme):
    return {figures.data_year: score(figures, scheme) for figures in sample.reviewed}


@pytest.fixture(scope="module")
def standings(scored):
    return {year: standings_of(scores) for year, scores in scored.items()}


def planted(sample, what):
    found = [each for each in sample.planted if each.what == what]
    assert found
    return found


def rows(standings, scope):
    return {row.unit: row for row in standings.rows if row.scope.endswith(scope) and not row.group}


def from_end(listed, unit):
    return 1 + sum(row.score < listed[unit].score for row in listed.values())


def test_every_zone_is_scored_in_every_year(scored):
    assert not any(np.isnan(scores.of("index")).any() for scores in scored.values())


def test_zones_stand_where_they_were_planted(sample, standings):
    for each in planted(sample, "from_end"):
        assert from_end(rows(standings[each.data_year], "index"), each.zone) == each.found


def test_ties_stand_across_the_cut_offs(sample, standings):
    for each in planted(sample, "tie"):
        listed = rows(standings[each.data_year], "index")
        assert listed[each.zone].score == listed[each.other].score
        assert listed[each.zone].tied == 2
        assert from_end(listed, each.zone) == each.found
    assert {each.found for each in planted(sample, "tie")} == {10, 20}


def test_the_riser_rises(sample, standings):
    for each in planted(sample, "jump"):
        before, after = (rows(standings[year], "index") for year in (each.data_year - 1, each.data_year))
        assert before[each.zone].rank - after[each.zone].rank >= each.found == 130


def test_a_hundred_zones_have_none(sample, standings):
    for each in planted(sample, "zeros"):
        listed = rows(standings[each.data_year], f"/{each.item}")
        assert Counter(row.score for row in listed.values())[0] == each.found == 100


def test_a_zone_is_among_the_last_ten_of_three_indicators(sample, standings):
    for each in planted(sample, "worst_in"):
        row = rows(standings[each.data_year], f"/{each.item}")[each.zone]
        assert row.rank > row.of - 10
    assert len({each.item for each in planted(sample, "worst_in")}) == 3


def test_gaps_are_blank_and_nothing_else_is(sample):
    listed = {(each.data_year, each.zone, each.item) for each in planted(sample, "gap")}
    blank = {
        (figures.data_year, figures.units[unit], figures.items[item])
        for figures in sample.years
        for unit, item in np.argwhere(np.isnan(figures.values))
        if figures.items[item] != "fdi_reinvested"
    }
    assert blank == listed


def test_slips_were_reported_for_what_was_reviewed(sample):
    places = {figures.data_year: place for place, figures in enumerate(sample.years)}
    for each in planted(sample, "unit_slip"):
        reported, reviewed = (years[places[each.data_year]] for years in (sample.years, sample.reviewed))
        unit = reported.units.index(each.zone)
        assert reported.column(each.item)[unit] == each.found == each.right * 10_000
        assert reviewed.column(each.item)[unit] == each.right


def test_hard_checks_find_the_slips_and_nothing_else(sample, scheme):
    for reported, reviewed in zip(sample.years, sample.reviewed, strict=True):
        slipped = {
            f"{each.zone}.{each.item}"
            for each in planted(sample, "unit_slip")
            if each.data_year == reported.data_year
        }
        assert {
            found.place.path for found in check_figures(reported, scheme) if found.level == "hard"
        } == slipped
        assert not [found for found in check_figures(reviewed, scheme) if found.level == "hard"]


def test_soft_checks_ask_about_every_gap_and_few_jumps(sample, scheme):
    for figures in sample.reviewed:
        found = Counter(problem.code for problem in check_figures(figures, scheme))
        assert found["figures.not_reported"] == 12
        assert found.total() < 60


def test_a_gap_is_filled_by_last_years_indicator_where_the_scheme_says_so(sample, scored):
    for each in planted(sample, "gap"):
        if each.item == "masters" and each.data_year > 2016:
            node = scored[each.data_year].nodes["index/innovation/masters_share"]
            before = scored[each.data_year - 1].nodes["index/innovation/masters_share"]
            unit = scored[each.data_year].figures.units.index(each.zone)
            assert np.isnan(node.value.values[unit])
            assert node.filled.values[unit] == before.value.values[unit]


def test_without_waste_its_weight_goes_to_the_siblings(scored):
    for scores in scored.values():
        none = scores.figures.column("waste_generated") == 0
        assert none.sum() == 4
        assert np.isnan(scores.of("index/ecology/waste_use")[none]).all()
        assert not np.isnan(scores.of("index/ecology")[none]).any()


def test_everything_planted_can_be_told_in_both_languages(sample):
    for each in sample.planted:
        assert each.zone in each.told().text("zh")
        assert str(each.data_year) in each.told().text("en")


def judged(sample, standings, pack):
    events = [
        Event(each.unit, each.event, date.fromisoformat(each.date), each.decider, each.document)
        for each in sample.events
    ]
    loaded = rule_pack(pack)
    settings = {"single_indicators": Setting("single_indicators", "indicators", "test")}
    return judge(
        loaded,
        {places.assessment_year: places for places in standings.values()},
        sample.zones,
        events,
        {name: setting for name, setting in settings.items() if name in loaded.pack.parameters},
        date.fromisoformat(sample.published_on[-1]),
        load_calendar(),
    )


def test_every_rung_of_the_ladder_has_a_zone_of_guangdong(sample, standings):
    findings = judged(sample, standings, "guangdong-2016").findings
    zones = {
        rule: {each.unit for each in findings if each.rule == rule}
        for rule in {each.rule for each in findings}
    }
    last_20, last_10, demoted = "SIM440004", "SIM440005", "SIM440006"
    assert zones["last-20"] == {last_20, last_10, demoted}
    assert zones["last-10"] == {last_10, demoted}
    assert zones["last-5"] == zones["last-5-twice-and-demoted"] == {demoted}
    assert "SIM440003" in zones["last-10-in-an-indicator"]


def test_two_zones_leave_by_the_national_rule(sample, standings):
    exits = {each.unit for each in judged(sample, standings, "national-2016").findings if each.rule == "exit"}
    leaver = planted(sample, "from_end")[3].zone
    assert exits == {"SIM440006", leaver}


@pytest.mark.parametrize("seed", [1, 5, 99])
def test_places_hold_for_other_seeds(seed, scheme):
    other = cohort(seed)
    for figures in other.reviewed:
        listed = rows(standings_of(score(figures, scheme)), "index")
        for each in other.planted:
            if each.data_year == figures.data_year and each.what in ("from_end", "tie"):
                assert from_end(listed, each.zone) == each.found, asdict(each)
