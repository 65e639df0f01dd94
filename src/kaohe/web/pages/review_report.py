"""What the page of one report under review needs, and what its reader can do with it now."""

from dataclasses import dataclass
from secrets import token_hex

from django.http import Http404

from kaohe.messages import Problem
from kaohe.office.accounts.permissions import may
from kaohe.office.reporting.actions.reviewing import MOVERS, STAGES, level_of_whole, unsettled
from kaohe.office.reporting.models import Decision, Report, Round
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.deciding import closed_to, is_over
from kaohe.office.reporting.queries.review import FILTERS, Examination, examination_of
from kaohe.web.middleware import ActingRequest

QUICK = (
    "web_review.quick_ledger",
    "web_review.quick_scope",
    "web_review.quick_unit",
    "web_review.quick_jump",
    "web_review.quick_evidence",
    "web_review.quick_note",
)
"""Reasons that come again and again."""


def visible(request: ActingRequest, key: int) -> tuple[Report, str]:
    """The report, and as what the reader reviews it; to anybody else it isn't there."""
    found = Report.objects.select_related("round__previous", "office").filter(pk=key).first()
    level = level_of_whole(request.actor, found) if found else None
    if found is None or level is None:
        raise Http404
    return found, level


@dataclass(frozen=True, slots=True)
class Can:
    """What the reader can do with a report now; `closed` says why not: a window, or the freezing."""

    decide: bool
    ask: bool
    accept: bool
    move: bool
    reopen: bool
    take: bool
    closed: Problem | None


def context_of(request: ActingRequest, found: Report, level: str) -> dict[str, object]:
    """What a report's page and its rows need; `only` narrows the cells."""
    examined = examination_of(found, level, request.actor.at)
    only = request.GET.get("show") or request.POST.get("show", "")
    only = only if only in FILTERS else "to_decide" if examined.counts["to_decide"] else "all"
    return {
        "report": found,
        "examined": examined,
        "level": level,
        "full": level != Decision.Level.OUTSIDE,
        "only": only,
        "filters": examined.counts.items(),
        "shown": [cell for cell in examined.cells if FILTERS[only](cell)],
        "can": can_of(request, examined),
        "missing": missing_of(examined),
        "quick": QUICK,
        "key": token_hex(8),
    }


def can_of(request: ActingRequest, examined: Examination) -> Can:
    found, level, actor = examined.report, examined.level, request.actor
    frozen = found.round.state == Round.State.FROZEN
    has_it = found.stage in STAGES[level]
    outside = closed_to(examined.state, level, actor.at) if has_it else None
    decide = has_it and outside is None
    over = is_over(examined.state.windows, WindowKind.CITY_REVIEW, actor.at)
    return Can(
        decide=decide,
        ask=decide and not frozen,
        accept=decide and level in MOVERS,
        move=decide and level in MOVERS and found.stage != Report.Stage.ACCEPTED,
        reopen=may(actor, "reporting.reopen", found.concern),
        take=over
        and found.stage == Report.Stage.CITY
        and may(actor, "reporting.take_from_city", found.concern),
        closed=Problem("web_review.frozen") if frozen else outside,
    )


def missing_of(examined: Examination) -> list[Problem]:
    """What keeps the report from being passed on; nothing for who can't pass it on."""
    return unsettled(examined.state, examined.level) if examined.level in MOVERS else []
