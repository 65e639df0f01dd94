"""What the province's officers are told of judging, each once."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from kaohe.messages import Lang, Refused, Text, sentence
from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.permissions import PROVINCE
from kaohe.office.accounts.rules import overlapping
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models import Case, Finding, Judging
from kaohe.office.notices.telling import tell
from kaohe.rules import LoadedPack

LANGS: tuple[Lang, Lang] = ("zh", "en")


def tell_kept(judging: Judging, root: Publication, new: int, gone: Iterable[Finding], now: datetime) -> None:
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
        measure = (sentence(f"rules.measure.{case.kind}", lang) for lang in LANGS)
        words = {
            "zone": case.dossier.zone_name,
            "measure": Text(*measure),
        }
        link = f"/dossiers/{case.dossier_id}/"
        _tell_province(f"judging:{judging.pk}:gone:{case.pk}", "cases_findings.told_gone", words, link, now)


def tell_refused(root: Publication, pack: LoadedPack, refused: Refused, now: datetime) -> None:
    """Once for each reason: what is missing may be supplied."""
    zh, en = ("\n".join(problem.words(lang) for problem in refused.problems) for lang in LANGS)
    reason = hashlib.sha256(zh.encode()).hexdigest()[:16]
    words = {"title": root.title, "pack": pack.pack.name, "reason": Text(zh, en)}
    key = f"not-judged:{root.pk}:{pack.pack.id}:{reason}"
    _tell_province(key, "cases_findings.told_refused", words, f"/findings/{root.pk}/", now)


def _tell_province(key: str, code: str, params: Mapping[str, Any], link: str, now: datetime) -> None:
    day = localdate(now)
    posts = Post.objects.filter(overlapping(day, day), role__in=PROVINCE)
    users = list(User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk"))
    tell(to_users=users, key=key, code=code, params=params, link=link, at=now)
