"""Reading deadlines: who sees which, how they stand, what it costs."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kaohe.law import Citation
from kaohe.office.clocks.actions.pausing import pause
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.queries.due import LAMPS
from kaohe.office.clocks.queries.lists import counts_of, rows_of, seen_by, standing
from tests.office.clocks.conftest import PEOPLE, START, TEN_WORKED, on
from tests.office.people import office

pytestmark = pytest.mark.django_db
SENTENCE = Citation(
    instrument="guangdong-2016", chapter="二", clause="四", sentence=2, quote="由省商务厅进行书面提醒。"
)
SEE_GDD = {"head", "officer", "government", "guangzhou", "gdd", "reporter"}
NO_ROOM = {"auditor", "system", "outside"}


def listed(client, **asked):
    answer = client.get(reverse("deadlines"), asked)
    assert answer.status_code == 200
    return [row.clock.pk for row in answer.context["rows"]]


@pytest.mark.parametrize("name", PEOPLE)
def test_who_sees_which_deadline(client_of, begin, name):
    clock, client = begin(), client_of(name)
    page = client.get(reverse("deadline", args=[clock.pk]))
    assert page.status_code == (200 if name in SEE_GDD else 404)
    answer = client.get(reverse("deadlines"))
    assert answer.status_code == (404 if name in NO_ROOM else 200)
    if name not in NO_ROOM:
        assert [row.clock.pk for row in answer.context["rows"]] == ([clock.pk] if name in SEE_GDD else [])


def test_whoever_watches_sees_it_too(client_of, begin):
    clock = begin(watcher=office("statistics"))
    assert client_of("statistics").get(reverse("deadline", args=[clock.pk])).status_code == 200
    assert listed(client_of("statistics"), whose="watched") == [clock.pk]
    assert listed(client_of("statistics"), whose="owed") == []


def test_the_earliest_comes_first_and_what_ended_only_when_asked_for(actors, client_of, begin):
    late, soon, ended = begin(start=date(2026, 6, 5)), begin(), begin()
    end(actor=on(actors.officer, "2026-06-09"), clock=ended, outcome="met", on=date(2026, 6, 9))
    client = client_of("head")
    assert listed(client) == [soon.pk, late.pk]
    assert listed(client, lamp="met") == [ended.pk]
    assert listed(client, lamp="nonsense") == [soon.pk, late.pk]
    assert listed(client, words="广州开发区") == [soon.pk, late.pk]
    assert listed(client, words="湛江") == []


def all_kinds(actors, begin):
    """A clock of each kind on the tenth of June 2026, by its lamp."""
    day = date(2026, 6, 10)
    due_in = {"overdue": -3, "due": 0, "due_soon": 1, "running": 5, "met": 4, "met_late": -5, "fell_away": 2}
    found = {lamp: begin(start=day + timedelta(days - 15)) for lamp, days in due_in.items()}
    officer = on(actors.officer, day)
    for lamp in ("met", "met_late", "fell_away"):
        outcome = "fell_away" if lamp == "fell_away" else "met"
        end(actor=officer, clock=found[lamp], outcome=outcome, on=day, reason="办结")
    found["paused"] = begin()
    pause(actor=officer, clock=found["paused"], since=date(2026, 6, 5), reason="评审", key="stopped")
    return found | {"unknown": begin(start=date(2026, 12, 20), period=TEN_WORKED)}


def test_the_database_tells_the_lamps_as_the_clocks_do(actors, begin):
    found = all_kinds(actors, begin)
    assert set(found) == set(LAMPS)
    for day in (date(2026, 6, 10) + timedelta(days) for days in range(-12, 13)):
        seen = seen_by(actors.head)
        for lamp in LAMPS:
            rows = rows_of(standing(seen, lamp, day), day)
            assert {row.due.lamp for row in rows} <= {lamp}
            assert counts_of(seen, day)[lamp] == len(rows)
        assert sum(counts_of(seen, day).values()) == len(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_lamp_has_its_words(actors, client_of, begin, lang):
    client = client_of("head")
    client.cookies["lang"] = lang
    for lamp, clock in all_kinds(actors, begin).items():
        assert listed(client, lamp=lamp) == [clock.pk], lamp
        page = client.get(reverse("deadline", args=[clock.pk]))
        assert page.status_code == 200 and page.context["due"].lamp == lamp


def test_a_deadline_quotes_what_it_rests_on_and_says_how_it_was_counted(client_of, begin):
    clock = begin(cites=SENTENCE)
    page = client_of("gdd").get(reverse("deadline", args=[clock.pk])).content.decode()
    assert "由省商务厅进行书面提醒。" in page
    assert "自2026-06-01的次日（2026-06-02）起算，15日，按自然日计。" in page
    assert "2026-06-16到期" in page


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("head", {"may_pause", "may_extend"}),
        ("officer", {"may_pause", "may_extend"}),
        ("government", {"may_pause"}),
        ("gdd", {"may_extend"}),
        ("reporter", set()),
        ("guangzhou", set()),
    ],
)
def test_what_is_offered_to_whom(client_of, begin, name, offered):
    context = client_of(name).get(reverse("deadline", args=[begin().pk])).context
    asked = ("may_pause", "may_resume", "may_extend", "may_decide")
    assert {each for each in asked if context[each]} == offered


def test_a_list_of_many_costs_as_many_queries_as_of_one(client_of, begin, django_assert_num_queries):
    client, address = client_of("officer"), reverse("deadlines")
    begin()
    client.get(address)
    with django_assert_num_queries(12):
        client.get(address)
    for number in range(60):
        begin(subject=f"cases.case:{number}")
    with django_assert_num_queries(12):
        assert len(client.get(address).context["rows"]) == 50
    assert len(listed(client, page=2)) == 11
    assert len(listed(client, page="x")) == 50


def test_one_deadline_costs_a_fixed_number_of_queries(client_of, begin, django_assert_num_queries):
    client, clock = client_of("gdd"), begin(start=START)
    client.get(reverse("deadline", args=[clock.pk]))
    with django_assert_num_queries(14):
        client.get(reverse("deadline", args=[clock.pk]))
