"""Texts that are no formula: each refused with its reason and column, in words, and never by a crash."""

import pickle
from typing import get_args

import pytest

from kaohe.formulas import FormulaError, Lang, Reason, parse, parse_name
from kaohe.formulas.words import WORDS
from kaohe.messages import codes, sentence

LANGS: tuple[Lang, ...] = get_args(Lang)

SMUGGLED = [
    ("lambda: 0", "not_in_language", 1),
    ("lambda x: x", "not_in_language", 1),
    ("[x for x in y]", "sign", 1),
    ("abs(x for x in y)", "not_in_language", 7),
    ("{1, 2}", "sign", 1),
    ("{a: b}", "sign", 1),
    ("f'{a}'", "sign", 2),
    ("'a' * 10**6", "sign", 1),
    ('"gdp"', "sign", 1),
    ("b'gdp'", "sign", 2),
    ("(a := 1)", "sign", 4),
    ("a := 1", "sign", 3),
    ("__import__('os')", "sign", 1),
    ("gdp.__class__", "sign", 5),
    ("gdp._private", "sign", 5),
    ("import os", "not_in_language", 1),
    ("a; b", "sign", 2),
    ("a[0]", "sign", 2),
    ("a @ b", "sign", 3),
    ("a\nimport os", "sign", 2),
    ("a + # comment", "sign", 5),
    ("a \\\n + b", "sign", 3),
    ("a\x00", "sign", 2),
    ("`a`", "sign", 1),
    ("await a", "not_in_language", 1),
    ("(yield a)", "not_in_language", 2),
    ("a if b else c", "not_in_language", 3),
    ("a in b", "not_in_language", 3),
    ("a is b", "not_in_language", 3),
    ("True", "not_in_language", 1),
    ("False or True", "not_in_language", 1),
    ("None", "not_in_language", 1),
    ("...", "not_in_language", 1),
    ("1 .real", "not_in_language", 1),
    ("1.0.real", "number", 1),
    ("abs(a).real", "not_in_language", 1),
    ("(a + b).c", "not_in_language", 1),
    ("(a, b)", "not_in_language", 1),
    ("a, b", "not_in_language", 1),
    ("()", "not_in_language", 1),
    ("least(*a, b)", "not_in_language", 7),
    ("least(a, b, **c)", "not_in_language", 15),
    ("when(condition=a, a=b, b=c)", "sign", 15),
    ("a // b", "not_in_language", 1),
    ("a << b", "not_in_language", 1),
    ("a % b", "sign", 3),
    ("a & b", "sign", 3),
    ("a | b", "sign", 3),
    ("~a", "sign", 1),
    ("+a", "not_in_language", 1),
]
MISWRITTEN = [
    ("", "empty", 1),
    (" \t\n　", "empty", 1),
    ("a = b", "sign", 3),
    ("a ^ 2", "sign", 3),
    ("50%", "sign", 3),
    ("a! > b", "sign", 2),
    ("1,234.5", "not_in_language", 1),
    ("least(1,000)", "number", 9),
    ("(a + b", "not_closed", 1),
    ("a + (b * (c)", "not_closed", 5),
    ("a + b)", "not_opened", 6),
    (")(", "not_opened", 1),
    ("a +", "not_understood", None),
    ("* a", "not_understood", None),
    ("a b", "not_understood", None),
    ("a <> b", "not_understood", None),
    ("a. .b", "not_understood", None),
    ("prev.", "not_understood", None),
    (".gdp", "not_understood", None),
    ("a.5", "not_understood", None),
    ("not", "not_understood", None),
    ("a and", "not_understood", None),
    ("least(a b)", "not_understood", None),
]
NUMBERS = [
    ("1e999", "number", 1),
    ("a + 1e-999", "number", 5),
    ("9" * 400, "number", 1),
    ("1j", "number", 1),
    ("0x10", "number", 1),
    ("0777", "number", 1),
    ("1_000", "number", 1),
    ("1.2.3", "number", 1),
    ("30亿元", "number", 1),
    ("1and 2", "number", 1),
    ("2e", "number", 1),
]
LOOKALIKES = [
    ("2²", "sign", 2),  # would fold to 22
    ("a½", "sign", 2),
    ("a + ①", "sign", 5),
    ("lеast(a, b)", "unknown_function", 1),  # a Cyrillic е
    ("a ∕ b", "sign", 3),  # a division slash
    ("a – b", "sign", 3),  # an en dash
    ("a\u200bb", "sign", 2),  # a zero-width space
    ("a\ud800", "sign", 2),  # half a surrogate pair
    ("“a”", "sign", 1),
    ("a；b", "sign", 2),
    ("a。b", "sign", 2),
    ("١ + a", "sign", 1),  # an Arabic digit
    ("㎏＝１", "sign", 2),
]
KINDS = [
    ("gdp + (a > b)", "number_wanted", 8),
    ("-(a > b)", "number_wanted", 3),
    ("(a > b) == (c > d)", "number_wanted", 2),
    ("abs(a > b)", "number_wanted", 5),
    ("when(a > b, a > c, d)", "number_wanted", 13),
    ("coalesce(a > b, 1)", "number_wanted", 10),
    ("a and b > 1", "truth_wanted", 1),
    ("not a", "truth_wanted", 5),
    ("when(a, b, c)", "truth_wanted", 6),
]
FUNCTIONS = [
    ("median(a / b)", "unknown_function", 1),
    ("prev.abs(a)", "unknown_function", 1),
    ("a(b)", "unknown_function", 1),
    ("1(2)", "unknown_function", 1),
    ("eval(a)", "unknown_function", 1),
    ("ln()", "arguments", 1),
    ("ln(a, b)", "arguments", 1),
    ("least(a)", "arguments", 1),
    ("when(a > b, c)", "arguments", 1),
    ("least + 1", "function_as_name", 1),
    ("prev.when", "function_as_name", 1),
    ("abs.gdp", "function_as_name", 1),
]
ENDLESS = [
    ("(" * 2000, "too_deep", 41),
    ("(" * 500 + "a" + ")" * 500, "too_deep", 41),
    ("-" * 1999 + "a", "too_deep", 41),
    ("not " * 400 + "a > b", "too_deep", None),
    ("a" + "**a" * 600, "too_deep", None),
    ("abs(" * 300 + "a" + ")" * 300, "too_deep", None),
    ("a" + ".a" * 900, "not_in_language", 1),
    ("a" * 2001, "too_long", 1),
    ("a + " * 100_000, "too_long", 1),
    ("ﷺ" * 200, "too_long", 1),  # one sign that folds to eighteen
]
TABLE = [*SMUGGLED, *MISWRITTEN, *NUMBERS, *LOOKALIKES, *KINDS, *FUNCTIONS, *ENDLESS]


