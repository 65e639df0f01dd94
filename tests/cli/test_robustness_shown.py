"""The top of a robust run on the screen."""

import io
from dataclasses import replace

import pytest

from kaohe.cli.robustness_shown import show
from kaohe.cli.session import Session, _Console
from tests.robustness.outcomes import few, zones


def shown(result, lang, **more):
    out = io.StringIO()
    show(result, Session(lang, out=_Console(out), **more))
    return out.getvalue()


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", ("最后20名：15 个单位几乎确定在列", "◆ 96.0%", "对名次平均变动的影响", "权重扰动 ±25%"))],
)
def test_who_is_near_and_what_matters(lang, said):
    text = shown(zones(), lang)
    for words in said:
        assert words in text


def test_in_english_and_with_names_that_would_steer_the_terminal():
    figures = few().figures
    names = ("\x1b[31mred", *figures.names[1:])
    text = shown(replace(few(), figures=replace(figures, names=names)), "en")
    assert "Among the last 3: 1 almost surely" in text
    assert "\x1b" not in text
    assert "\\x1b[31mred" in text


def test_json_is_left_to_the_command():
    assert shown(few(), "en", as_json=True) == ""
