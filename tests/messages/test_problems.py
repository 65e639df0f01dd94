import pickle

import pytest

from kaohe.messages import Place, Problem, Refused, Text


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(), ""),
        (Place("a.xlsx", "数据", "C5"), "a.xlsx:数据:C5"),
        (Place("a.yaml", line=3, path="tree.gdp"), "a.yaml:3:tree.gdp"),
        (Place("a.csv", line=0), "a.csv:0"),
    ],
)
def test_a_place_reads_from_the_file_inwards(place, words):
    assert str(place) == words


def test_a_problem_is_its_place_then_its_sentence():
    problem = Problem("packs.missing_key", {"key": "unit"}, Place("a.yaml", line=3))
    assert problem.text("en") == "a.yaml:3: the key 'unit' is missing; add it."
    assert problem.words("zh") == "缺少键“unit”；请补上。"
    assert Problem("packs.missing_key", {"key": "unit"}).text("zh") == problem.words("zh")


def test_a_text_among_the_parameters_is_said_in_the_language_asked_for():
    problem = Problem("packs.missing_key", {"key": Text("单位", "unit")})
    assert "单位" in problem.text("zh")
    assert "unit" in problem.text("en")


def test_refused_keeps_every_reason_and_travels_between_processes():
    refused = Refused(Problem("packs.missing_key", {"key": key}) for key in ("unit", "name"))
    again = pickle.loads(pickle.dumps(refused))
    assert again.problems == refused.problems
    assert len(again.problems) == 2
    assert str(again).splitlines() == [problem.text("en") for problem in refused.problems]


def test_because_is_one_hard_reason_at_its_place():
    (problem,) = Refused.because("packs.missing_key", Place("a.yaml"), key="unit").problems
    assert problem == Problem("packs.missing_key", {"key": "unit"}, Place("a.yaml"), "hard")
