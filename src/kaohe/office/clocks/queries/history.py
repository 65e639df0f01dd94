"""What happened to a clock, in order: by whom, when, on what ground, and what day was due after it."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from kaohe.messages import Problem, Text
from kaohe.office.accounts.rules import office_name
from kaohe.office.clocks.models import Clock, Ending, Extension, Pause, Projection
from kaohe.office.clocks.queries.due import reasons_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One event: recorded `at` by somebody, with the reason given.

    `counted` where the day was worked out then: `due_on` is the day (None: the count stands, or the day isn't
    known) and `steps` how it was counted. `cause` is what working-outs of such events are called.
    """

    at: datetime
    by: str
    words: Text
    reason: str = ""
    cause: str = ""
    counted: bool = False
    due_on: date | None = None
    steps: tuple[Text, ...] = ()


def history_of(clock: Clock) -> tuple[Line, ...]:
    """Everything that happened to a clock, the first first. Four queries."""
    counted = list(Projection.objects.filter(clock=clock))
    by_cause: dict[str, deque[Projection]] = defaultdict(deque)
    for each in counted:
        by_cause[each.cause].append(each)
    events = [_started(clock), *_pauses(clock), *_extensions(clock), *_ending(clock)]
    lines = [
        _counted(line, by_cause[line.cause].popleft()) if by_cause[line.cause] else line for line in events
    ]
    return tuple(sorted([*lines, *_moved(counted)], key=lambda line: line.at))


def _started(clock: Clock) -> Line:
    holder, watcher = office_name(clock.holder), office_name(clock.watcher)
    words = _words("started", start=clock.start, holder=holder, watcher=watcher)
    return Line(clock.at, clock.by, words, cause="started")


def _pauses(clock: Clock) -> Iterator[Line]:
    for pause in Pause.objects.filter(clock=clock).select_related("resumption"):
        words = _words("paused", since=pause.since)
        yield Line(pause.at, pause.by, words, pause.reason, cause="paused")
        if hasattr(pause, "resumption"):
            resumed = pause.resumption
            days = (resumed.on - pause.since).days
            words = _words("resumed", on=resumed.on, since=pause.since, days=days)
            yield Line(resumed.at, resumed.by, words, cause="resumed")


def _extensions(clock: Clock) -> Iterator[Line]:
    for each in Extension.objects.filter(clock=clock):
        yield Line(each.asked_at, each.asked_by, asked_words(each), each.reason)
        if each.decided_at is not None:
            granted = each.state == Extension.State.GRANTED
            words = _words("granted" if granted else "refused")
            cause = "extended" if granted else ""
            yield Line(each.decided_at, each.decided_by, words, each.answer, cause=cause)


def asked_words(extension: Extension) -> Text:
    """What an extension asks for."""
    if extension.period is None:
        return _words("asked_until", until=extension.until)
    period = extension.period
    if period["months"]:
        return _words("asked_months", number=period["months"])
    return _words(f"asked_{period['counting']}", number=period["days"])


def _ending(clock: Clock) -> Iterator[Line]:
    ending = Ending.objects.filter(clock=clock).first()
    if ending is not None:
        words = _words(ending.outcome, on=ending.on)
        yield Line(ending.at, ending.by, words, ending.reason)


def _moved(counted: list[Projection]) -> Iterator[Line]:
    """Where a calendar moved the day or how it was counted; where it left both there is nothing to tell."""
    for before, after in pairwise(counted):
        same = (after.due_on, after.reasons) == (before.due_on, before.reasons)
        if after.cause == "calendar" and not same:
            yield _counted(Line(after.at, "", _words("reprojected"), cause="calendar"), after)


def _counted(line: Line, projection: Projection) -> Line:
    steps = reasons_in_words(projection.reasons)
    return replace(line, counted=True, due_on=projection.due_on, steps=steps)


def _words(name: str, **params: object) -> Text:
    said = Problem(f"clocks.history_{name}", params)
    return Text(said.words("zh"), said.words("en"))
