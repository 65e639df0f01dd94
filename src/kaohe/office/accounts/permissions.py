"""Who may do what, stated once: for each action the roles, and how near the matter must be to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kaohe.messages import Refused, Text, sentence
from kaohe.office.accounts.actors import Actor, Held
from kaohe.office.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Concern:
    """Whose matter a thing is: the office that answers for it, the city it lies in, who vouches for it."""

    office: int | None = None
    city: str = ""
    vouched_by: str = ""


class Denied(Refused):
    """The actor may not do this."""


Near = Callable[[Held, Concern], bool]


@dataclass(frozen=True, slots=True)
class Grant:
    """These roles may, where the matter is near enough to the office of the post."""

    roles: frozenset[Role]
    near: Near


def own(*roles: Role) -> Grant:
    """Matters of the post's own office."""
    return Grant(frozenset(roles), lambda post, concern: post.office == concern.office)


def in_city(*roles: Role) -> Grant:
    """Matters in the city of the post's office."""
    return Grant(frozenset(roles), lambda post, concern: bool(post.city) and post.city == concern.city)


def vouched(*roles: Role) -> Grant:
    """Matters that the post's office vouches for, in its city if it has one."""
    return Grant(
        frozenset(roles),
        lambda post, concern: (
            bool(concern.vouched_by)
            and concern.vouched_by in post.vouches_for
            and (not post.city or post.city == concern.city)
        ),
    )


def everywhere(*roles: Role) -> Grant:
    """Any matter."""
    return Grant(frozenset(roles), lambda post, concern: True)


PROVINCE = (Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER)
COMMITTEE = (Role.COMMITTEE_HEAD, Role.COMMITTEE_REPORTER)
GOVERNMENT = Role.GOVERNMENT_OFFICER
SIGNERS = (Role.PROVINCE_HEAD, GOVERNMENT, Role.CITY_OFFICER, Role.COMMITTEE_HEAD, Role.DEPARTMENT_OFFICER)
WRITERS = (*SIGNERS, Role.PROVINCE_OFFICER, Role.COMMITTEE_REPORTER)

