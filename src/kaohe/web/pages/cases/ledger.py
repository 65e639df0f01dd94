"""The ledger of a case, and the files that answers and items bring."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from kaohe.office.cases.actions.holding import require_part
from kaohe.office.cases.actions.ledger import Planned, enter_item, permission, work_item
from kaohe.office.cases.machines.items import WORK
from kaohe.office.cases.models import AnswerFile, Item, ItemStep
from kaohe.office.files.serving import respond
from kaohe.office.files.storing import receive
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of, number_of, seen_of, text_of
from kaohe.web.pages.cases.asking import back_to, case_to_read, optional_day


@login_required
@require_POST
def entering(request: ActingRequest, pk: int) -> HttpResponse:
    """Enter what is to be put right."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    problem, seen = text_of(request, "problem"), seen_of(request)
    enter_item(actor=request.actor, case=found, problem=problem, plan=_plan(request), seen=seen, key=key)
    return back_to(request, pk, "web_cases.item_entered", "ledger")


@login_required
@require_POST
def working(request: ActingRequest, pk: int, item: int, step: str) -> HttpResponse:
    """An item takes one of its steps, from mended to looked back at; 404 for any other."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    worked = get_object_or_404(Item.objects.select_related("case__dossier"), pk=item, case=found)
    if step not in WORK:
        raise Http404
    require_part(request.actor, found, permission(found, step), WORK[step].party)
    file = request.FILES.get("file")
    work_item(
        actor=request.actor,
        item=worked,
        step=step,
        seen=number_of(request, "item_seen"),
        key=key,
        note=text_of(request, "note"),
        plan=_plan(request) if WORK[step].plans else None,
        file=receive(file) if file else None,
    )
    return back_to(request, pk, "web_cases.item_worked", f"item-{worked.number}")


@login_required
@require_GET
def answer_file(request: ActingRequest, pk: int, file: int) -> FileResponse:
    """A file of an answer, for whoever may read the case."""
    found = case_to_read(request.actor, pk)
    shown = get_object_or_404(AnswerFile.objects.select_related("file"), pk=file, answer__case=found)
    return respond(shown.file, shown.name)


@login_required
@require_GET
def item_file(request: ActingRequest, pk: int, step: int) -> FileResponse:
    """The evidence of an item, for whoever may read the case."""
    found = case_to_read(request.actor, pk)
    steps = ItemStep.objects.select_related("file")
    shown = get_object_or_404(steps, pk=step, item__case=found, file__isnull=False)
    assert shown.file is not None
    return respond(shown.file, shown.file_name)


def _plan(request: ActingRequest) -> Planned:
    return Planned(text_of(request, "measure"), text_of(request, "owner"), optional_day(request, "due_on"))
