"""What a department's forms say of figures: which were seen, what is said of each, and the saying of it."""

import math
from collections.abc import Iterable
from dataclasses import astuple

from django.http import Http404

from kaohe.messages import Problem, Refused
from kaohe.office.reporting.actions.reviewing import Word, decide
from kaohe.office.reporting.models import Decision
from kaohe.office.reporting.queries.vouched_lists import Comparison
from kaohe.office.reporting.queries.vouching import Vouched
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import request_key
from kaohe.workbooks.cells import Unread, reader_for

LEVEL, Outcome = Decision.Level.DEPARTMENT, Decision.Outcome


def cell_name(vouched: Vouched) -> str:
    """A figure as forms name it, with what was seen of it: report, item, version, last word."""
    last = vouched.mine.pk if vouched.mine else 0
    return f"{vouched.report.pk}@{vouched.code}@{vouched.report.version}@{last}"


def tag_of(vouched: Vouched) -> str:
    return f"{vouched.report.table}.{vouched.code}"


def seen_cells(found: Iterable[Vouched], names: Iterable[str]) -> list[tuple[Vouched, int, int]]:
    """The figures that a form names, with the version and the last word that were seen; 404 for any other."""
    known = {(str(each.report.pk), each.code): each for each in found}
    cells = []
    for name in names:
        report, item, *seen = (*name.split("@"), "", "", "", "")[:4]
        version, last = map(whole_number, seen)
        if (report, item) not in known or version is None or last is None:
            raise Http404
        cells.append((known[report, item], version, last))
    return cells


def word_of(request: ActingRequest, vouched: Vouched, outcome: str, after: int) -> Word:
    if outcome != Outcome.DISPUTE:
        return Word(vouched.code, outcome, after=after)
    typed = request.POST.get("value", "")[:80]
    value = reader_for(vouched.item)(typed)
    if isinstance(value, Unread):
        raise Refused.because(value.code, name=vouched.item.name, found=typed, **value.params)
    if math.isnan(value):
        raise Refused.because("web_review.no_value", name=vouched.item.name)
    return Word(vouched.code, outcome, request.POST.get("reason", ""), value, after)


def words_of(
    request: ActingRequest, compared: Comparison, cells: Iterable[tuple[Vouched, int, int]]
) -> list[tuple[Vouched, int, Word]]:
    """Equal figures are confirmed, different ones disputed; only those that were shown before."""
    seen = {each.report.pk: (version, last) for each, version, last in cells}
    words = []
    for each in (*compared.equal, *compared.different):
        vouched = each.vouched
        if vouched.report.pk in seen:
            version, last = seen[vouched.report.pk]
            said = Word(vouched.code, Outcome.ACCEPT, after=last)
            if not each.equal:
                reason = request.POST.get("reason", "")
                said = Word(vouched.code, Outcome.DISPUTE, reason, each.value, last)
            words.append((vouched, version, said))
    return words


def decided(
    request: ActingRequest, words: Iterable[tuple[Vouched, int, Word]]
) -> tuple[int, list[tuple[str, Problem]]]:
    """Say it, report by report, each whole or not at all; how many figures, and where it was refused why."""
    by_report: dict[int, list[tuple[Vouched, int, Word]]] = {}
    for each in words:
        by_report.setdefault(each[0].report.pk, []).append(each)
    count, problems = 0, []
    for said in by_report.values():
        report, seen = said[0][0].report, said[0][1]
        listed = [word for _, _, word in said]
        key = request_key(request.POST.get("key"), "vouch", report.pk, seen, list(map(astuple, listed)))
        try:
            count += decide(actor=request.actor, report=report, level=LEVEL, words=listed, seen=seen, key=key)
        except Refused as refused:
            problems += [(report.name_zh, problem) for problem in refused.problems]
    return count, problems
