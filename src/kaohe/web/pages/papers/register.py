"""发文登记: the register of numbers, and the marks under which offices number."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import require
from kaohe.office.papers.actions.issuing import set_mark
from kaohe.office.papers.models import Issue
from kaohe.office.papers.queries.lists import marks_of, offices_for, readable, register_of
from kaohe.office.papers.queries.papers import issued_title
from kaohe.web.forms.numbers import whole_number
from kaohe.web.forms.papers import MarkForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of
from kaohe.web.pages.papers.asking import done
from kaohe.web.pages.papers.lists import AT_ONCE, may_begin, require_reader


@login_required
def register(request: ActingRequest) -> HttpResponse:
    """发文登记: every number of a mark and year; who signs for an office sets its marks here."""
    require_reader(request)
    own = offices_for(request.actor, "papers.sign")
    form = MarkForm(request.lang, own, request.POST or None) if own else None
    if request.method == "POST":
        if form is None:
            require(request.actor, "papers.sign")
        elif form.is_valid() and _set(request, form):
            return done(request, "web_papers.mark_kept", "papers_register")
    marks = list(marks_of(request.actor))
    names = list(dict.fromkeys(each.mark for each in marks))
    mark = request.GET.get("mark", "")
    mark = mark if mark in names else _last_used(names)
    given = Issue.objects.filter(mark=mark).order_by("-year").values_list("year", flat=True).distinct()
    years = list(given) or [localdate(request.actor.at).year]
    asked = whole_number(request.GET.get("year", ""))
    year = asked if asked in years else years[0]
    page = Paginator(register_of(mark, year), AT_ONCE).get_page(request.GET.get("page"))
    open_to = set(readable(request.actor).filter(issue__in=page.object_list).values_list("pk", flat=True))
    shown = {
        "form": form,
        "marks": marks,
        "names": names,
        "mark": mark,
        "years": years,
        "year": year,
        "page": page,
        "rows": [(issue, issue.paper_id in open_to, issued_title(issue)) for issue in page.object_list],
        **may_begin(request.actor),
    }
    return render(request, "papers/register.html", shown, status=422 if form and form.errors else 200)


def _last_used(marks: list[str]) -> str:
    """The mark under which the last number was given; the first one before any was; "" without marks."""
    last = Issue.objects.filter(mark__in=marks).first()
    return last.mark if last else next(iter(marks), "")


def _set(request: ActingRequest, form: MarkForm) -> bool:
    given = form.cleaned_data
    try:
        key = key_of(request, given["office"].pk, given["style"], given["mark"])
        set_mark(actor=request.actor, **given | {"key": key})
    except Refused as refused:
        form.refuse(refused)
        return False
    return True
