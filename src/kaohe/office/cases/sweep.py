"""Publications are judged as soon as they are public, and again when what they are judged on changes.

The newest of an origin and field is judged again when settings, events, the calendar or a pack changed, an
older one only once: what is set today shouldn't open files of years gone by.
"""

from datetime import datetime

from django.db import transaction

from kaohe.messages import Refused
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.judging import is_settled, keep
from kaohe.office.cases.models import Judging
from kaohe.office.cases.queries.evidence import (
    Evidence,
    evidence_of,
    outside,
    packs_for,
    publications_judged,
    root_of,
)
from kaohe.office.cases.telling import tell_refused
from kaohe.rules import LoadedPack


def judge_owed(now: datetime) -> int:
    """Judge every publication that is owed it at an instant, each pack in a transaction; gives how many.

    A pack that refuses leaves nothing behind: the province is told once, and it is tried again.
    """
    publications = list(publications_judged(now).select_related("supersedes"))
    newest = {(each.origin, each.field): each.pk for each in publications}
    judged = set(Judging.objects.filter(publication__in=publications).values_list("publication", "pack"))
    count = 0
    for publication in publications:
        again = publication.pk in newest.values()
        packs = [
            pack
            for pack in packs_for(publication)
            if outside(publication, pack) is None
            if again or (publication.pk, pack.pack.id) not in judged
        ]
        evidence = evidence_of(publication, now) if packs else None
        count += sum(_judged(evidence, pack, now) for pack in packs if evidence)
    return count


def _judged(evidence: Evidence, pack: LoadedPack, now: datetime) -> bool:
    root, evidence_hash = root_of(evidence.publication), evidence.sha256(pack)
    if is_settled(root, pack, evidence_hash):
        return False
    try:
        judgement = evidence.judgement(pack)
    except Refused as refused:
        tell_refused(root, pack, refused, now)
        return False
    with transaction.atomic():
        Publication.objects.select_for_update().get(pk=root.pk)
        if is_settled(root, pack, evidence_hash):  # another was faster
            return False
        keep(evidence.publication, root, judgement, evidence_hash, now)
    return True
