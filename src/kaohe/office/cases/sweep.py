"""Publications are judged as soon as they are public, and again when what they are judged on changes.

The newest of an origin and field is judged again when settings, events, the calendar or a pack changed, an
older one only once: what is set today shouldn't open files of years gone by.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused, Text, sentence
from kaohe.office.accounts.actors import system
from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.permissions import PROVINCE
from kaohe.office.accounts.rules import overlapping
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models import Case, Finding, Judging
from kaohe.office.cases.queries.evidence import (
    evidence_of,
    outside,
    packs_for,
    publications_judged,
    root_of,
)
from kaohe.office.cases.queries.kept import content_of, content_of_row, not_judged_kept
from kaohe.office.journal.actions import record
from kaohe.office.notices.telling import tell
from kaohe.office.zones.models import Zone
from kaohe.rules import Judgement, LoadedPack


def judge_owed(now: datetime) -> int:
    """Judge every publication that is owed it at an instant, each pack in a transaction; gives how many.

    A pack that refuses leaves nothing behind: the province is told once, and it is tried again.
    """
    publications = list(publications_judged(now).select_related("supersedes"))
    newest = {(each.origin, each.field): each.pk for each in publications}
    judged = set(Judging.objects.filter(publication__in=publications).values_list("publication", "pack"))
    return sum(
        _judged(publication, pack, now)
        for publication in publications
        for pack in packs_for(publication)
        if publication.pk in newest.values() or (publication.pk, pack.pack.id) not in judged
        if outside(publication, pack) is None
    )


def _judged(publication: Publication, pack: LoadedPack, now: datetime) -> bool:
    root, evidence = root_of(publication), evidence_of(publication, now)
    evidence_hash = evidence.sha256(pack)
    if _is_settled(root, pack, evidence_hash):
        return False
    try:
        judgement = evidence.judgement(pack, now)
    except Refused as refused:
        _tell_refused(root, pack, refused, now)
        return False
    with transaction.atomic():
        Publication.objects.select_for_update().get(pk=root.pk)
        if _is_settled(root, pack, evidence_hash):  # another was faster
            return False
        _keep(publication, root, judgement, evidence_hash, now)
    return True


def _is_settled(root: Publication, pack: LoadedPack, evidence_hash: str) -> bool:
    last = Judging.objects.filter(root=root, pack=pack.pack.id).order_by("number").last()
    return last is not None and last.evidence_hash == evidence_hash


def _keep(
    publication: Publication, root: Publication, judgement: Judgement, evidence_hash: str, now: datetime
) -> None:
    """Write down a judging, and the findings that no earlier one came to."""
    found = {f"{each.unit}/{each.code}": each for each in judgement.findings}
    contents = {key: content_of(each) for key, each in found.items()}
    rows = Finding.objects.filter(publication=root, pack=judgement.pack).select_related("zone")
    known = {row.key: row for row in rows}
    last = Judging.objects.filter(root=root, pack=judgement.pack).order_by("number").last()
    judging = Judging.objects.create(
        publication=publication,
        root=root,
        pack=judgement.pack,
        number=last.number + 1 if last else 1,
        version=judgement.version,
        pack_hash=judgement.sha256,
        evidence_hash=evidence_hash,
        settings=[[each.name, each.value, each.basis] for each in judgement.settings],
        not_judged=[not_judged_kept(left) for left in judgement.not_judged],
        stands=list(found),
        otherwise={
            key: content
            for key, content in contents.items()
            if key in known and content != content_of_row(known[key])
        },
        at=now,
    )
    zones = Zone.objects.in_bulk({each.unit for each in judgement.findings}, field_name="code")
    new = [key for key in found if key not in known]
    Finding.objects.bulk_create(
        Finding(
            judging=judging,
            publication=root,
            pack=judgement.pack,
            zone=zones[found[key].unit],
            rule=found[key].rule,
            measure=found[key].measure.kind,
            **contents[key],
        )
        for key in new
    )
    gone = sorted(set(last.stands) - found.keys()) if last else []
    _tell_kept(judging, root, len(new), [known[key] for key in gone], now)
    after = {"pack": judgement.pack, "version": judgement.version, "number": judging.number}
    record(system(now).who, "cases.judge", publication, after={**after, "new": new, "gone": gone})


def _tell_kept(
    judging: Judging, root: Publication, new: int, gone: Iterable[Finding], now: datetime
) -> None:
    """The province hears of new findings, and of open cases whose finding no longer stands."""
    if new:
        _tell_province(
            f"judging:{judging.pk}",
            "cases_findings.told_new",
            {"title": root.title, "count": new},
            f"/findings/{root.pk}/",
            now,
        )
    for case in Case.objects.filter(finding__in=list(gone), closed_at=None).order_by("pk"):
        measure = f"rules.measure.{case.kind}"
        words = {"zone": case.dossier.zone_name, "measure": Text(sentence(measure, "zh"), sentence(measure, "en"))}
        link = f"/dossiers/{case.dossier_id}/"
        _tell_province(f"judging:{judging.pk}:gone:{case.pk}", "cases_findings.told_gone", words, link, now)


def _tell_refused(root: Publication, pack: LoadedPack, refused: Refused, now: datetime) -> None:
    """Once for each reason: what is missing may be supplied."""
    zh, en = ("\n".join(problem.words(lang) for problem in refused.problems) for lang in ("zh", "en"))
    reason = hashlib.sha256(zh.encode()).hexdigest()[:16]
    words = {"title": root.title, "pack": pack.pack.name, "reason": Text(zh, en)}
    key = f"not-judged:{root.pk}:{pack.pack.id}:{reason}"
    _tell_province(key, "cases_findings.told_refused", words, f"/findings/{root.pk}/", now)


def _tell_province(key: str, code: str, params: dict[str, object], link: str, now: datetime) -> None:
    day = localdate(now)
    posts = Post.objects.filter(overlapping(day, day), role__in=PROVINCE)
    users = list(User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk"))
    tell(to_users=users, key=key, code=code, params=params, link=link, at=now)
