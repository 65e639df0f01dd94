"""A year judged: standings, events and the office's settings in, findings out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from kaohe.law import Calendar
from kaohe.messages import Problem, Refused
from kaohe.rules.applicability import cannot_be_asked, unfit_years, zones_judged
from kaohe.rules.evaluate import Evidence
from kaohe.rules.events import Event
from kaohe.rules.findings import Finding, Judgement, NotJudged, Setting
from kaohe.rules.measures import findings_for
from kaohe.rules.model import Rule
from kaohe.rules.packs import LoadedPack
from kaohe.rules.parameters import check_settings
from kaohe.rules.places import Lists
from kaohe.standings import Standings, Zone


def judge(
    pack: LoadedPack,
    standings_by_year: Mapping[int, Standings],
    zones: Iterable[Zone],
    events: Iterable[Event],
    settings: Mapping[str, Setting],
    published_on: date,
    calendar: Calendar,
) -> Judgement:
    """Judge the latest assessment year given; the years before it serve conditions over years.

    Raises `Refused` for a year or date outside the pack's validity, no zone inside its territory, a setting
    that isn't the pack's or has no basis, and a date the calendar doesn't reach.
    """
    rules = pack.pack
    zones = sorted(zones, key=lambda zone: zone.code)
    evidence = Evidence(
        rules,
        {year: Lists(year, standings) for year, standings in standings_by_year.items()},
        {},
        _by_unit(events),
        settings,
        published_on,
        max(standings_by_year),
    )
    latest = standings_by_year[evidence.year]
    outside = rules.applies.refusal(published_on, evidence.year, latest.data_year)
    if outside:
        raise Refused([outside])
    check_settings(rules, settings)
    here, not_judged = zones_judged(rules, zones, latest)
    findings: list[Finding] = []
    for rule in rules.rules:
        fitting = replace(evidence, unfit=unfit_years(rule, evidence, zones))
        found, left = _judge_rule(rule, here, fitting, calendar)
        findings += found
        not_judged += left
    return Judgement(
        rules.id,
        rules.version,
        pack.sha256,
        evidence.year,
        published_on,
        latest.origin,
        latest.document,
        tuple(settings[name] for name in rules.parameters if name in settings),
        tuple(_absorbed(sorted(findings, key=lambda finding: finding.unit))),
        tuple(not_judged),
    )


def _by_unit(events: Iterable[Event]) -> dict[str, list[Event]]:
    by_unit: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.date):
        by_unit[event.unit].append(event)
    return dict(by_unit)


def _judge_rule(
    rule: Rule, here: Iterable[Zone], evidence: Evidence, calendar: Calendar
) -> tuple[list[Finding], list[NotJudged]]:
    problem = cannot_be_asked(rule, here, evidence)
    if problem:
        return [], [NotJudged(rule.id, (), problem)]
    findings: list[Finding] = []
    gaps: list[tuple[str, Problem]] = []
    for zone in here:
        if zone.level != rule.level or (rule.counts_places and not evidence.stands(zone)):
            continue
        verdict = evidence.verdict(rule.when, zone, evidence.year)
        gaps += [(zone.code, gap) for gap in verdict.gaps]
        if verdict.state in ("met", "officer"):
            findings += findings_for(rule, zone, verdict, evidence, calendar)
    return findings, list(_gathered(rule.id, gaps))


def _gathered(rule: str, gaps: Iterable[tuple[str, Problem]]) -> Iterator[NotJudged]:
    """The same gap of several zones is said once."""
    gathered: dict[str, tuple[Problem, dict[str, None]]] = {}
    for unit, gap in gaps:
        gathered.setdefault(repr(gap), (gap, {}))[1][unit] = None
    for gap, units in gathered.values():
        yield NotJudged(rule, tuple(units), gap)


def _absorbed(findings: list[Finding]) -> Iterator[Finding]:
    """Measures that another measure fired for the same zone is held together with."""
    by = {
        (finding.unit, absorbed): finding.code
        for finding in findings
        if finding.outcome == "fired"
        for absorbed in finding.measure.absorbs
    }
    for finding in findings:
        yield replace(finding, absorbed_by=by.get((finding.unit, finding.code)))