GRANTS: Mapping[str, tuple[Grant, ...]] = {
    "accounts.read": (everywhere(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR),),
    "accounts.manage_users": (everywhere(Role.SYSTEM_ADMIN),),
    "accounts.manage_offices": (everywhere(Role.SYSTEM_ADMIN),),
    "accounts.appoint": (everywhere(Role.SECURITY_ADMIN),),
    "accounts.unlock": (everywhere(Role.SECURITY_ADMIN),),
    "accounts.reset_second_factor": (everywhere(Role.SECURITY_ADMIN),),
    "accounts.issue_token": (everywhere(Role.SECURITY_ADMIN),),
    "journal.read": (everywhere(Role.AUDITOR),),
    "zones.read": (everywhere(*Role),),
    "zones.manage": (everywhere(Role.PROVINCE_HEAD),),
    "notices.read": (everywhere(*Role),),
    "notices.read_mails": (everywhere(*PROVINCE),),
    "notices.resend": (everywhere(*PROVINCE),),
    "reporting.see_rounds": (everywhere(*Role),),
    "reporting.open_round": (everywhere(Role.PROVINCE_HEAD),),
    "reporting.watch": (everywhere(*PROVINCE, Role.OUTSIDE_REVIEWER), in_city(Role.CITY_OFFICER)),
    "reporting.nudge": (everywhere(*PROVINCE), in_city(Role.CITY_OFFICER)),
    "reporting.freeze": (everywhere(Role.PROVINCE_HEAD),),
    "reporting.read": (
        own(*COMMITTEE, Role.CITY_OFFICER),
        in_city(Role.CITY_OFFICER),
        everywhere(*PROVINCE, Role.OUTSIDE_REVIEWER),
    ),
    "reporting.fill": (own(*COMMITTEE, Role.CITY_OFFICER),),
    "reporting.submit": (own(Role.COMMITTEE_HEAD, Role.CITY_OFFICER),),
    "reporting.city_review": (in_city(Role.CITY_OFFICER),),
    "reporting.province_review": (everywhere(*PROVINCE),),
    "reporting.take_from_city": (everywhere(Role.PROVINCE_HEAD),),
    "reporting.query": (everywhere(Role.OUTSIDE_REVIEWER),),
    "reporting.sample": (everywhere(*PROVINCE, Role.OUTSIDE_REVIEWER),),
    "reporting.reopen": (everywhere(Role.PROVINCE_HEAD),),
    "reporting.see_standings": (everywhere(*PROVINCE),),
    "reporting.take_snapshot": (everywhere(*PROVINCE, Role.AUDITOR),),
    "reporting.read_vouched": (vouched(Role.DEPARTMENT_OFFICER),),
    "reporting.vouch": (vouched(Role.DEPARTMENT_OFFICER),),
    "assessment.read": (everywhere(*PROVINCE, GOVERNMENT, Role.AUDITOR),),
    "assessment.score": (everywhere(*PROVINCE),),
    "assessment.propose": (everywhere(*PROVINCE),),
    "assessment.approve": (everywhere(Role.PROVINCE_HEAD),),
    "assessment.record_event": (everywhere(*PROVINCE),),
    "assessment.object": (own(Role.COMMITTEE_HEAD),),
    "assessment.review_objection": (everywhere(Role.PROVINCE_HEAD),),
    "clocks.read": (own(*WRITERS), in_city(Role.CITY_OFFICER), everywhere(*PROVINCE, GOVERNMENT)),
    "clocks.pause": (everywhere(*PROVINCE, GOVERNMENT),),
    "clocks.ask_extension": (own(Role.CITY_OFFICER, Role.COMMITTEE_HEAD), everywhere(*PROVINCE)),
    "clocks.grant_extension": (everywhere(Role.PROVINCE_HEAD, GOVERNMENT),),
    "clocks.load_calendar": (everywhere(Role.PROVINCE_HEAD),),
    "papers.read": (own(*WRITERS), everywhere(Role.AUDITOR)),
    "papers.draft": (own(*WRITERS),),
    "papers.check": (own(*WRITERS),),
    "papers.cosign": (own(*SIGNERS),),
    "papers.sign": (own(*SIGNERS),),
    "papers.void": (own(*SIGNERS),),
    "papers.receive": (own(*WRITERS),),
    "papers.instruct": (own(*SIGNERS),),
    "cases.read": (
        own(*WRITERS),
        in_city(Role.CITY_OFFICER),
        everywhere(*PROVINCE, GOVERNMENT, Role.AUDITOR),
    ),
    "cases.set": (everywhere(Role.PROVINCE_HEAD),),
    "cases.propose": (everywhere(*PROVINCE),),
    "cases.agree": (everywhere(Role.PROVINCE_HEAD),),
    "cases.start": (everywhere(Role.PROVINCE_HEAD),),
    "cases.lead": (everywhere(*PROVINCE), own(GOVERNMENT)),
    "cases.decide": (own(Role.PROVINCE_HEAD, GOVERNMENT),),
    "cases.instruct": (everywhere(GOVERNMENT),),
    "cases.answer": (own(Role.COMMITTEE_HEAD, Role.CITY_OFFICER),),
}
"""Every action and who may do it; its code is its name in the catalogue. What is not here nobody may."""

READING = frozenset(
    {
        "accounts.read",
        "journal.read",
        "zones.read",
        "notices.read",
        "reporting.see_rounds",
        "reporting.watch",
        "reporting.read",
        "reporting.read_vouched",
        "reporting.see_standings",
        "reporting.take_snapshot",
        "cases.read",
    }
)
"""The actions that change nothing: what a token can be for."""


def may(actor: Actor, action: str, concern: Concern | None = None) -> bool:
    """Whether a post of the actor allows the action on a matter. KeyError for an action nobody has stated."""
    matter = concern or Concern()
    if actor.scopes is not None and action not in actor.scopes:
        return False
    return any(
        post.role in grant.roles and grant.near(post, matter)
        for grant in GRANTS[action]
        for post in actor.posts
    )


def require(actor: Actor, action: str, concern: Concern | None = None) -> None:
    """Raises `Denied` unless the actor may."""
    if not may(actor, action, concern):
        what = Text(sentence(action, "zh"), sentence(action, "en"))
        raise Denied.because("accounts.denied", name=actor.name, action=what)
