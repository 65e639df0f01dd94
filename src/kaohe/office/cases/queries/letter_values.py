"""What is known of a case, as the fields of its letters: whoever drafts is asked for the rest."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from kaohe.law import Citation
from kaohe.letters import letter_template
from kaohe.messages import sentence
from kaohe.office.accounts.models import Office
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models import Attendance, Case, Finding, Item
from kaohe.office.cases.queries.kept import found
from kaohe.office.cases.queries.known import Known
from kaohe.rules import EventFact, Fact, PlaceFact
from kaohe.rules.words import addressee_words
from kaohe.standings import list_name

Values = dict[str, Any]


def values_for(known: Known, kind: str, office: Office) -> Values:
    """The values of a kind of letter that an office writes in a case, as JSON knows them; only its fields."""
    sources: tuple[Callable[[], Values], ...] = (
        lambda: _of_case(known, office),
        lambda: _of_publication(known),
        lambda: _of_finding(known.case.finding),
        lambda: _of_meeting(known),
        lambda: {"items": rows_of(known.case, known.items)},
    )
    values = {name: value for source in sources for name, value in source().items()}
    wanted = letter_template(kind).fields
    return {name: value for name, value in values.items() if name in wanted and value not in (None, "", [])}


def _of_case(known: Known, office: Office) -> Values:
    case, file = known.case, known.case.dossier
    government = case.report_to or Office.objects.filter(kind="provincial_government").first()
    city = Office.objects.filter(kind="city_government", city=file.city).first()
    leads = case.office if case.addressee else None
    return {
        "zone": file.zone_name,
        "committee": file.committee.name_zh if file.committee else "",
        "city": file.city,
        "city_government": city.name_zh if city else "",
        "province_government": government.name_zh if government else "",
        "department": (leads or office).name_zh,
        "joint_offices": [joined.office.name_zh for joined in case.offices.select_related("office")],
        "addressee": (case.addressee or case.office).name_zh,
        "due_on": case.due_on.isoformat() if case.due_on else "",
    }


def _of_publication(known: Known) -> Values:
    publication = known.case.dossier.publication
    is_official = publication.origin == Publication.Origin.OFFICIAL
    return {
        "assessment_year": publication.assessment_year,
        "data_year": publication.data_year,
        "published_on": publication.published_on.isoformat(),
        "published_by": sentence("cases.ministry", "zh") if is_official else known.case.office.name_zh,
        "published_number": publication.document,
    }


def _of_finding(row: Finding | None) -> Values:
    if row is None:
        return {}
    finding, citation = found(row), Citation.model_validate(row.cites)
    places = [fact for fact in finding.facts if isinstance(fact, PlaceFact)]
    overall = next((fact for fact in reversed(places) if fact.scope == "overall"), None)
    return {
        "quote": citation.quote,
        "citation": citation.label("zh"),
        "place": overall and round(overall.rank),
        "of": overall and overall.of,
        "indicators": [
            {"indicator": list_name(fact.scope, fact.group).zh, "place": round(fact.rank), "of": fact.of}
            for fact in places
            if fact.scope != "overall"
        ],
        "persons": addressee_words(finding, "zh"),
        "demotion_decision": _demotion(finding.facts),
    }


def _demotion(facts: Iterable[Fact]) -> str:
    for fact in facts:
        if isinstance(fact, EventFact) and fact.event == "demotion" and fact.date:
            day = {"year": fact.date.year, "month": fact.date.month, "day": fact.date.day}
            words = {"decider": fact.decider, "document": fact.document}
            return sentence("cases.demotion_decision", "zh", **day, **words)
    return ""


def _of_meeting(known: Known) -> Values:
    meeting = known.meeting
    if meeting is None:
        return {}
    came = list(Attendance.objects.filter(meeting=meeting))
    return {
        "meeting_on": localtime(meeting.at).date().isoformat(),
        "meeting_time": _time(meeting.at),
        "meeting_place": meeting.place,
        "matters": _lines(meeting.matters),
        "materials": _lines(meeting.materials),
        "present": "、".join(f"{each.name}（{each.post}）" for each in came),
        "commitments": [
            {"commitment": each.text, "owner": came[0].name if came else "", "by": each.due_on.isoformat()}
            for each in known.commitments
        ],
    }


def rows_of(case: Case, items: Iterable[Item]) -> list[dict[str, str]]:
    """The ledger as the rows of an order's table; what an item lacks is empty."""
    rows = [(item, item.due_on or case.due_on) for item in items]
    return [
        {
            "problem": " ".join(_lines(item.problem)),
            "measure": " ".join(_lines(item.measure)),
            "owner": item.owner,
            "by": day.isoformat() if day else "",
        }
        for item, day in rows
    ]


def _time(at: datetime) -> str:
    local = localtime(at)
    code = "cases.before_noon" if local.hour < 12 else "cases.after_noon"
    hour = local.hour if local.hour <= 12 else local.hour - 12
    return sentence(code, "zh", hour=hour, minute=f"{local.minute:02}")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
