"""What the reader has been told; for officers, how the mails are doing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kaohe.messages import sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.notices.actions import mark_read, resend
from kaohe.office.notices.models import State
from kaohe.office.notices.queries import (
    PAGE,
    count_of_mails,
    count_of_notices,
    mails,
    notice_of,
    notices_of,
    unread,
)
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest

LAMPS = {
    State.OWED: "grey",
    State.SENDING: "grey",
    State.SENT: "green",
    State.FAILED: "red",
    State.UNKNOWN: "yellow",
}


@login_required
def mine(request: ActingRequest) -> HttpResponse:
    """The reader's own notices."""
    page = _page(request, count_of_notices(request.actor.user))
    shown = {
        "page": page,
        "rows": notices_of(request.actor.user, page.number),
        "unread_here": unread(request.actor.user),
        "may_see_mails": may(request.actor, "notices.read_mails"),
    }
    return render(request, "notices/mine.html", shown)


@login_required
@require_POST
def read(request: ActingRequest) -> HttpResponse:
    """All of them are read."""
    mark_read(actor=request.actor)
    return redirect("notices")


@login_required
@require_POST
def follow(request: ActingRequest, key: int) -> HttpResponse:
    """One of them is read; on to what it is about."""
    notice = notice_of(request.actor.user, key)
    if notice is None:
        raise Http404
    mark_read(actor=request.actor, notice=key)
    ours = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if notice.link and ours else "notices")


@login_required
def mail_states(request: ActingRequest) -> HttpResponse:
    """The mails, by how far they have come."""
    require(request.actor, "notices.read_mails")
    counts = count_of_mails()
    state = request.GET.get("state", "")
    state = state if state in counts else ""
    page = _page(request, counts[state] if state else sum(counts.values()))
    states = [(name, f"notices.state_{name}", count, LAMPS[State(name)]) for name, count in counts.items()]
    rows = [(row, f"notices.state_{row.state}", LAMPS[State(row.state)]) for row in mails(state, page.number)]
    shown = {
        "page": page,
        "rows": rows,
        "states": states,
        "state": state,
        "all": sum(counts.values()),
        "may_resend": may(request.actor, "notices.resend"),
        "any_to_resend": any(row.can_be_resent for row, _, _ in rows),
    }
    return render(request, "notices/mails.html", shown)


@login_required
@require_POST
def send_again(request: ActingRequest) -> HttpResponse:
    """Owe the mails named again, each an action of its own."""
    require(request.actor, "notices.resend")
    keys = [number for key in request.POST.getlist("mail") if (number := whole_number(key))]
    for key in keys:
        resend(actor=request.actor, mail=key)
    messages.success(request, sentence("web_notices.resent", request.lang, count=len(keys)))
    return redirect("mails")


def _page(request: ActingRequest, count: int) -> Page[int]:
    return Paginator(range(count), PAGE).get_page(request.GET.get("page"))
