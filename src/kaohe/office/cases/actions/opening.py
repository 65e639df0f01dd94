"""Opening cases: one for a confirmed finding; warnings, notices and incentives by the office itself."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kaohe.law import Period
from kaohe.messages import Refused, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.actions.parts import commerce, committee, office_row, spell_on
from kaohe.office.cases.machines import machine_of
from kaohe.office.cases.models import Case, CaseOffice, Dossier, Finding, Move
from kaohe.office.cases.queries.findings import Found
from kaohe.office.cases.queries.startable import startable
from kaohe.office.clocks.actions.running import start
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.texts import refuse_text
from kaohe.office.zones.models import Zone
from kaohe.rules import Deadline
from kaohe.rules import Finding as Judged

TOO_LATE = "rules.decided_too_late"


def open_case(*, actor: Actor, found: Found) -> Case:
    """The case of a finding agreed to be confirmed, in the transaction and by the leave of who agreed.

    Offices are those of the day of publication. A period that the rule states starts its clock, unless what
    it depends on was decided after its last day: then an officer says what happens, and nothing is overdue.
    """
    finding, row = found.finding, found.row
    publication = row.judging.publication
    day, offices = publication.published_on, finding.offices

    def named(office: Any) -> Office | None:
        return office_row(office, row.zone, day) if office else None

    by, *also_by = [office for each in offices.by if (office := named(each))]
    dossier = _dossier(row.zone, row.publication, day, actor)
    case = _open(
        actor,
        dossier,
        kind=row.measure,
        finding=row,
        office=by,
        addressee=named(offices.addressee),
        person=(finding.measure.addressee and finding.measure.addressee.person) or "",
        report_to=named(offices.report_to),
        requested_of=offices.requested_of.code if offices.requested_of else "",
    )
    joined = [*also_by, *filter(None, map(named, offices.jointly_with))]
    CaseOffice.objects.bulk_create(CaseOffice(case=case, office=office) for office in joined)
    _start_clock(actor, case, finding)
    after = {"kind": case.kind, "zone": row.zone.code, "finding": row.pk, "office": by.code}
    record(actor.who, "cases.open", case, after=after)
    return case


def start_case(
    *, actor: Actor, zone: Zone, publication: Publication, kind: str, basis: str, key: str
) -> Case:
    """A case without a finding, in the zone's file of a publication: what the policy leaves to the office.

    Raises `Refused` for a kind that the office can't start for the zone, without a basis, or where one of
    the kind is open already.
    """
    require(actor, "cases.start")
    refuse_text(basis, Text(sentence("cases_findings.basis", "zh"), sentence("cases_findings.basis", "en")))
    if not basis.strip():
        raise Refused.because("cases_findings.no_basis")
    level = spell_on(zone, publication.published_on).level
    if kind not in startable(level):
        raise Refused.because("cases_findings.not_startable", found=kind, allowed=", ".join(startable(level)))
    outcome = once(actor.who, key, lambda: {"case": _start(actor, zone, publication, kind, basis.strip())})
    return Case.objects.get(pk=outcome["case"])


def _start(actor: Actor, zone: Zone, publication: Publication, kind: str, basis: str) -> int:
    day = localdate(actor.at)
    dossier = _dossier(zone, publication, publication.published_on, actor)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.cases.filter(kind=kind, closed_at=None).exists():
        raise Refused.because("cases_findings.open_already", zone=dossier.zone_name)
    ours, theirs = commerce(day), committee(zone, day)
    case = _open(actor, dossier, kind=kind, basis=basis, office=ours, addressee=theirs)
    after = {"kind": kind, "zone": zone.code, "publication": publication.pk}
    record(actor.who, "cases.start", case, after=after, reason=basis)
    return case.pk


def _dossier(zone: Zone, publication: Publication, day: date, actor: Actor) -> Dossier:
    """The zone's one file of a publication and its corrections."""
    spell = spell_on(zone, day)
    fields = {
        "zone_name": spell.name_zh,
        "committee": committee(zone, day),
        "city": spell.city,
        "opened_at": actor.at,
    }
    return Dossier.objects.get_or_create(zone=zone, publication=publication, defaults=fields)[0]


def _open(
    actor: Actor, dossier: Dossier, *, kind: str, finding: Finding | None = None, **fields: Any
) -> Case:
    machine = machine_of(kind)
    case = Case.objects.create(
        dossier=dossier,
        kind=kind,
        finding=finding,
        state=machine.first,
        opened_at=actor.at,
        shown_at=actor.at if machine.shown_at_once else None,
        **fields,
    )
    Move.objects.create(
        case=case, step="open", target=machine.first, by_id=actor.user, by=actor.name, at=actor.at
    )
    return case


def _start_clock(actor: Actor, case: Case, finding: Judged) -> None:
    deadline = finding.measure.deadline
    too_late = any(reason.code == TOO_LATE for reason in finding.reasons)
    if not isinstance(deadline, Deadline) or finding.due is None or too_late:
        return
    clock = start(
        actor=actor,
        subject=case.subject,
        code=f"cases.duty_{case.kind}",
        params={"zone": case.dossier.zone_name},
        link=f"/cases/{case.pk}/",
        holder=case.addressee or case.office,
        watcher=case.report_to or commerce(finding.due.start),
        cites=finding.cites,
        event=deadline.start,
        start=finding.due.start,
        period=Period.model_validate(deadline.model_dump(include=set(Period.model_fields))),
    )
    Case.objects.filter(pk=case.pk).update(clock=clock)
    case.clock = clock
