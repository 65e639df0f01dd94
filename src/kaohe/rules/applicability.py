"""Whom a pack judges, and whether the places given are those that a rule speaks of."""

from collections.abc import Iterable

from kaohe.law import inside
from kaohe.messages import Problem, Refused, Text
from kaohe.rules.evaluate import Evidence
from kaohe.rules.findings import NotJudged
from kaohe.rules.model import Pack, Rule
from kaohe.standings import Standings, Zone


def zones_judged(
    pack: Pack, zones: Iterable[Zone], latest: Standings
) -> tuple[tuple[Zone, ...], list[NotJudged]]:
    """The zones inside the pack's territory, and who else isn't judged.

    `Refused` if none is inside, or one's level isn't that of the year judged.
    """
    zones = tuple(zones)
    _check_levels(zones, latest)
    where = _territory_name(pack)
    here = tuple(zone for zone in zones if inside(zone.province, pack.territory))
    if not here:
        raise Refused.because("rules.no_zone_inside", pack=pack.id, territory=where)
    codes_here, codes = {zone.code for zone in here}, {zone.code for zone in zones}
    absent, outside, unknown = (
        codes_here - latest.units,
        (codes - codes_here) & latest.units,
        latest.units - codes,
    )
    reasons = (
        (absent, "rules.zone_without_place", {"year": latest.assessment_year}),
        (outside, "rules.outside_territory", {"count": len(outside), "territory": where}),
        (unknown, "rules.zone_unknown", {"count": len(unknown)}),
    )
    left = [
        NotJudged(None, tuple(sorted(units)), Problem(code, params, level="note"))
        for units, code, params in reasons
        if units
    ]
    return here, left


def _check_levels(zones: Iterable[Zone], latest: Standings) -> None:
    """Whoever the ministry ranks was a national zone in that year, whatever became of it since."""
    if latest.origin == "official":
        ranked = [zone for zone in zones if zone.level != "national" and zone.code in latest.units]
        params = [{"zone": zone.name, "year": latest.assessment_year} for zone in ranked]
        if params:
            raise Refused(Problem("rules.level_differs", each) for each in params)


def cannot_be_asked(rule: Rule, here: Iterable[Zone], evidence: Evidence) -> Problem | None:
    """Why a rule can't be judged for anyone; None if it can."""
    if not any(zone.level == rule.level for zone in here):
        return Problem("rules.none_of_level", level="note")
    if rule.counts_places and evidence.year in evidence.unfit:
        return evidence.unfit[evidence.year]
    for used in rule.when.parameters():
        if used.parameter not in evidence.settings:
            asks = evidence.pack.parameters[used.parameter].asks
            return Problem("rules.parameter_unset", {"name": used.parameter, "asks": asks}, level="note")
    return None


def unfit_years(rule: Rule, evidence: Evidence, zones: Iterable[Zone]) -> dict[int, Problem]:
    """Years whose places aren't those the rule counts, with why."""
    zones = tuple(zones)
    found = (
        (year, _unfit(rule, evidence.pack, lists.standings, zones)) for year, lists in evidence.lists.items()
    )
    return {year: problem for year, problem in found if problem}


def _unfit(rule: Rule, pack: Pack, standings: Standings, zones: tuple[Zone, ...]) -> Problem | None:
    """A rule speaks of places in the nation, or among the province's own zones of one level."""
    standing = [zone for zone in zones if zone.code in standings.units]
    if not any(zone.level == rule.level for zone in standing):
        return Problem("rules.none_of_level_stands", {"year": standings.assessment_year}, level="note")
    if standings.origin == "official":
        fits = rule.field == "nation"
        return None if fits else Problem("rules.places_are_the_ministrys", level="note")
    if any(zone.level != rule.level for zone in standing):
        return Problem("rules.levels_mixed", level="note")
    here = {zone.code for zone in standing if inside(zone.province, pack.territory)}
    only_here = here == standings.units
    where = {"province": _territory_name(pack)}
    if rule.field == "nation" and only_here and pack.territory != "nation":
        return Problem("rules.not_nationwide", where, level="note")
    if rule.field == "province" and not only_here:
        return Problem("rules.not_the_province", where, level="note")
    return None


def _territory_name(pack: Pack) -> Text:
    if pack.territory == "nation":
        return Text("全国", "the whole nation")
    return Text("、".join(pack.territory), ", ".join(pack.territory))
