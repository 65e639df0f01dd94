"""Names that a round's scheme asks to vouch and that no office goes by."""

from datetime import date

import pytest

from kaohe.office.accounts.models import Office
from kaohe.office.reporting.models import Round
from kaohe.office.reporting.queries.unvouched import Unvouched, unvouched_on

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 10)


def set_office(**fields):
    Office.objects.filter(code="statistics").update(**fields)


def test_where_an_office_of_the_province_vouches_nothing_is_missing(round, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert unvouched_on(DAY) == ()


@pytest.mark.parametrize(
    "fields", [{"vouches_for": []}, {"vouches_for": ["财政局"]}, {"until": date(2018, 3, 9)}]
)
def test_a_name_that_no_office_goes_by_is_told(round, fields):
    set_office(**fields)
    assert unvouched_on(DAY) == (Unvouched("统计局", "2018年度考核", 1, ()),)


def test_an_office_of_a_city_vouches_there_only(round):
    set_office(city="广州市")
    assert unvouched_on(DAY) == (Unvouched("统计局", "2018年度考核", 1, ("湛江市",)),)


def test_a_frozen_round_asks_nobody_any_more(round):
    set_office(vouches_for=[])
    Round.objects.update(state="frozen")
    assert unvouched_on(DAY) == ()
