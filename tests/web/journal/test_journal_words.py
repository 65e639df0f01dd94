"""What entries are about and what changed, in words; links only where the reader may go."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kaohe.messages import worded
from kaohe.office.accounts.actions.users import change_user
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.actions import record
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.reviewing import Word, decide
from kaohe.office.reporting.actions.rounds import move_window
from kaohe.office.zones.actions import list_zone
from kaohe.office.zones.facts import Facts
from tests.office.reporting.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client_of):
    """The newest entry of an action as the auditor's page shows it."""

    def shown(action, who="auditor", lang="zh"):
        client = client_of(who)
        client.cookies["lang"] = lang
        return client.get("/journal/", {"action": action}).context["lines"][0]

    return shown


def fields(shown, lang="zh"):
    return {
        each.name.of(lang): tuple(value and value.of(lang) for value in (each.before, each.after))
        for each in shown.changes
    }


def test_a_saved_cell_is_told_by_its_report_and_item(fill, shown):
    fill("gz", gdp="1,000")
    fill("gz", gdp="1,100", note="更正")
    entry = shown("reporting.save_cells")
    assert entry.kind.zh == "报表"
    assert entry.thing.name.zh == "gz经开区 · 2018年度考核"
    assert entry.thing.link == ""
    assert fields(entry) == {"地区生产总值": ("1,000（说明：依据台账）", "1,100（说明：更正）")}
    assert fields(entry, "en") == {"GDP": ("1,000 (note: 依据台账)", "1,100 (note: 更正)")}


def test_what_was_said_is_told_with_its_reason(actors, hand_in, report_of, shown):
    hand_in("gz")
    words = [Word("gdp", "query", "口径？"), Word("tax", "accept")]
    decide(actor=actors.guangzhou, report=report_of("gz"), level="city", words=words, seen=1, key="k")
    told = fields(shown("reporting.city_review"))
    assert told["审核意见"] == (None, "地区生产总值：质询；口径？；税收收入：接受")
    handed = fields(shown("reporting.submit"))
    assert handed["所处环节"] == (worded("reporting.stage_reporting").zh, worded("reporting.stage_city").zh)
    assert "地区生产总值" in handed["报送的指标"][1]


def test_a_moved_window_is_told_in_local_time(actors, round, shown):
    until = NOW + timedelta(days=25)
    move_window(actor=actors.head, round=round, kind="report", closes_at=until, reason="台风")
    entry = shown("reporting.move_window")
    assert entry.thing.name.zh == "2018年度考核"
    assert entry.thing.link == "/rounds/2018/"
    assert fields(entry)["截止时间"] == ("2018-03-30 10:00", "2018-04-04 10:00")
    assert fields(entry)["类别"] == (None, "单位填报")


def test_people_zones_and_posts_are_named_and_linked(actors, shown):
    user = User.objects.get(username="zj")
    change_user(actor=_administrator(), user=user, name="林涛", email="", phone="")
    entry = shown("accounts.change_user")
    assert (entry.thing.name.zh, entry.thing.link) == ("林涛", f"/accounts/users/{user.pk}/")
    facts = Facts("新区", "provincial", "广东", name_en="New zone", city="湛江市", region="东部")
    list_zone(actor=actors.head, code="new", since=date(2018, 1, 1), facts=facts, basis="文件")
    entry = shown("zones.list")
    assert (entry.thing.name.en, entry.thing.link) == ("New zone", "/zones/of/new/")
    assert fields(entry)["级别"] == (None, "省级")
    post = Post.objects.get(user=user)
    with transaction.atomic():
        record(actors.head.who, "accounts.hand_over", user, after={"posts": [post.pk]})
    assert fields(shown("accounts.hand_over"))["岗位"][1].startswith("林涛：管委会")


def _administrator():
    user, office = (
        User.objects.create_user("sys", name="何伟"),
        Post.objects.get(user__username="head").office,
    )
    Post.objects.create(user=user, office=office, role=Role.SYSTEM_ADMIN, since=date(2018, 1, 1))
    return actor_of(user, NOW)


def test_whoever_may_read_the_report_finds_a_link(actors, fill, shown, report_of):
    reader = User.objects.get(username="officer")
    Post.objects.create(
        user=reader, office=actors.offices["commerce"], role=Role.AUDITOR, since=date(2018, 1, 1)
    )
    fill("gz")
    assert shown("reporting.save_cells", "officer").thing.link == f"/review/{report_of('gz').pk}/"


def test_what_is_gone_or_of_another_version_is_shown_as_it_stands(actors, shown):
    with transaction.atomic():
        record(actors.head.who, "old.code", Entry(pk=77), after={"strange": [1, "x"], "stage": "moon"})
    entry = shown("old.code")
    assert entry.thing is None
    assert entry.kind.zh == "journal.entry"
    assert fields(entry) == {"strange": (None, "1；x"), "所处环节": (None, "moon")}


def test_a_long_list_is_cut_and_counted(actors, round, shown):
    with transaction.atomic():
        record(actors.head.who, "zones.import", None, after={"added": [f"Z{n:02}" for n in range(40)]})
    assert fields(shown("zones.import"))["新增"][1].endswith("Z11 等共40项")


def test_queries_do_not_grow_with_the_entries(actors, client_of, fill):
    client = client_of("auditor")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/journal/")
        return len(queries)

    fill("gz", gdp="1")
    few = asked()
    for number in range(2, 12):
        fill("gz", gdp=str(number))
        fill("ns", gdp=str(number))
    assert asked() == few
