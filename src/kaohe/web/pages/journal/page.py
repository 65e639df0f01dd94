"""The journal for auditors: who did what, when, from where, why; what was before and after."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kaohe.messages import Problem, Text, codes, worded
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.queries import Line, Wanted, actions_done, kinds_touched, page_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.journal.fields import Worded, changes_in_words, names_in
from kaohe.web.pages.journal.things import Thing, kind_in_words, things_of

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry in words; `thing` is None where it is about none that is known."""

    line: Line
    action: Text
    kind: Text
    thing: Thing | None
    changes: tuple[Worded, ...]


@login_required
@require_GET
def journal(request: ActingRequest) -> HttpResponse:
    """Filtered by the query: person, action, kind, key, day; `below` is the place to read on from."""
    require(request.actor, "journal.read")
    problems: list[Problem] = []
    wanted = _wanted(request.GET, problems)
    page = page_of(wanted, _below(request.GET, problems))
    shown: dict[str, Any] = {
        "wanted": wanted,
        "problems": problems,
        "lines": _shown(page.lines, request.actor),
        "actions": [(code, words_of(code)) for code in actions_done()],
        "kinds": [(kind, kind_in_words(kind)) for kind in kinds_touched()],
        "older": _older(request.GET, page.older),
        "is_first": "below" not in request.GET,
    }
    return render(request, "journal/journal.html", shown)


def words_of(action: str) -> Text:
    """The action in words; its code where an older version wrote one that this one doesn't know."""
    return worded(action) if action in codes() else Text(action, action)


def _shown(lines: tuple[Line, ...], actor: Actor) -> list[Shown]:
    things = things_of(lines, actor)
    names = names_in(lines, things)
    return [
        Shown(
            line,
            words_of(line.action),
            kind_in_words(line.kind),
            things.get((line.kind, line.key)),
            changes_in_words(line, names),
        )
        for line in lines
    ]


def _wanted(query: QueryDict, problems: list[Problem]) -> Wanted:
    def text(name: str) -> str:
        return query.get(name, "").strip()[:_LONGEST]

    day = _day(text("day"), problems)
    return Wanted(text("person"), text("action"), text("kind"), text("key"), day)


def _day(said: str, problems: list[Problem]) -> date | None:
    """The days at either end of the calendar have no beginning or end in UTC."""
    with suppress(ValueError):
        day = date.fromisoformat(said)
        if date.min < day < date.max:
            return day
    if said:
        problems.append(Problem("web_journal.bad_day", {"found": said}))
    return None


def _below(query: QueryDict, problems: list[Problem]) -> int | None:
    found = query.get("below", "")
    place = whole_number(found)
    if found and place is None:
        problems.append(Problem("web_journal.bad_place", {"found": found[:_LONGEST]}))
    return place


def _older(query: QueryDict, below: int | None) -> str:
    kept = {name: query[name] for name in ("person", "action", "kind", "key", "day") if query.get(name)}
    return urlencode({**kept, "below": below}) if below else ""
