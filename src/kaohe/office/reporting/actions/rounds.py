"""Opening a round and moving its windows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, localtime

from kaohe.archive import scheme_text
from kaohe.messages import Problem, Refused, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import too_long
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import record
from kaohe.office.reporting.models import Report, Round, Snapshot, Window
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.schemes import frames_through
from kaohe.schemes import Scheme

Calendar = Mapping[str, tuple[datetime, datetime]]
"""For each kind of window when it opens and when it closes."""

NEEDED = (WindowKind.REPORT, WindowKind.PROVINCE_REVIEW)
"""Windows without which a round can't be run."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who reports: a zone (table ""), or a host city for the frame `table`; `office` answers for it."""

    code: str
    name_zh: str
    name_en: str
    office: int
    city: str = ""
    table: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """What a statistical form must carry: its number, who issues it, the approval, until when it is valid."""

    number: str
    issuing_body: str
    approval: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round is to be; `previous` is last year's snapshot."""

    code: str
    title: str
    assessment_year: int
    data_year: int
    scheme: Scheme
    calendar: Calendar
    form: Form
    previous: Snapshot | None = None


def open_round(*, actor: Actor, plan: Plan, subjects: Iterable[Subject]) -> Round:
    """Open a round with an empty report for every subject. Raises `Refused` with everything that is wrong."""
    require(actor, "reporting.open_round")
    listed = tuple(subjects)
    problems = [*_wrong_years(plan), *_wrong_calendar(plan.calendar), *_wrong_subjects(listed, plan.scheme)]
    if plan.form.valid_until < localdate(actor.at):
        problems.append(Problem("reporting.form_expired", {"found": f"{plan.form.valid_until:%Y-%m-%d}"}))
    if Round.objects.filter(code=plan.code).exists():
        problems.append(Problem("reporting.round_exists", {"found": plan.code}))
    opened = _planned(plan, actor.at)
    reports = [_report(opened, subject) for subject in listed]
    problems += [problem for row in (opened, *reports) for problem in too_long(row)]
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        try:
            with transaction.atomic():
                opened.save()
        except IntegrityError:  # of two who open it at once
            raise Refused.because("reporting.round_exists", found=plan.code) from None
        Window.objects.bulk_create(
            Window(round=opened, kind=kind, opens_at=opens, closes_at=closes)
            for kind, (opens, closes) in plan.calendar.items()
        )
        Report.objects.bulk_create(reports)
        after = {"code": plan.code, "scheme": opened.scheme_hash, "reports": len(listed)}
        record(actor.who, "reporting.open_round", opened, after=after)
    return opened


def move_window(*, actor: Actor, round: Round, kind: str, closes_at: datetime, reason: str) -> None:
    """Let a window close at another instant, still to come. Raises `Refused` without a reason."""
    require(actor, "reporting.open_round")
    if not reason.strip():
        raise Refused.because("reporting.reason_missing")
    with transaction.atomic():
        window = Window.objects.select_for_update().get(round=round, kind=kind)
        if closes_at <= max(actor.at, window.opens_at):
            raise Refused.because(
                "reporting.window_in_the_past", found=f"{localtime(closes_at):%Y-%m-%d %H:%M}"
            )
        before = window.closes_at.isoformat()
        Window.objects.filter(pk=window.pk).update(closes_at=closes_at)
        said = {"before": {"closes_at": before}, "after": {"kind": kind, "closes_at": closes_at.isoformat()}}
        record(actor.who, "reporting.move_window", round, **said, reason=reason)


def _planned(plan: Plan, at: datetime) -> Round:
    text = scheme_text(plan.scheme).decode()
    return Round(
        code=plan.code,
        title=plan.title,
        assessment_year=plan.assessment_year,
        data_year=plan.data_year,
        scheme_id=plan.scheme.id,
        scheme_version=plan.scheme.version or "",
        scheme_text=text,
        scheme_hash=sha256(text.encode()).hexdigest(),
        previous=plan.previous,
        form_number=plan.form.number,
        issuing_body=plan.form.issuing_body,
        approval=plan.form.approval,
        valid_until=plan.form.valid_until,
        opened_at=at,
    )


def _report(opened: Round, subject: Subject) -> Report:
    return Report(
        round=opened,
        table=subject.table,
        code=subject.code,
        name_zh=subject.name_zh,
        name_en=subject.name_en,
        attributes=dict(subject.attributes),
        office_id=subject.office,
        city=subject.city,
    )


def _wrong_years(plan: Plan) -> list[Problem]:
    problems, data_year = [], plan.data_year
    if plan.assessment_year <= data_year:
        words = {"assessment": plan.assessment_year, "data": data_year}
        problems.append(Problem("reporting.years_turned", words))
    applies = plan.scheme.applies
    year = data_year if applies is None or applies.by == "data_year" else plan.assessment_year
    if applies and not ((applies.first or year) <= year <= (applies.until or year)):
        allowed = f"{applies.first or ''}-{applies.until or ''}"
        problems.append(Problem("reporting.scheme_not_for_year", {"found": year, "allowed": allowed}))
    if plan.previous is not None and plan.previous.data_year != data_year - 1:
        words = {"found": plan.previous.data_year, "wanted": data_year - 1}
        problems.append(Problem("reporting.not_last_year", words))
    return problems


def _wrong_calendar(calendar: Calendar) -> list[Problem]:
    unknown = [
        Problem("reporting.window_unknown", {"found": kind}) for kind in calendar if kind not in WindowKind
    ]
    missing = [
        Problem("reporting.window_missing", {"kind": _named(kind)}) for kind in NEEDED if kind not in calendar
    ]
    turned = [
        Problem("reporting.window_turned", {"kind": _named(kind)})
        for kind, (opens, closes) in calendar.items()
        if closes <= opens and kind in WindowKind
    ]
    return [*unknown, *missing, *turned]


def _named(kind: str) -> Text:
    code = f"reporting.window_{WindowKind(kind)}"
    return Text(sentence(code, "zh"), sentence(code, "en"))


def _wrong_subjects(subjects: tuple[Subject, ...], scheme: Scheme) -> list[Problem]:
    """No unit, a unit twice, a frame that isn't there, an attribute outside what the scheme allows."""
    # by these a unit's city is looked up, also where the scheme doesn't list them
    wanted = dict.fromkeys(frames_through(scheme).values(), ()) | dict(scheme.units)
    problems = [] if any(not subject.table for subject in subjects) else [Problem("reporting.no_units")]
    seen: set[tuple[str, str]] = set()
    for subject in subjects:
        key = (subject.table, subject.code)
        if key in seen:
            problems.append(Problem("reporting.subject_twice", {"found": subject.code}))
        seen.add(key)
        for name, allowed in wanted.items() if not subject.table else ():
            found = subject.attributes.get(name)
            if not found or (allowed and found not in allowed):
                words = {
                    "unit": subject.name_zh,
                    "name": name,
                    "found": found or "-",
                    "allowed": " / ".join(allowed),
                }
                problems.append(Problem("reporting.attribute_wrong", words))
    return problems
