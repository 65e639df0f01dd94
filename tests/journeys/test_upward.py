"""What goes up to the provincial government and comes down to a city: two talks, proposals, rectification.

The same office and ranking as `test_after_a_ranking`; nothing is merged, so that each case goes its own way.
"""

from datetime import date

import pytest

from tests.journeys import (
    answering_late,
    judging,
    proposing,
    publishing,
    rectifying_city,
    requesting,
    summoning,
)
from tests.journeys.ranked import DEMOTED, NOW, ORDERED

pytestmark = pytest.mark.django_db


def test_upward(as_, ranked):
    what_follows_becomes_cases(as_, ranked)
    the_government_is_asked(as_, ranked)
    the_cities_are_written_to(as_, ranked)
    the_talks_are_held(as_, ranked)
    the_city_answers(as_, ranked)
    it_ends(as_, ranked)


def what_follows_becomes_cases(as_, ranked):
    publishing.an_officer_proposes_the_ministrys_ranking(as_("officer"), ranked)
    publishing.the_head_approves(as_("head"))
    ranked.at(answering_late.RECORDED_ON)
    answering_late.a_demotion_is_recorded(as_("officer"), ranked)
    ranked.work()
    officer, head = as_("officer"), as_("head")
    officer.opens("/findings/")
    officer.follows(NOW.document)
    judging.all_are_proposed(officer)
    judging.the_head_agrees(head)


def the_government_is_asked(as_, ranked):
    officer, checker, head = (as_(name) for name in ("officer", "checker", "head"))
    requesting.a_request_is_submitted(officer, checker, head, ranked, ORDERED)
    requesting.a_request_is_submitted(officer, checker, head, ranked, DEMOTED)
    requesting.the_department_cant_decide_it(officer, ranked)
    requesting.the_government_instructs_and_arranges(as_("government"), ranked)
    requesting.another_is_declined(as_("government"), officer, ranked)


def the_cities_are_written_to(as_, ranked):
    government, secretary, officer = (as_(name) for name in ("government", "secretary", "officer"))
    requesting.the_city_is_notified(government, secretary, as_("asked_city"), ranked)
    summoning.it_is_arranged(government, officer, ranked)
    summoning.the_principal_is_notified(government, secretary, as_("last_city"), ranked)
    proposing.the_city_is_asked(government, secretary, officer, ranked)
    rectifying_city.the_city_is_ordered_to(government, secretary, officer, ranked)


def the_talks_are_held(as_, ranked):
    ranked.at(date(2026, 3, 13), 18)
    requesting.the_talk_is_held_and_minuted(as_("government"), as_("secretary"), ranked)
    summoning.it_is_held_and_minuted(as_("government"), as_("secretary"), ranked)


def the_city_answers(as_, ranked):
    ranked.at(date(2026, 4, 8))
    proposing.they_come_back_once(as_("last_city"), as_("government"), ranked)
    proposing.they_are_accepted_in_time(as_("government"), ranked)
    rectifying_city.its_plan_is_accepted(as_("last_city"), as_("government"), ranked)


def it_ends(as_, ranked):
    ranked.at(date(2026, 6, 25))
    requesting.it_is_kept_and_closed(as_("government"), ranked)
    summoning.it_is_kept_and_closed(as_("government"), ranked)
    rectifying_city.it_is_reported_signed_off_and_closed(as_("last_city"), as_("government"), ranked)
