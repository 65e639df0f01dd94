"""A list of zones taken into the catalogue at once: all of it, or nothing with every bad line named."""

from dataclasses import dataclass, replace
from pathlib import Path

from django.db import IntegrityError, transaction

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import too_long
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import record
from kaohe.office.zones.checks import basis_problems
from kaohe.office.zones.import_lines import Line, read_lines
from kaohe.office.zones.models import Event, Spell, Zone
from kaohe.office.zones.offices import city_government_of, committee_of


@dataclass(frozen=True, slots=True)
class Imported:
    """Codes of the zones added, and how many lines named zones that the catalogue had already."""

    added: tuple[str, ...]
    known: int
    notes: tuple[Problem, ...] = ()


def import_zones(*, actor: Actor, file: Path, name: str = "") -> Imported:
    """Add the zones of a csv or xlsx that the catalogue doesn't have; `name` is what its sender called it.

    A zone that it has stays as it is, so importing twice adds once. Raises `Refused`, every problem at once.
    """
    require(actor, "zones.manage")
    lines, notes = read_lines(file, name or file.name)
    with transaction.atomic():
        names = _names_of_known_zones()
        problems = [problem for line in lines for problem in (*_conflicts(line, names), *_unfit(line))]
        if problems:
            raise Refused(problems)
        new = [line for line in lines if line.code not in names]
        try:
            with transaction.atomic():
                _add(new)
        except IntegrityError:  # of two who import at once
            raise Refused.because("zones.changed_meanwhile", code=new[0].code) from None
        added = tuple(line.code for line in new)
        if added:
            told = {"file": name or file.name, "added": list(added), "known": len(lines) - len(added)}
            record(actor.who, "zones.import", None, after=told)
    return Imported(added, len(lines) - len(added), notes)


def _names_of_known_zones() -> dict[str, set[str]]:
    """Every name that each zone ever had, by code."""
    names: dict[str, set[str]] = {}
    for spell in Spell.objects.select_related("zone"):
        names.setdefault(spell.zone.code, set()).update(spell.facts.names)
    return names


def _conflicts(line: Line, names: dict[str, set[str]]) -> list[Problem]:
    own = set(line.facts.names)
    if line.code in names:
        if own & names[line.code]:
            return []
        params = {"code": line.code, "found": line.facts.name_zh, "known": min(names[line.code])}
        return [Problem("zones.code_means_another", params, line.place)]
    return [
        Problem("zones.name_taken", {"name": min(own & theirs), "code": code}, line.place)
        for code, theirs in names.items()
        if own & theirs
    ]


def _unfit(line: Line) -> list[Problem]:
    """What can't be kept of a line's basis, and of the offices that come with its zone."""
    offices = [committee_of(line.code, line.facts), city_government_of(line.facts.city)]
    found = [*basis_problems(line.basis), *(problem for office in offices for problem in too_long(office))]
    return [replace(problem, place=line.place) for problem in found]


def _add(lines: list[Line]) -> None:
    zones = Zone.objects.bulk_create(Zone(code=line.code) for line in lines)
    offices = [committee_of(line.code, line.facts) for line in lines]
    cities = dict.fromkeys(line.facts.city for line in lines if line.facts.city)
    wanted = [*offices, *map(city_government_of, cities)]
    Office.objects.bulk_create(wanted, ignore_conflicts=True)
    kept = Office.objects.in_bulk([office.code for office in offices], field_name="code")
    Spell.objects.bulk_create(
        Spell(
            zone=zone,
            event=Event.LISTED,
            since=line.since,
            basis=line.basis,
            committee=kept[f"committee_{line.code}"],
            **line.facts.as_fields(),
        )
        for zone, line in zip(zones, lines, strict=True)
    )
