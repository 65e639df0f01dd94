"""From a ranking to letters and deadlines that are kept, as the people of one province live it.

One story at one set of pages; every step is done by hand at a browser, only what `kaohe work` does is called.
Forms are sent twice all along. Pictures for the how-to: `make pictures`.
"""

from datetime import date

import pytest

from tests.journeys import (
    answering_late,
    embargo,
    judging,
    publishing,
    rectifying,
    reminding,
    talking,
    years,
)
from tests.journeys.ranked import AFTER

pytestmark = pytest.mark.django_db


def test_after_a_ranking(as_, ranked):
    ours_before_and_theirs_are_published(as_, ranked)
    what_follows_becomes_cases(as_, ranked)
    they_are_written_to(as_, ranked)
    deadlines_run_out_and_answers_come(as_, ranked)
    a_year_later(as_, ranked)


def ours_before_and_theirs_are_published(as_, ranked):
    publishing.an_officer_proposes_the_ministrys_ranking(
        as_("officer"), ranked, name="after-01-what-was-read"
    )
    publishing.the_head_approves(as_("head"))
    publishing.a_stranger_reads_it(as_(""), ranked)
    embargo.our_own_places_are_scored(as_("officer"), ranked)
    embargo.they_are_proposed_under_embargo(as_("officer"), as_("head"))
    embargo.nobody_reads_them_a_minute_early(as_, ranked)


def what_follows_becomes_cases(as_, ranked):
    judging.the_head_settles_what_the_policy_leaves_open(as_("head"))
    ranked.work()
    judging.an_officer_proposes_in_bulk(as_("officer"), ranked)
    judging.the_head_agrees(as_("head"))
    judging.a_zone_has_one_file(as_("officer"), ranked)
    judging.it_is_there_in_english(as_("officer", "en"))


def they_are_written_to(as_, ranked):
    officer, checker, head = (as_(name) for name in ("officer", "checker", "head"))
    reminding.a_reminder_is_drafted_and_edited(officer, ranked)
    reminding.it_is_signed_and_made(officer, checker, head, ranked)
    reminding.the_committee_takes_delivery(as_("reminded"), officer, ranked)
    talking.a_talk_is_listed_and_approved(officer, head, ranked)
    talking.the_committee_is_notified(officer, checker, head, as_("talked_to"), ranked)
    rectifying.an_order_is_prepared(officer, ranked)
    rectifying.it_is_issued_jointly(officer, checker, as_("finance"), head, ranked)
    rectifying.the_committees_plan_is_accepted(as_("ordered"), officer, ranked)


def deadlines_run_out_and_answers_come(as_, ranked):
    ranked.at(answering_late.RECORDED_ON)
    answering_late.a_demotion_is_recorded(as_("officer"), ranked)
    ranked.work()
    answering_late.what_follows_is_settled(as_("officer"), as_("head"), ranked)
    answering_late.an_alert_that_no_longer_stands_is_withdrawn(as_("head"), ranked)
    answering_late.the_city_knows_of_its_deadline(as_("last_city"), ranked)

    ranked.at(talking.HELD_ON, 18)
    talking.the_talk_is_held_with_a_deputy(as_("officer"), ranked)
    talking.its_minutes_are_signed(as_("officer"), as_("checker"), as_("head"), ranked)

    for day, who, said in answering_late.LADDER:
        ranked.at(day)
        ranked.work()
        years.working_again_does_nothing(ranked)
        answering_late.it_is_told(as_(who), said)
    answering_late.it_is_overdue(as_("government"), ranked)
    ranked.at(answering_late.ANSWERED_ON)
    answering_late.the_city_answers_late(as_("last_city"), ranked)
    answering_late.the_government_accepts_and_closes(as_("government"), ranked)

    ranked.at(date(2026, 5, 20))
    rectifying.a_report_comes_back_once(as_("ordered"), as_("officer"), ranked)
    rectifying.items_are_signed_off_and_it_closes(as_("officer"), as_("head"), ranked)
    years.the_same_file_is_refused(as_("officer"), ranked)
    years.the_same_places_as_a_correction_open_nothing(as_("officer"), as_("head"), ranked)
    ranked.at(date(2026, 7, 1))
    talking.what_was_promised_is_looked_at(as_("officer"), as_("head"), ranked)


def a_year_later(as_, ranked):
    ranked.at(AFTER.published_on)
    publishing.an_officer_proposes_the_ministrys_ranking(as_("officer"), ranked, AFTER)
    publishing.the_head_approves(as_("head"), AFTER)
    ranked.work()
    years.working_again_does_nothing(ranked)
    years.the_next_years_place_stands_beside(as_("last_city"), ranked)