@pytest.mark.parametrize(("text", "code", "column"), TABLE, ids=[ascii(text)[:40] for text, _, _ in TABLE])
def test_no_formula(text: str, code: str, column: int | None) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    error = refused.value
    assert error.code == f"formulas.{code}"
    assert column in (None, error.column)
    assert 1 <= error.column <= len(text) + 1
    for lang in LANGS:
        words = sentence(error.code, lang, **error.params)
        assert len(words.encode()) < 700


def test_columns_are_those_of_the_text_as_typed() -> None:
    for text, column in (
        ("　ａ　＋ 地区 ^ 2", 9),
        ("a ≤ b ≠ c ≥ ?", 13),
        ("e\u0301 + ?", 6),
        ("地区 生产", 4),
        ("㎡ + ?", 5),
    ):
        with pytest.raises(FormulaError) as refused:
            parse(text)
        assert refused.value.column == column, text


def test_an_error_says_what_it_is_and_can_be_pickled() -> None:
    with pytest.raises(FormulaError) as refused:
        parse("a + median(b)")
    error = pickle.loads(pickle.dumps(refused.value))
    assert (error.code, error.column) == ("formulas.unknown_function", 5)
    assert error.params["found"] == "median"
    assert "median" in str(error)


def test_every_code_has_words_and_every_word_is_used() -> None:
    with pytest.raises(FormulaError) as refused:
        parse_name("1")
    raised = {f"formulas.{code}" for _, code, _ in TABLE} | {refused.value.code}
    reasons = {f"formulas.reason.{reason.name.lower()}" for reason in Reason}
    assert {code for code in codes() if code.startswith("formulas.")} == raised | reasons


@pytest.mark.parametrize("lang", LANGS)
def test_the_catalogue_and_the_explanations_name_reasons_alike(lang: Lang) -> None:
    for reason in Reason:
        assert WORDS[lang].reasons[reason] == sentence(f"formulas.reason.{reason.name.lower()}", lang)
