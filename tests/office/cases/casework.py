"""Cases for tests: a zone in Zhanjiang in the nation's last 10, and all that steps of its cases need."""

from datetime import UTC, date, datetime, timedelta

from kaohe.office.accounts.actors import Actor, Held
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.machines import machine_of
from kaohe.office.cases.models import (
    Answer,
    Attendance,
    Case,
    CaseOffice,
    Dossier,
    Finding,
    Item,
    Judging,
    Meeting,
    Move,
)
from kaohe.office.papers.models import Cosigner, Issue, Paper
from kaohe.office.zones.models import Zone
from tests.office.people import office

NOW = datetime(2026, 7, 1, 4, 0, tzinfo=UTC)  # noon in Guangzhou
DAY = date(2026, 7, 1)
DUE = date(2026, 9, 30)
FACT = {
    "year": 2026,
    "scope": "overall",
    "group": "",
    "rank": 212.0,
    "of": 219,
    "tied": 1,
    "score": None,
    "clear": True,
}
GOVERNMENT_LEADS = {"talk_by_provincial_government"}
CITY_LEADS = {"rectification_proposals", "written_report", "rectification", "expansion_priority"}
TO_CITY = {"request_for_talk", "talk_by_provincial_government"}
TO_COMMITTEE = {
    "written_reminder",
    "admonitory_talk",
    "rectification_order",
    "warning",
    "circulated_notice",
    "incentive",
}


def government():
    names = {"name_zh": "广东省人民政府", "name_en": "People's Government of Guangdong"}
    fields = {"kind": "provincial_government", **names}
    return Office.objects.get_or_create(code="provincial_government", defaults=fields)[0]


def body(code):
    return government() if code == "government" else office(code)


def acting(role, code, *, user=7, at=NOW, name="陈处长"):
    """Somebody with one role in an office, without rows of their own."""
    where = body(code)
    held = Held(Role(role), where.pk, where.kind, where.city)
    return Actor(user, name, at, "192.0.2.1", (held,))


def zone():
    return Zone.objects.get_or_create(code="GD-ZJ")[0]


def publication(year=2026, **fields):
    known = {
        "origin": Publication.Origin.OFFICIAL,
        "field": Publication.Field.NATION,
        "assessment_year": year,
        "title": f"{year}年考核结果",
        "document": f"商资函〔{year}〕1号",
        "published_on": DAY,
        "public_from": NOW,
        "state": Publication.State.APPROVED,
        "proposed_by_id": 1,
        "proposed_by": "李敏",
        "proposed_at": NOW,
    }
    return Publication.objects.create(**known | fields)


def dossier():
    found = Dossier.objects.filter(zone=zone()).first()
    return found or Dossier.objects.create(
        zone=zone(),
        zone_name="湛江经济技术开发区",
        publication=publication(),
        committee=office("zetdz"),
        city="湛江市",
        opened_at=NOW,
    )


def finding(kind):
    file = dossier()
    judging, _ = Judging.objects.get_or_create(
        publication=file.publication,
        root=file.publication,
        pack="guangdong-2016",
        number=1,
        defaults={
            "version": "1",
            "pack_hash": "0" * 64,
            "evidence_hash": "0" * 64,
            "settings": [],
            "not_judged": [],
            "stands": [],
            "otherwise": {},
            "at": NOW,
        },
    )
    return Finding.objects.create(
        judging=judging,
        publication=file.publication,
        pack="guangdong-2016",
        zone=file.zone,
        zone_name=file.zone_name,
        rule=f"last-10-{kind}-{Finding.objects.count()}",
        rule_name={"zh": "综合考核处于全国最后10名", "en": "in the nation's last 10 overall"},
        measure=kind,
        outcome="fired",
        cites={
            "instrument": "guangdong-2016",
            "chapter": "二",
            "clause": "四",
            "sentence": 3,
            "quote": "处于全国最后10名的国家级经开区，由省商务厅会同有关部门责令其限期整改",
        },
        also=[],
        facts=[FACT],
        terms={"kind": kind, "by": ["commerce"]},
        offices={name: [] for name in ("by", "jointly_with")}
        | dict.fromkeys(("requested_of", "addressee", "report_to")),
        reasons=[],
        settings=[],
    )


def case(kind, state="", *, shown=False, **fields):
    """A case of a kind in a state (the first, if none is named), as its finding would open it."""
    machine = machine_of(kind)
    lead = "government" if kind in GOVERNMENT_LEADS else "zhanjiang" if kind in CITY_LEADS else "commerce"
    to = "zhanjiang" if kind in TO_CITY else "zetdz" if kind in TO_COMMITTEE else ""
    known = {
        "finding": finding(kind),
        "dossier": dossier(),
        "office": body(lead),
        "addressee": body(to) if to else None,
        "report_to": government() if kind in {"rectification_proposals", "written_report"} else None,
        "opened_at": NOW,
        "shown_at": NOW if shown or machine.shown_at_once else None,
    }
    government()
    return Case.objects.create(kind=kind, state=state or machine.first, **known | fields)


def issue(subject, kind, by, *, cosigners=(), number=0):
    """A letter as if it had been signed and numbered."""
    sender = body(by)
    paper = Paper.objects.create(
        office=sender,
        kind=kind,
        template_version="1",
        subject=subject,
        title=kind,
        values={},
        body="",
        openness="依申请公开",
        state=Paper.State.ISSUED,
        drafted_by_id=1,
        drafted_by="李敏",
        drafted_at=NOW,
    )
    for each in cosigners:
        Cosigner.objects.create(paper=paper, office=each, signed_by="王强", signed_at=NOW)
    sequence = number or Issue.objects.count() + 1
    return Issue.objects.create(
        paper=paper,
        mark="粤商务函",
        year=2026,
        sequence=sequence,
        number=f"粤商务函〔2026〕{sequence}号",
        content={},
        content_hash="0" * 64,
        dated=DAY,
        signer="张三",
        at=NOW,
    )


def talk(*cases, held=False):
    meeting = Meeting.objects.create(
        chaired_by=body("commerce"), at=NOW - timedelta(hours=2), place="商务厅", matters="名次", by="李敏"
    )
    meeting.cases.set(cases)
    if held:
        Meeting.objects.filter(pk=meeting.pk).update(held_at=meeting.at)
        Attendance.objects.create(meeting=meeting, office=office("zetdz"), name="李四", post="副主任")
    return meeting


def supply(case):
    """Everything that any step of the case may need, but for what is said with it."""
    machine = machine_of(case.kind)
    Case.objects.filter(pk=case.pk).update(due_on=DUE)
    statistics = office("statistics")
    CaseOffice.objects.create(case=case, office=statistics)
    Item.objects.create(case=case, number=1, problem="研发投入低", state=Item.State.SIGNED_OFF)
    talk(case, held=True)
    for step in machine.steps:
        if step.letter:
            issue(case.subject, step.letter, "government", cosigners=[statistics])
        if step.other_than:
            before = machine.step(step.other_than)
            Move.objects.create(
                case=case,
                step=before.name,
                source=before.sources[0],
                target=before.target,
                by_id=99,
                by="王强",
                at=NOW,
            )
    answers = {step.answer for step in machine.steps if step.answer}
    for answer in sorted(answers):
        Answer.objects.create(
            case=case,
            kind=answer,
            number=99,
            office_id=case.answering,
            text="整改",
            by_id=5,
            by="李四",
            at=NOW,
        )
    case.refresh_from_db()
