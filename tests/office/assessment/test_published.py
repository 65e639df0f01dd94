"""What is public at an instant, and publications as the library knows them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kaohe.office.assessment.models import OutsideEvent, Publication, Standing
from kaohe.office.assessment.queries.events import events_on
from kaohe.office.assessment.queries.places import standings_by_year, standings_of, zones_on
from kaohe.office.assessment.queries.published import effective, ever_published, final, published
from kaohe.office.zones.actions import list_zone, record_event
from kaohe.office.zones.facts import Change, Facts
from kaohe.office.zones.models import Event, Zone
from tests.office.acting import HEAD

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 5, 2, 4, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def made(year=2018, at=NOON, state="approved", **more):
    fields = {"origin": "official", "field": "nation", "title": f"{year}", "document": "商办资函〔2018〕1号"}
    return Publication.objects.create(
        **{**fields, "assessment_year": year, "public_from": at, "published_on": at.date(), "state": state}
        | {"proposed_by_id": 1, "proposed_by": "陈", "proposed_at": at - DAY, **more}
    )


def placed(publication, *rows):
    Standing.objects.bulk_create(
        Standing(publication=publication, unit=unit, name=unit, scope=scope, rank=rank, of=of)
        for unit, scope, rank, of in rows
    )


def test_a_publication_is_public_from_its_minute_on():
    one = made()
    assert not published(NOON - SECOND).exists()
    assert published(NOON).get() == one


@pytest.mark.parametrize("state", ["proposed", "withdrawn"])
def test_what_nobody_approved_is_never_public(state):
    made(state=state)
    assert not ever_published(NOON + 1000 * DAY).exists()


def test_a_correction_counts_from_its_own_minute_and_erases_nothing():
    one = made()
    made(supersedes=one, reason="甲县数据更正", at=NOON + DAY)
    assert published(NOON + DAY - SECOND).get() == one
    assert published(NOON + DAY).get().supersedes == one
    assert ever_published(NOON + DAY).count() == 2


def test_a_correction_that_nobody_approved_supersedes_nothing():
    one = made()
    made(supersedes=one, reason="更正", state="proposed")
    assert published(NOON).get() == one


def test_a_notice_is_public_but_not_final():
    made(notice_until=NOON + 7 * DAY)
    assert published(NOON).exists()
    assert not final(NOON).exists()
    assert effective(NOON, "official", "nation", 2018) is None


def test_a_year_has_one_first_publication_and_each_one_correction():
    one = made()
    for again in ({}, {"supersedes": made(supersedes=one).supersedes}):
        with pytest.raises(IntegrityError), transaction.atomic():
            made(**again)
    made(2019, state="withdrawn")
    made(2019)


def test_places_come_back_as_they_were_published():
    one = made()
    placed(one, ("b", "overall", 1, 2), ("a", "overall", 2, 2), ("a", "利用外资", None, 0))
    standings = standings_of(one)
    assert [(row.unit, row.scope, row.rank) for row in standings.rows] == [
        ("b", "overall", 1.0),
        ("a", "overall", 2.0),
        ("a", "利用外资", None),
    ]
    assert (standings.origin, standings.extent, standings.document) == ("official", "full", one.document)
    assert standings.overall == "overall"


def test_years_are_this_one_and_those_in_force_before():
    old = made(2016)
    corrected = made(2016, supersedes=old, reason="更正")
    made(2017, at=NOON + 5 * DAY)
    made(2019)
    made(2015, origin="computed")
    this = made(2018)
    placed(old, ("a", "overall", 9, 9))
    placed(corrected, ("a", "overall", 8, 9))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = standings_by_year(this, NOON)
    assert len(asked) == 2
    assert sorted(found) == [2016, 2018]
    assert found[2016].rows[0].rank == 8


def zone(code, name, level="national"):
    facts = Facts(name, level, "广东", city="广州市", region="东部", aliases=(f"{name}区",))
    list_zone(actor=HEAD, code=code, since=date(2010, 1, 1), facts=facts, basis="函")


def test_zones_are_known_by_former_names_that_are_free():
    zone("A1", "甲")
    change = Change(name_zh="乙")
    record_event(
        actor=HEAD, code="A1", event=Event.RENAMING, since=date(2015, 1, 1), basis="函", change=change
    )
    (found,) = zones_on(date(2018, 1, 1))
    assert (found.code, found.name, set(found.aliases)) == ("A1", "乙", {"甲区", "甲"})
    assert zones_on(date(2009, 1, 1)) == ()


def test_events_are_those_recorded_and_the_catalogues_changes_of_level():
    zone("A1", "甲")
    zone("A2", "乙")
    fell = date(2018, 3, 1)
    for code in ("A1", "A2"):
        record_event(actor=HEAD, code=code, event=Event.DEMOTION, since=fell, basis="国函1号")
    shared = {"decider": "国务院", "document": "国函1号", "by": "陈", "at": NOON}
    one = OutsideEvent.objects.create(zone=Zone.objects.get(code="A1"), kind="demotion", on=fell, **shared)
    slip = OutsideEvent.objects.create(zone=one.zone, kind="nurturing", on=fell, **shared)
    told = {(event.unit, event.kind, event.decider) for event in events_on(NOON)}
    assert told == {("A1", "demotion", "国务院"), ("A2", "demotion", ""), ("A1", "nurturing", "国务院")}
    recanted = {**shared, "at": NOON + DAY, "reason": "误登"}
    OutsideEvent.objects.create(zone=one.zone, kind="nurturing", on=fell, recants=slip, **recanted)
    assert len(events_on(NOON + DAY - SECOND)) == 3
    assert {event.kind for event in events_on(NOON + DAY)} == {"demotion"}


def test_a_demotion_that_was_corrected_away_did_not_happen():
    zone("A1", "甲")
    fell = date(2018, 3, 1)
    record_event(actor=HEAD, code="A1", event=Event.DEMOTION, since=fell, basis="误")
    back = Change(level="national")
    record_event(actor=HEAD, code="A1", event=Event.CORRECTION, since=fell, basis="更正", change=back)
    assert events_on(NOON) == ()
