"""Asking for another scheme to be tried on the figures of a scoring; the sweep does it."""

from django.db import transaction

from kaohe.archive import scheme_text, sha256
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.actions.checks import refuse_texts
from kaohe.office.assessment.alternatives import refuse_unfit
from kaohe.office.assessment.models import Alternative, Scoring
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.queries.figures import snapshot_figures, snapshot_scheme
from kaohe.schemes import Scheme


def ask_alternative(*, actor: Actor, scoring: Scoring, scheme: Scheme, title: str, key: str) -> Alternative:
    """Owe the comparison of a scoring with what another scheme gives; `title` "": the scheme's name.

    Raises `Refused` for a scoring that isn't done, the scheme it was made by, or one that its figures don't
    fit, naming what they lack; the same key asks once.
    """
    require(actor, "assessment.score")
    text = scheme_text(scheme).decode()
    asked = Alternative(
        scoring=scoring,
        title=title.strip() or scheme.name.zh,
        scheme_id=scheme.id,
        scheme_version=scheme.version,
        scheme_text=text,
        asked_by=actor.name,
        asked_at=actor.at,
    )
    refuse_texts(title=asked.title)
    refuse_too_long(asked)
    if scoring.state != Scoring.State.SCORED:
        raise Refused.because("assessment.not_scored_yet")
    own = snapshot_scheme(scoring.snapshot)
    if scheme_text(own).decode() == text:
        raise Refused.because("assessment.same_scheme", scheme=f"{own.id} {own.version}")
    refuse_unfit(snapshot_figures(scoring.snapshot), own, scheme)
    outcome = once(actor.who, key, lambda: _ask(actor, asked))
    return Alternative.objects.get(pk=outcome["alternative"])


def _ask(actor: Actor, asked: Alternative) -> dict[str, int]:
    with transaction.atomic():
        asked.save()
        after = {
            "scoring": asked.scoring_id,
            "title": asked.title,
            "scheme": sha256(asked.scheme_text.encode()),
        }
        record(actor.who, "assessment.try", asked, after=after)
    return {"alternative": asked.pk}
