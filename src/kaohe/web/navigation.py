"""The rooms of the office as the head of each page offers them: data, by what a reader may do somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import GRANTS


@dataclass(frozen=True, slots=True)
class Room:
    """Words of its name and of what it is for, the name of its address, the actions of which one opens it.

    `also` names addresses of its pages that don't lie below its own.
    """

    words: str
    about: str
    url: str
    actions: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


ROOMS = (
    Room("web.home", "web.home_about", "home"),
    Room("web.reports", "web.reports_about", "reports", ("reporting.fill",)),
    Room(
        "web.review",
        "web.review_about",
        "review",
        ("reporting.city_review", "reporting.province_review", "reporting.vouch", "reporting.query"),
        also=("vouch",),
    ),
    Room("web.watch", "web.watch_about", "watch", ("reporting.watch",)),
    Room("web.rounds", "web.rounds_about", "rounds", ("reporting.see_rounds",)),
    Room("web.assessments", "web.assessments_about", "assessments", ("assessment.read",)),
    Room("web.findings", "web.findings_about", "findings", ("cases.propose",)),
    Room("web.cases", "web.cases_about", "cases", ("cases.read",), also=("dossiers",)),
    Room("web.papers", "web.papers_about", "papers", ("papers.read",)),
    Room("web_clocks.title", "web_clocks.about", "deadlines", ("clocks.read",)),
    Room("web.published", "web.published_about", "published"),
    Room("web.zones", "web.zones_about", "zones", ("zones.read",)),
    Room("web.accounts", "web.accounts_about", "accounts", ("accounts.read",)),
    Room("web.journal", "web.journal_about", "journal", ("journal.read",)),
)


@dataclass(frozen=True, slots=True)
class Door:
    """A room that the reader may enter; `current` where they are in it."""

    room: Room
    path: str
    current: bool


def address(name: str) -> str:
    """The path of an address without arguments; "" where no page has taken the name yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def may_somewhere(actor: Actor, action: str) -> bool:
    """Whether a post of the actor allows the action for any matter at all; a token has to be for it too."""
    if actor.scopes is not None and action not in actor.scopes:
        return False
    roles = {role for grant in GRANTS[action] for role in grant.roles}
    return not roles.isdisjoint(actor.roles)


def doors(actor: Actor, at: str) -> Iterator[Door]:
    """The rooms open to the actor, in the order of the head; `at` is the path of the page being read."""
    if actor.user is None:
        return
    for room in ROOMS:
        path = address(room.url)
        allowed = not room.actions or any(may_somewhere(actor, action) for action in room.actions)
        if path and allowed:
            below = filter(None, (path, *map(address, room.also)))
            yield Door(room, path, any(at == each or (each != "/" and at.startswith(each)) for each in below))
