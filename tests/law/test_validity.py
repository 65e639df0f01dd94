from datetime import date

import pytest

from kaohe.law import Validity, inside
from kaohe.messages import Refused
from kaohe.packs import read_model


def validity(text):
    return read_model(Validity, text, "pack.yaml")[0]


BY_DATE = validity("{by: published_on, from: 2016-08-31}")
BY_YEAR = validity("{by: assessment_year, from: 2016, until: 2021}")


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (date(2016, 8, 30), "law.published_on_outside"),
        (date(2016, 8, 31), None),
        (date(2999, 1, 1), None),
    ],
)
def test_by_the_date_of_publication(when, code):
    problem = BY_DATE.refusal(when, 2000, None)
    assert (problem.code if problem else None) == code


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (2015, "law.assessment_year_outside"),
        (2016, None),
        (2021, None),
        (2022, "law.assessment_year_outside"),
        (None, "law.assessment_year_unknown"),
    ],
)
def test_by_the_assessment_year(year, code):
    problem = BY_YEAR.refusal(date(2030, 1, 1), year, None)
    assert (problem.code if problem else None) == code
    assert problem is None or problem.words("zh") != problem.words("en")


def test_only_assessment_years_can_be_too_early_to_count():
    assert BY_DATE.holds_for_year(1999)
    assert not BY_YEAR.holds_for_year(2015)
    assert BY_YEAR.holds_for_year(2020)


@pytest.mark.parametrize(
    "text", ["{by: published_on, from: 2016}", "{by: assessment_year, from: 2016-08-31}"]
)
def test_dates_and_years_are_not_mixed(text):
    with pytest.raises(Refused) as refused:
        validity(text)
    assert refused.value.problems[0].code == "law.validity_mixed"


def test_territory():
    assert inside("广东", ("广东",))
    assert inside("广东省", ("广东",))
    assert inside("甘肃", "nation")
    assert not inside("广西", ("广东",))
