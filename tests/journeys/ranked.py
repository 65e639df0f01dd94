"""The demo's cohort as an office: its people, the ranking of the year before, the file of this year's.

All zones and people are made up; the places were planted so that every rung of clause 四 has somebody on it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.utils import timezone

from kaohe.office.accounts.actors import Actor, actor_of
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.official import look_at, propose_official
from kaohe.office.assessment.actions.publishing import approve
from kaohe.office.cases.actions.disposing import agree, propose
from kaohe.office.cases.actions.proposals import Choice
from kaohe.office.cases.models import Disposition, Finding
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.papers.actions.issuing import set_mark
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.zones.models import Zone
from kaohe.samples import cohort
from kaohe.samples.cohort import Cohort
from kaohe.schemes import load_scheme
from kaohe.web.operations.demo_people import Cast
from kaohe.web.operations.demo_ranking import Ranking, ranking_file
from kaohe.web.sweeps import SWEEPS
from tests.journeys.driving import Person
from tests.web.conftest import Clock

BEFORE = Ranking(2024, 1, date(2025, 3, 3))
NOW = Ranking(2025, 2, date(2026, 3, 2))
AFTER = Ranking(2026, 0, date(2027, 3, 1))

REMINDED, TALKED_TO, ORDERED, DEMOTED = "SIM440003", "SIM440004", "SIM440005", "SIM440006"
"""Bad in single indicators; in the last 20; in the last 10; two years in the last 5."""


@dataclass(frozen=True)
class Ranked:
    """What the scenes share."""

    simulated: Cohort
    clock: Clock
    folder: Path
    names: dict[str, str]
    cities: dict[str, str]

    def file(self, ranking: Ranking) -> Path:
        """The ministry's file of a year, where an officer has it."""
        found = self.folder / f"全国经开区考核结果{ranking.year}（模拟）.csv"
        if not found.exists():
            found.write_bytes(ranking_file(self.simulated, ranking))
        return found

    def at(self, day: date, hour: int = 10, minute: int = 0) -> None:
        """Let the time pass until a minute of that day."""
        then = timezone.make_aware(datetime.combine(day, time(hour, minute)))
        self.clock.ahead(seconds=(then - timezone.now()).total_seconds())

    def work(self) -> None:
        """What `kaohe work` does once: every sweep, at this instant."""
        for sweep in SWEEPS:
            sweep.do(timezone.now())


def finds(person: Person, kind: str, zone: str) -> None:
    """The case of that kind and zone in the list, opened."""
    person.opens("/cases/")
    person.follows(kind, within=person.row(kind, zone))
    person.sees("办理经过", zone)


def settle(clock: Clock, folder: Path) -> Ranked:
    """Found the office, hire its people, take in the ranking of the year before."""
    simulated = cohort()
    cast = Cast(timezone.now(), simulated)
    cast.hire_for_the_last(DEMOTED)
    for code, username, name in (
        (REMINDED, "reminded", "苏蓉"),
        (TALKED_TO, "talked_to", "曾毅"),
        (ORDERED, "ordered", "冯岚"),
    ):
        _hire(username, name, Zone.objects.get(code=code).spells.last().committee, Role.COMMITTEE_HEAD)
    government = Office.objects.get(kind="provincial_government")
    _hire("secretary", "范思远", government, Role.GOVERNMENT_OFFICER)
    _hire("asked_city", "邱文", _city_of(ORDERED), Role.CITY_OFFICER)
    for user in User.objects.all():
        TOTP.activate(user, generate_totp_secret())
    _number_papers(cast.head, Office.objects.get(code="commerce"), "粤商务{}模")
    _number_papers(_acting("secretary"), government, "粤府办{}模")
    _number_papers(_acting("last_city"), _city_of(DEMOTED), "曜府{}模")
    file = ContentFile(ranking_file(simulated, BEFORE), "上年.csv")
    received, _ = look_at(actor=cast.officer, file=file, extent="full")
    for each in propose_official(actor=cast.officer, received=received, extent="full", key="before"):
        approve(actor=cast.head, publication=each)
    _dispose_of_what_followed_then(cast)
    ours, scheme = simulated.reviewed[NOW.place], load_scheme("national-2016")
    take_over(actor=cast.head, figures=ours, scheme=scheme, reason="本省掌握的数据（模拟）")
    names = {zone.code: zone.name for zone in simulated.zones}
    cities = {zone.code: zone.city for zone in simulated.zones}
    return Ranked(simulated, clock, folder, names, cities)


def _dispose_of_what_followed_then(cast: Cast) -> None:
    judge_owed(timezone.now())
    outcome, reason = Disposition.Outcome.SET_ASIDE, "上年已按纸质流程办结（模拟）"
    choices = [Choice(pk, outcome, None, reason) for pk in Finding.objects.values_list("pk", flat=True)]
    propose(actor=cast.officer, choices=choices, key="set-aside")
    proposed = Disposition.objects.values_list("pk", flat=True)
    agree(actor=cast.head, dispositions=list(proposed), key="set-aside")


def _hire(username: str, name: str, office: Office, role: Role) -> None:
    user = User.objects.create_user(username, name=name)
    Post.objects.create(user=user, office=office, role=role, since=date(2026, 1, 1))


def _city_of(zone: str) -> Office:
    city = Zone.objects.get(code=zone).spells.last().city
    return Office.objects.get(kind="city_government", city=city)


def _acting(username: str) -> Actor:
    return actor_of(User.objects.get(username=username), timezone.now(), "demo")


def _number_papers(actor: Actor, office: Office, mark: str) -> None:
    for style, word in (("document", ""), ("letter", "函"), ("minutes", "纪")):
        set_mark(actor=actor, office=office, style=style, mark=mark.format(word), key=f"mark-{style}")
