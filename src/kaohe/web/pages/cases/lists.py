"""The list of cases: what is asked of us, or all that one may see, narrowed and a page at a time."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from kaohe.office.accounts.permissions import may, require
from kaohe.office.cases.machines import MACHINES
from kaohe.office.cases.queries.cases import ENDS, Filters, cases_for, cities_of, listed
from kaohe.office.cases.queries.parties import READ
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere

SHOWN = 50
STATES = tuple(
    dict.fromkeys(state for machine in MACHINES.values() for state in machine.states if state not in ENDS)
)


@login_required
@require_safe
def cases(request: ActingRequest) -> HttpResponse:
    """The cases the reader may see, the latest first."""
    if not may_somewhere(request.actor, READ):
        require(request.actor, READ)
    filters = Filters(**{name: request.GET.get(name, "") for name in Filters.__slots__})
    page = Paginator(cases_for(request.actor, filters), SHOWN).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": listed(list(page.object_list), localdate(request.actor.at)),
        "filters": filters,
        "kinds": tuple(MACHINES),
        "states": STATES,
        "cities": cities_of(request.actor),
        "asked": not may(request.actor, READ),  # of them something is asked; the others watch
    }
    return render(request, "cases/list.html", shown)
