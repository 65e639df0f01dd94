"""Many letters of a kind are begun from a table, a draft a row; some at a time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from kaohe.letters import letter_template
from kaohe.messages import Refused
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import require
from kaohe.office.papers.actions.drafting import draft
from kaohe.office.papers.queries.lists import offices_for
from kaohe.office.papers.queries.papers import title_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.forms.paper_rows import Row, read_rows
from kaohe.web.forms.papers import ManyForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of
from kaohe.web.pages.papers.runs import AT_A_TIME, Outcome, answer


@login_required
def many(request: ActingRequest) -> HttpResponse:
    """Begin the letters of a table; nothing is begun while any of its rows can't be read."""
    own = offices_for(request.actor, "papers.draft")
    if not own:
        require(request.actor, "papers.draft")
    form = ManyForm(request.lang, own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_rows(letter_template(form.cleaned_data["kind"]), form.cleaned_data["rows"])
        except Refused as refused:
            form.refuse(refused)
        else:
            return _begun(request, form, rows)
    return render(request, "papers/many.html", {"form": form}, status=422 if form.errors else 200)


def _begun(request: ActingRequest, form: ManyForm, rows: list[Row]) -> HttpResponse:
    given, done = form.cleaned_data, whole_number(request.POST.get("done", "")) or 0
    now = rows[done : done + AT_A_TIME]
    outcomes = [_draft(request, given["office"], given["kind"], row) for row in now]
    sent = [("office", given["office"].pk), ("kind", given["kind"]), ("rows", given["rows"])]
    return answer(request, "papers_many", "draft", outcomes, sent, done + len(now), len(rows))


def _draft(request: ActingRequest, office: Office, kind: str, row: Row) -> Outcome:
    key = key_of(request, kind, office.pk, row.line, row.addressee and row.addressee.pk, row.values)
    try:
        new = draft(
            actor=request.actor,
            office=office,
            kind=kind,
            addressee=row.addressee,
            values=row.values,
            key=key,
        )
    except Refused as refused:
        return Outcome(None, str(row.line), tuple(refused.problems))
    return Outcome(new, title_of(new))
