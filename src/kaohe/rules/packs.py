"""Rules packs: shipped or read from text, and refused if a rule doesn't hold together."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kaohe.law import Citation, listed_offices
from kaohe.messages import Place, Problem, Refused, Text
from kaohe.packs import Lines, pack_file, pack_ids, read_model
from kaohe.rules.addressing import RELATIONS
from kaohe.rules.conditions import Condition, Parameter
from kaohe.rules.model import Measure, Pack, Rule


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack that holds together, and the SHA-256 of its text."""

    pack: Pack
    sha256: str


def rule_pack_ids() -> tuple[str, ...]:
    """Ids of the rules that come with the product."""
    return tuple(code for code in pack_ids("rules") if "." not in code)


@cache
def rule_pack(code: str) -> LoadedPack:
    """Shipped rules by id, read once. Raises `Refused` for an id that isn't there."""
    if code not in rule_pack_ids():
        raise Refused.because("rules.no_pack", found=code, known=", ".join(rule_pack_ids()))
    file = pack_file("rules", f"{code}.yaml")
    return read_rules(file.read_text(encoding="utf-8"), file.name)


def load_rules(which: str) -> LoadedPack:
    """Shipped rules by id, or a pack in a file of one's own. May be `Refused`; OSError if unreadable."""
    file = Path(which)
    if which in rule_pack_ids() or file.suffix not in (".yaml", ".yml"):
        return rule_pack(which)
    try:
        return read_rules(file.read_bytes().decode("utf-8-sig"), file.name)
    except UnicodeDecodeError:
        raise Refused.because("packs.not_utf8", Place(str(file))) from None


@cache
def event_kinds() -> dict[str, Text]:
    """Every event that some shipped pack reads, by code."""
    packs = (rule_pack(code).pack for code in rule_pack_ids())
    return {code: Text(kind.zh, kind.en) for pack in packs for code, kind in pack.events.items()}


def read_rules(text: str, file: str) -> LoadedPack:
    """Read a pack and check what it names: citations, parameters, events, offices. May be `Refused`."""
    pack, lines = read_model(Pack, text, file)
    problems = [problem for check in (_of_pack, _of_rules) for problem in check(pack, file, lines)]
    if problems:
        raise Refused(problems)
    return LoadedPack(pack, hashlib.sha256(text.encode()).hexdigest())


def _of_pack(pack: Pack, file: str, lines: Lines) -> Iterator[Problem]:
    for name, parameter in pack.parameters.items():
        yield from parameter.cites.problems(Place(file, line=lines.get(("parameters", name, "cites"))))
        if name not in {used.parameter for rule in pack.rules for used in rule.when.parameters()}:
            place = Place(file, line=lines.get(("parameters", name)))
            yield Problem("rules.parameter_unused", {"name": name}, place)
    for code, kind in pack.events.items():
        if kind.until is not None and kind.until not in pack.events:
            place = Place(file, line=lines.get(("events", code)))
            yield _unknown(kind.until, pack.events, place)


def _of_rules(pack: Pack, file: str, lines: Lines) -> Iterator[Problem]:
    measures = [f"{rule.id}/{measure.kind}" for rule in pack.rules for measure in rule.measures]
    for number, rule in enumerate(pack.rules):
        place = Place(file, line=lines.get(("rules", number)), path=rule.id)
        for citation in _citations(rule):
            yield from citation.problems(place)
        yield from _of_condition(rule.when, pack, place)
        for measure in rule.measures:
            if measures.count(f"{rule.id}/{measure.kind}") > 1:
                yield Problem("rules.measure_twice", {"measure": f"{rule.id}/{measure.kind}"}, place)
            yield from _of_measure(measure, measures, place)
            yield from _of_deadline(measure, certain_events(rule.when), place)


def _citations(rule: Rule) -> Iterator[Citation]:
    yield rule.cites
    yield from rule.also
    for measure in rule.measures:
        if not isinstance(measure.deadline, str) and measure.deadline.rolls:
            yield measure.deadline.rolls


def _of_condition(condition: Condition, pack: Pack, place: Place) -> Iterator[Problem]:
    for part in condition.everywhere():
        if part.event is not None and part.event not in pack.events:
            yield _unknown(part.event, pack.events, place)
        statuses = [code for code, kind in pack.events.items() if kind.until]
        if part.status is not None and part.status not in statuses:
            yield _unknown(part.status, statuses, place)
        for places in (part.last, part.first):
            for used, kind in ((places.places, "places"), (places.scope, "scopes")) if places else ():
                allowed = [name for name, open_ in pack.parameters.items() if open_.kind == kind]
                if isinstance(used, Parameter) and used.parameter not in allowed:
                    yield _unknown(used.parameter, allowed, place)


def _of_measure(measure: Measure, measures: list[str], place: Place) -> Iterator[Problem]:
    named = [*measure.by, *measure.jointly_with, measure.requested_of, measure.report_to]
    offices = [*RELATIONS, *listed_offices()]
    for code in (*named, measure.addressee and measure.addressee.office):
        if code and code not in offices:
            yield _unknown(code, offices, place)
    for absorbed in measure.absorbs:
        if absorbed not in measures:
            yield _unknown(absorbed, measures, place)


def _of_deadline(measure: Measure, events: tuple[str, ...], place: Place) -> Iterator[Problem]:
    """A period can only run from the publication or from an event without which the rule doesn't fire."""
    if isinstance(measure.deadline, str):
        return
    starts = ("published_on", *events)
    for event in (measure.deadline.start, measure.deadline.depends_on or "published_on"):
        if event not in starts:
            yield _unknown(event, starts, place)


def certain_events(condition: Condition) -> tuple[str, ...]:
    """Events without which the condition can't hold."""
    if condition.event:
        return (condition.event,)
    return tuple(event for part in condition.all_of or () for event in certain_events(part))


def _unknown(found: str, known: Iterable[str], place: Place) -> Problem:
    return Problem("rules.unknown_name", {"found": found, "known": ", ".join(known) or "-"}, place)
