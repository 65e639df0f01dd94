"""Findings by publication: the list, one publication zone by zone, one finding, the order for promotion."""

from collections import Counter
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kaohe.office.accounts.permissions import may
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models import Judging
from kaohe.office.cases.queries.findings import (
    STATES,
    Found,
    findings_of,
    found_by_key,
    last_judgings,
    tallies,
)
from kaohe.office.cases.queries.kept import found as found_at_first
from kaohe.office.cases.queries.kept import not_judged
from kaohe.office.cases.queries.promotion import promotion_order
from kaohe.office.cases.queries.unjudged import unjudged_by, unjudged_publications
from kaohe.rules import rule_pack, rule_pack_ids
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import new_key

SHOWN = 20
"""Publications, or zones with all their findings, on a page."""

TABS = (*STATES, "gone", "all")


def require_reader(request: ActingRequest) -> None:
    """To whoever may not read all cases there are no findings: they are nobody's matter before a case is."""
    if not may(request.actor, "cases.read"):
        raise Http404


@login_required
@require_safe
def publications(request: ActingRequest) -> HttpResponse:
    """Every publication that was judged, with how far its findings are; and those that wait for judging."""
    require_reader(request)
    page = Paginator(tallies(), SHOWN).get_page(request.GET.get("page"))
    waiting = unjudged_publications(request.actor.at)
    return render(request, "findings/list.html", {"page": page, "waiting": waiting, "states": STATES})


@login_required
@require_safe
def findings(request: ActingRequest, root: int) -> HttpResponse:
    """One publication's findings, zone by zone; to be proposed or agreed by ticking."""
    require_reader(request)
    publication = get_object_or_404(Publication, pk=root)
    found = findings_of(root)
    judgings = [judging for (_, _), judging in sorted(last_judgings({root}).items())]
    left = unjudged_by(publication, request.actor.at)
    if not judgings and not left:
        raise Http404
    text = request.GET.get("q", "").strip()
    named = [each for each in found if _is_called(each, text)]
    counts = Counter(tab for each in named for tab in _tabs(each))
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else next((name for name in ("proposed", "open") if counts[name]), "all")
    shown = [each for each in named if tab in _tabs(each)]
    zones = [(name, list(of)) for name, of in groupby(shown, key=lambda each: each.row.zone)]
    context = {
        "publication": publication,
        "judgings": [(judging, _pack_name(judging)) for judging in judgings],
        "left": left,
        "not_judged": [(judging, not_judged(each)) for judging in judgings for each in judging.not_judged],
        "tabs": [(name, counts[name]) for name in TABS if counts[name] or name == "all"],
        "tab": tab,
        "text": text,
        "page": Paginator(zones, SHOWN).get_page(request.GET.get("page")),
        "ticked": request.GET.get("ticked") == "1",
        "provincial": publication.field == Publication.Field.PROVINCE,
        "to_do": _to_do(request, tab),
        "key": new_key(),
    }
    return render(request, "findings/publication.html", context)


@login_required
@require_safe
def finding(request: ActingRequest, root: int, key: int) -> HttpResponse:
    """One finding with all that was said of it, and what else stands of the zone."""
    require_reader(request)
    found = found_by_key([key]).get(key)
    if found is None or found.row.publication_id != root:
        raise Http404
    others = [each for each in findings_of(root, found.row.zone.code) if each.row.pk != key]
    context = {
        "found": found,
        "first": found_at_first(found.row),
        "publication": found.row.publication,
        "others": others,
        "into": [each for each in others if each.stands and each.state in ("open", "proposed", "confirm")],
        "may_propose": may(request.actor, "cases.propose"),
        "may_agree": may(request.actor, "cases.agree"),
        "key": new_key(),
    }
    return render(request, "findings/finding.html", context)


@login_required
@require_safe
def order(request: ActingRequest, root: int) -> HttpResponse:
    """Provincial zones in front in every indicator, in the order of their overall place; the focus list."""
    require_reader(request)
    publication = get_object_or_404(Publication, pk=root, field=Publication.Field.PROVINCE)
    return render(
        request,
        "findings/order.html",
        {"publication": publication, "order": promotion_order(publication)},
    )


def _to_do(request: ActingRequest, tab: str) -> str:
    """What the reader can do with the findings of a tab by ticking: `propose`, `decide`, "" for nothing."""
    if tab == "proposed":
        return "decide" if may(request.actor, "cases.agree") else ""
    return "propose" if tab in ("open", "gone") and may(request.actor, "cases.propose") else ""


def _is_called(found: Found, text: str) -> bool:
    return text.casefold() in f"{found.row.zone_name} {found.row.zone.code}".casefold()


def _tabs(found: Found) -> tuple[str, ...]:
    """Where a finding is listed: one that no longer stands waits for no confirmation."""
    gone = ("gone",) if not found.stands else ()
    state = () if found.state == "open" and gone else (found.state,)
    return (*state, *gone, "all")


def _pack_name(judging: Judging) -> object:
    known = judging.pack in rule_pack_ids()
    return rule_pack(judging.pack).pack.name if known else None
