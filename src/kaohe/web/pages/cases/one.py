"""One case: its basis, how far it is, what is next and who may, its letters, talk, ledger and history."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from kaohe.office.cases.queries.afterwards import places_then
from kaohe.office.cases.queries.known import known_of
from kaohe.office.cases.queries.parties import is_inside
from kaohe.office.cases.queries.receipts import receipts_of
from kaohe.office.cases.queries.steps import offered
from kaohe.office.clocks.queries.due import due_of
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.cases.asking import case_to_read
from kaohe.web.pages.cases.parts import (
    finding_of,
    ledger_of,
    letters_of,
    moves_of,
    settling_of,
    talk_of,
    way_of,
)
from kaohe.web.pages.reports.asking import new_key


@login_required
@require_safe
def case(request: ActingRequest, pk: int) -> HttpResponse:
    """The whole case, as far as it is the reader's to see."""
    actor, shown = request.actor, case_to_read(request.actor, pk)
    known, day = known_of(shown), localdate(request.actor.at)
    inside = is_inside(actor, shown)
    context = {
        "case": shown,
        "known": known,
        "inside": inside,
        "way": way_of(known),
        "offered": [
            each
            for each in offered(actor, known, day)
            if each.allowed or (inside and each.step.name != "withdraw")
        ],
        "due": due_of(shown.clock, day) if shown.clock else None,
        "joint": list(shown.offices.select_related("office")),
        "moves": moves_of(known, inside),
        "afterwards": places_then(shown, actor.at) if shown.closed_at else (),
        "receipts": receipts_of(shown) if inside else (),
        "key": new_key(),
        **finding_of(shown, request.lang),
        **letters_of(actor, known, inside),
        **talk_of(actor, known),
        **ledger_of(actor, known),
        **settling_of(actor, known),
    }
    return render(request, "cases/case.html", context)
