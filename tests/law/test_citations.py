import pytest

from kaohe.law import Citation
from kaohe.messages import Place

LADDER = {"instrument": "guangdong-2016", "chapter": "二", "clause": "四", "sentence": 3}
TALK = "由省商务厅约谈国家级经开区有关负责人"


def codes(**fields):
    return [problem.code for problem in Citation(**fields).problems(Place("rules.yaml", line=7))]


def test_words_that_stand_there():
    assert codes(**LADDER, quote=TALK) == []
    assert codes(instrument="national-2021", point="decision") == []


@pytest.mark.parametrize(
    "quote",
    [
        "由省商务厅约谈国家级经开区主要负责人",  # another rank
        "处于全国最后5名的国家级经开区，由省商务厅约谈",  # two pieces put together
        "后5名的国家级经开区",  # cut within a phrase
        "0名的国家级经开区",
        "",
    ],
)
def test_other_words_or_pieces_of_them_are_refused(quote):
    assert codes(**LADDER, quote=quote) == ["law.quote_differs"]


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ({"instrument": "guangdong-2017", "quote": TALK}, "law.no_instrument"),
        ({**LADDER, "chapter": "四", "quote": TALK}, "law.no_sentence"),
        ({**LADDER, "sentence": 4, "quote": TALK}, "law.no_sentence"),
        ({**LADDER, "sentence": 0, "quote": TALK}, "law.no_sentence"),
        ({**LADDER, "sentence": 2, "quote": TALK}, "law.quote_differs"),
        ({"instrument": "national-2016", "point": "nothing"}, "law.no_point"),
        ({"instrument": "national-2016", "point": "exit", "quote": "退出"}, "law.nothing_to_quote"),
    ],
)
def test_places_that_are_not_there_are_refused(where, code):
    assert codes(**where) == [code]


def test_where_it_stands_in_both_languages():
    citation = Citation(**LADDER, quote=TALK)
    assert citation.label("zh").endswith("实施方案》二、（四）第3句")
    assert citation.label("en").endswith("chapter 二, clause (四), sentence 3")
    assert citation.words.zh == citation.words.en == TALK
    told = Citation(instrument="national-2016", point="exit")
    assert "未收录" in told.label("zh")
    assert "not at hand" in told.label("en")
    assert "Jiuquan" in told.words.en
