"""The offices: a list with successors, one by one, and what the system administrator does with them."""

import re
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actions.offices import (
    KINDS,
    add_office,
    change_office,
    end_office,
    record_succession,
)
from kaohe.office.accounts.importing import import_offices
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Denied, may, require
from kaohe.office.accounts.queries.offices import offices as listed
from kaohe.office.accounts.rules import kind_name
from kaohe.office.reporting.queries.unvouched import unvouched_on
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.accounts.reading import PAGE, day, day_or_none, key, page_of, typed

KIND_NAMES = tuple((kind, kind_name(kind)) for kind in KINDS)


@login_required
@require_GET
def offices(request: HttpRequest) -> HttpResponse:
    """The offices, by words and kind, with who has their duties today."""
    return _list(cast("ActingRequest", request))


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    acting, form = cast("ActingRequest", request), request.POST
    try:
        office = add_office(
            actor=acting.actor,
            **{name: typed(form, name) for name in ("code", "kind", "name_zh", "name_en", "city")},
            vouches_for=_names(form.get("vouches_for", "")),
            since=day_or_none(form, "since", "web_accounts.since"),
        )
    except Denied:
        raise
    except Refused as refusal:
        return _list(acting, refusal.problems)
    return redirect("office", office.pk)


@login_required
@require_POST
def import_listed(request: HttpRequest) -> HttpResponse:
    """The shipped list; what is there already stays."""
    import_offices(actor=cast("ActingRequest", request).actor)
    return redirect("offices")


@login_required
@require_GET
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """One office, and what the reader may do with it."""
    return _one(cast("ActingRequest", request), pk)


def _list(request: ActingRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    require(request.actor, "accounts.read")
    number, asked = page_of(request.GET), {name: typed(request.GET, name) for name in ("words", "kind")}
    start = (number - 1) * PAGE
    kind = asked["kind"] if asked["kind"] in KINDS else ""
    today = localdate(request.actor.at)
    rows = listed(today, kind=kind, words=asked["words"], start=start, count=PAGE + 1)
    context = {
        "unvouched": unvouched_on(today),
        "rows": [(row, kind_name(row.kind)) for row in rows[:PAGE]],
        "more": len(rows) > PAGE,
        "number": number,
        "asked": asked,
        "kinds": KIND_NAMES,
        "may_manage": may(request.actor, "accounts.manage_offices"),
        "problems": problems,
        "given": request.POST,
    }
    return render(request, "accounts/offices.html", context, status=409 if problems else 200)


def _one(request: ActingRequest, pk: int, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    require(request.actor, "accounts.read")
    chosen = get_object_or_404(Office, pk=pk)
    manages = may(request.actor, "accounts.manage_offices")
    context = {
        "office": chosen,
        "kind": kind_name(chosen.kind),
        "successions": chosen.succeeded_by.select_related("successor").order_by("-pk"),
        "others": Office.objects.exclude(pk=pk) if manages else (),
        "may_manage": manages,
        "problems": problems,
        "given": request.POST,
    }
    return render(request, "accounts/office.html", context, status=409 if problems else 200)


def _deed(do: Callable[[ActingRequest, Office], Any]) -> Callable[[HttpRequest, int], HttpResponse]:
    """A form on the page of an office: do it and come back, or say on that page why not."""

    @login_required
    @require_POST
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        acting = cast("ActingRequest", request)
        require(acting.actor, "accounts.read")
        try:
            do(acting, get_object_or_404(Office, pk=pk))
        except Denied:
            raise
        except Refused as refusal:
            return _one(acting, pk, refusal.problems)
        return redirect("office", pk)

    return page


@_deed
def change(request: ActingRequest, chosen: Office) -> None:
    form = request.POST
    names = {name: typed(form, name) for name in ("name_zh", "name_en")}
    vouches_for = _names(form.get("vouches_for", ""))
    change_office(actor=request.actor, office=chosen, **names, vouches_for=vouches_for)


@_deed
def end(request: ActingRequest, chosen: Office) -> None:
    until, reason = day(request.POST, "until", "web_accounts.until"), typed(request.POST, "reason")
    end_office(actor=request.actor, office=chosen, until=until, reason=reason)


@_deed
def succeed(request: ActingRequest, chosen: Office) -> None:
    form = request.POST
    record_succession(
        actor=request.actor,
        office=chosen,
        successor=get_object_or_404(Office, pk=key(form, "successor")),
        on=day(form, "on", "web_accounts.on"),
        basis=typed(form, "basis"),
    )


def _names(text: str) -> tuple[str, ...]:
    """Names written one a line or with commas or 、 between them."""
    return tuple(name.strip() for name in re.split(r"[\n,，、]", text) if name.strip())
