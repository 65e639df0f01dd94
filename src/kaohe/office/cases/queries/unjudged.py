"""What isn't judged yet, or can't be, and why: worked out anew, for what is missing may still come."""

from dataclasses import dataclass
from datetime import datetime

from kaohe.messages import Problem, Refused
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models import Judging
from kaohe.office.cases.queries.evidence import (
    evidence_of,
    outside,
    packs_for,
    publications_judged,
    root_of,
)
from kaohe.rules import LoadedPack


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A pack that has not judged the newest of a publication's corrections; without reasons it soon will."""

    pack: LoadedPack
    reasons: tuple[Problem, ...]
    outside: bool


def unjudged_publications(now: datetime) -> list[tuple[Publication, int]]:
    """Publications that no pack has judged, nor what they correct, the latest year first; each with the key
    of the first that it corrects, else its own."""
    judged = Judging.objects.values("root")
    open_ones = publications_judged(now).exclude(pk__in=Judging.objects.values("publication"))
    found = open_ones.select_related("supersedes").order_by("-assessment_year", "-pk")
    return [(each, root_of(each).pk) for each in found.exclude(supersedes__in=judged)]


def unjudged_by(root: Publication, now: datetime) -> tuple[Unjudged, ...]:
    """The packs with rules for the publication that haven't judged it as it counts now, with why."""
    counting = next((each for each in publications_judged(now) if root_of(each).pk == root.pk), None)
    if counting is None:
        return ()
    judged = set(Judging.objects.filter(publication=counting).values_list("pack", flat=True))
    left = [pack for pack in packs_for(counting) if pack.pack.id not in judged]
    evidence = None
    found = []
    for pack in left:
        refusal = outside(counting, pack)
        if refusal is not None:
            found.append(Unjudged(pack, (refusal,), outside=True))
            continue
        evidence = evidence or evidence_of(counting, now)
        try:
            evidence.judgement(pack)
        except Refused as refused:
            found.append(Unjudged(pack, refused.problems, outside=False))
        else:
            found.append(Unjudged(pack, (), outside=False))
    return tuple(found)
