"""What was handed in, and how versions differ."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from kaohe.messages import Lang
from kaohe.office.reporting.models import Figure
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.versions import Change, all_evidence, changes_between, versions_of
from kaohe.schemes.model import Item
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import report_to_fill
from kaohe.web.pages.reports.rows import shown


@login_required
def versions(request: ActingRequest, pk: int) -> HttpResponse:
    """The versions, newest first; `from` and `to` choose the two that are compared (else the last two)."""
    report = report_to_fill(request.actor, pk)
    found = versions_of(report)
    last = report.version
    one = _chosen(request.GET.get("from", ""), max(last - 1, 0), last)
    other = _chosen(request.GET.get("to", ""), last, last)
    context = {
        "report": report,
        "versions": found,
        "numbers": range(last + 1),
        "one": one,
        "other": other,
        "changes": [_in_words(change, request.lang) for change in changes_between(report, one, other)],
        "evidence": [(asked_of(report).get(each.item), each) for each in all_evidence(report)],
    }
    return render(request, "reports/versions.html", context)


def _chosen(text: str, otherwise: int, last: int) -> int:
    number = whole_number(text)
    return otherwise if number is None or number > last else number


def _in_words(change: Change, lang: Lang) -> tuple[Change, str, str]:
    return change, _value(change.before, change.item, lang), _value(change.after, change.item, lang)


def _value(figure: Figure | None, item: Item, lang: Lang) -> str:
    return "" if figure is None or figure.value is None else shown(figure.value, item, lang)
