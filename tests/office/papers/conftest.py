"""A department that drafts, checks and signs; a committee it writes to; an office that countersigns."""

import itertools
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from kaohe.letters import letter_template, sample_values
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.roles import Role
from kaohe.office.papers.actions.drafting import draft
from kaohe.office.papers.actions.issuing import set_mark
from kaohe.office.papers.actions.moving import take_step
from kaohe.office.papers.models import Paper
from tests.office.people import actor, office

_KEYS = (f"key-{number:06}" for number in itertools.count())


def key():
    return next(_KEYS)


@contextmanager
def refused(code):
    """What is done inside is refused, for this."""
    with pytest.raises(Refused) as told:
        yield
    assert [problem.code for problem in told.value.problems] == [code]


def values_of(kind):
    """Sample values as JSON has them."""
    return _plain(sample_values(letter_template(kind)))


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@dataclass
class People:
    drafter: Actor
    checker: Actor
    head: Actor
    committee: Actor
    reporter: Actor
    statistics: Actor
    stranger: Actor


@pytest.fixture
def people(db):
    people = People(
        drafter=actor("drafter", (Role.PROVINCE_OFFICER, "commerce")),
        checker=actor("checker", (Role.PROVINCE_OFFICER, "commerce")),
        head=actor("head", (Role.PROVINCE_HEAD, "commerce")),
        committee=actor("committee", (Role.COMMITTEE_HEAD, "zetdz")),
        reporter=actor("reporter", (Role.COMMITTEE_REPORTER, "zetdz")),
        statistics=actor("statistics", (Role.DEPARTMENT_OFFICER, "statistics")),
        stranger=actor("stranger", (Role.CITY_OFFICER, "guangzhou")),
    )
    for style, mark in (("document", "粤商务"), ("letter", "粤商务函"), ("minutes", "粤商务纪")):
        set_mark(actor=people.head, office=office("commerce"), style=style, mark=mark, key=key())
    return people


@pytest.fixture
def drafted(people):
    """A written reminder to the committee, drafted; or of another kind, to another office."""

    def drafted(kind="written_reminder", cosigners=(), to="zetdz", **values):
        return draft(
            actor=people.drafter,
            office=office("commerce"),
            kind=kind,
            key=key(),
            subject="cases.case:1",
            addressee=office(to),
            values=values_of(kind) | values,
            cosigners=[office(code) for code in cosigners],
        )

    return drafted


@pytest.fixture
def go(people):
    """Take steps in order, each by whoever may."""
    who = {
        "hand_in": "drafter", "check": "checker", "cosign": "statistics", "sign": "head",
        "return_checked": "checker", "return_cosigned": "statistics", "return_signed": "head",
        "take_back": "drafter", "drop": "drafter", "void": "head",
    }  # fmt: skip

    def go(paper, *steps, note="理由", at=None):
        for step in steps:
            acting = getattr(people, who[step])
            acting = replace(acting, at=at) if at else acting
            seen = Paper.objects.get(pk=paper.pk).revision
            paper = take_step(actor=acting, paper=paper, step=step, seen=seen, key=key(), note=note)
        return paper

    return go


@pytest.fixture
def issued(drafted, go):
    def issued(**values):
        return go(drafted(**values), "hand_in", "check", "sign")

    return issued
