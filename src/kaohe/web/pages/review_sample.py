"""A sample of cells to check, drawn again by whoever has its seed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from kaohe.office.accounts.permissions import may, require
from kaohe.office.reporting.queries.review_sample import MOST, sample_of
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.review import rounds_and_chosen

USUAL = 30


@login_required
@require_safe
def sample(request: ActingRequest) -> HttpResponse:
    """Draws by `seed` and `size` of the address; a day's first seed is the day."""
    require(request.actor, "reporting.sample")
    rounds, round = rounds_and_chosen(request)
    if round is None:
        return render(request, "review/none.html")
    seed = request.GET.get("seed", "").strip()[:40] or f"{localdate(request.actor.at):%Y%m%d}"
    typed = request.GET.get("size", "")
    size = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else USUAL
    context = {
        "rounds": rounds,
        "round": round,
        "size": min(max(size, 1), MOST),
        "most": MOST,
        "full": may(request.actor, "reporting.province_review"),
        "sample": sample_of(round, seed, min(max(size, 1), MOST)),
    }
    return render(request, "review/sample.html", context)
