"""Writing down what the rules came to: a judging, and the findings that no earlier one had."""

from datetime import datetime

from kaohe.office.accounts.actors import system
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models import Finding, Judging
from kaohe.office.cases.queries.kept import content_of, content_of_row, not_judged_kept
from kaohe.office.cases.telling import tell_kept
from kaohe.office.journal.actions import record
from kaohe.office.zones.models import Zone
from kaohe.rules import Judgement, LoadedPack


def is_settled(root: Publication, pack: LoadedPack, evidence_hash: str) -> bool:
    """Whether the last judging of the publications that correct one another was on this evidence."""
    last = Judging.objects.filter(root=root, pack=pack.pack.id).order_by("number").last()
    return last is not None and last.evidence_hash == evidence_hash


def keep(
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
    tell_kept(judging, root, len(new), [known[key] for key in gone], now)
    after = {"pack": judgement.pack, "version": judgement.version, "number": judging.number}
    record(system(now).who, "cases.judge", publication, after={**after, "new": new, "gone": gone})
