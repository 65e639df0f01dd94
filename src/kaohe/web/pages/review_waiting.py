"""What waits for reviewers and departments, as the first page says it."""

from collections.abc import Iterator
from urllib.parse import quote

from django.urls import reverse

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.roles import Role
from kaohe.office.reporting.models import Round
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.review_list import waiting_for
from kaohe.office.reporting.queries.vouching import vouched_by
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.review import WHOLE
from kaohe.web.waiting import Waiting


def waiting(actor: Actor) -> Iterator[Waiting]:
    """For each open round: reports to review, figures to confirm; due when the review's window closes."""
    reviews = any(may_somewhere(actor, action) for action in WHOLE)
    vouches = may_somewhere(actor, "reporting.vouch")
    if not reviews and not vouches:
        return
    for round in Round.objects.filter(state=Round.State.OPEN).select_related("previous"):
        closes = {window.kind: window.closes_at for window in round.windows.all()}
        is_city = Role.CITY_OFFICER in actor.roles and WindowKind.CITY_REVIEW in closes
        due = closes[WindowKind.CITY_REVIEW if is_city else WindowKind.PROVINCE_REVIEW]
        params, query = {"round": round.title}, f"?round={quote(round.code)}"
        if reviews:
            count = waiting_for(actor, round)
            yield Waiting("web_review.reports_wait", reverse("review") + query, count, params, due)
        if vouches:
            count = sum(1 for each in vouched_by(actor, round) if each.state == "open")
            yield Waiting("web_review.figures_wait", reverse("vouch") + query, count, params, due)
