"""The people of the demo: one of each role, and two who play all committees and all cities."""

import csv
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate

from kaohe.messages import Text, sentence
from kaohe.office.accounts.actions.founding import found
from kaohe.office.accounts.actions.offices import add_office
from kaohe.office.accounts.actions.posts import appoint
from kaohe.office.accounts.actions.users import add_user
from kaohe.office.accounts.actors import Actor, actor_of
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.accounts.rules import role_name
from kaohe.office.reporting.models import Report
from kaohe.office.zones.importing import import_zones
from kaohe.office.zones.models import Zone
from kaohe.samples.cohort import Cohort

PASSWORD = "kaohe-demo-2018"
FOUNDERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
PLAYERS = ("zones", "cities")


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who can be tried: the user name, as what, for which office."""

    username: str
    role_name: Text
    office: str


def sign_ins() -> tuple[SignIn, ...]:
    """Everybody but the two who play many."""
    posts = Post.objects.select_related("user", "office").exclude(user__username__in=PLAYERS).order_by("pk")
    return tuple(SignIn(post.user.username, role_name(post.role), post.office.name_zh) for post in posts)


class Cast:
    """Who acts in the demo: one person plays all committees, one all cities."""

    def __init__(self, at: datetime, simulated: Cohort):
        self.at = at
        self.password = make_password(PASSWORD)
        people = {role: (role.value, sentence(f"office.first_{role.value}", "zh")) for role in FOUNDERS}
        found(at=at, people=people)
        for username, _ in people.values():
            self._known(username)
        self.admin, self.security = (self._acting(role.value) for role in FOUNDERS[:2])
        commerce = Office.objects.get(code="commerce")
        self.head = self._hire("head", "商务厅负责人", Role.PROVINCE_HEAD, commerce)
        self.officer = self._hire("officer", "商务厅经办人", Role.PROVINCE_OFFICER, commerce)
        self._hire("outside", "第三方审核员", Role.OUTSIDE_REVIEWER, commerce)
        statistics = self._founded(
            "demo-statistics", "department", "模拟·统计局", "Bureau of Statistics", vouches_for=("统计局",)
        )
        self._hire("statistics", "统计局核实人", Role.DEPARTMENT_OFFICER, statistics)
        self.checker = self._hire("checker", "商务厅核稿人", Role.PROVINCE_OFFICER, commerce)
        government = self._founded(
            "demo-government", "provincial_government", "模拟·省人民政府", "Government"
        )
        self._hire("government", "省政府办公厅经办人", Role.GOVERNMENT_OFFICER, government)
        finance = self._founded("demo-finance", "department", "模拟·财政厅", "Department of Finance")
        self._hire("finance", "财政厅会签人", Role.DEPARTMENT_OFFICER, finance)
        self.joint = finance.code
        self._import(simulated)
        self.committees = self._everywhere("zones", "模拟填报人", Role.COMMITTEE_HEAD, "committee")
        self.cities = self._everywhere("cities", "模拟市级审核人", Role.CITY_OFFICER, "city_government")

    def hire_for_what_waits(self, reports: list[Report]) -> None:
        """People of a committee whose report was sent back, and the city officer for one to be reviewed."""
        back = next(each for each in reports if each.stage == Report.Stage.REPORTING and each.version)
        self._hire("committee", "管委会负责人", Role.COMMITTEE_HEAD, back.office)
        self._hire("reporter", "管委会填报人", Role.COMMITTEE_REPORTER, back.office)
        new = next(each for each in reports if each.stage == Report.Stage.CITY)
        office = Office.objects.get(kind="city_government", city=new.city)
        self._hire("city", "市级审核员", Role.CITY_OFFICER, office)

    def hire_for_the_last(self, zone: str) -> None:
        """People of the zone that was demoted and of its host city, who have to answer."""
        spell = Zone.objects.get(code=zone).spells.select_related("committee").last()
        if spell is None or spell.committee is None:
            raise LookupError(zone)
        self._hire("last_zone", "末位经开区负责人", Role.COMMITTEE_HEAD, spell.committee)
        city = Office.objects.get(kind="city_government", city=spell.city)
        self._hire("last_city", "所在地市经办人", Role.CITY_OFFICER, city)

    def _founded(
        self, code: str, kind: str, name_zh: str, name_en: str, vouches_for: tuple[str, ...] = ()
    ) -> Office:
        return add_office(
            actor=self.admin,
            code=code,
            kind=kind,
            name_zh=name_zh,
            name_en=f"{name_en} (simulated)",
            vouches_for=vouches_for,
        )

    def _everywhere(self, username: str, name: str, role: Role, kind: str) -> Actor:
        """One person with a post in every office of a kind, who plays them all."""
        offices = Office.objects.filter(kind=kind)
        self._hire(username, name, role, *offices)
        return self._acting(username)

    def _hire(self, username: str, name: str, role: Role, *offices: Office) -> Actor:
        user, _ = add_user(actor=self.admin, username=username, name=name)
        self._known(username)
        since = localdate(self.at)
        until = since + timedelta(days=90) if role == Role.OUTSIDE_REVIEWER else None
        for office in offices:
            appoint(actor=self.security, user=user, office=office, role=role, since=since, until=until)
        return self._acting(username)

    def _acting(self, username: str) -> Actor:
        return actor_of(User.objects.get(username=username), self.at, "demo")

    def _import(self, simulated: Cohort) -> None:
        """The zones as a list that is read like any other; committees and cities come with it."""
        columns = ("unit", "name", "level", "province", "city", "region", "since", "basis")
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for zone in simulated.zones:
                place = (zone.level, zone.province, zone.city, zone.region)
                writer.writerow((zone.code, zone.name, *place, "2010-01-01", "模拟数据"))
            file.flush()
            import_zones(actor=self.head, file=Path(file.name), name="demo.csv")

    def _known(self, username: str) -> None:
        """A demo's people sign in with the password that is printed."""
        User.objects.filter(username=username).update(password=self.password, must_change_password=False)
