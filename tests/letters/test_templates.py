"""Templates: each says what it needs, none says what the law says, and each has the form of its genre."""

import re

import pytest

from kaohe.law import instrument, instrument_ids
from kaohe.letters import letter_kinds, letter_template, read_template
from kaohe.letters.fields import letter_fields
from kaohe.messages import Refused

GOOD = """
format: 1
id: example
version: "1"
released: 2026-11-26
name: {zh: 例, en: example}
genre: 请示
style: document
direction: up
written_by: department
changes: [{version: "1", zh: 例, en: example}]
required: [department, province_government, signer, contact_person, matters]
mark: "{department}文件"
title: "关于|某事的请示"
addressee: "{province_government}"
issuers: "{department}"
signer: "{signer}"
contact_note: "{contact_person}"
body: |
  {matters}
  妥否，请批示。
"""


def refused(text):
    with pytest.raises(Refused) as raised:
        read_template(text, "example.yaml")
    assert all(each.place.file == "example.yaml" and each.place.line for each in raised.value.problems)
    return [each.code for each in raised.value.problems]


def test_the_example_is_good():
    assert list(read_template(GOOD, "example.yaml").fields) == [
        "department",
        "province_government",
        "signer",
        "contact_person",
        "matters",
    ]


def test_every_paper_of_the_ladder_is_there():
    assert set(letter_kinds()) == {
        "annual_report",
        "circulated_notice",
        "incentive",
        "letter_to_city",
        "major_event",
        "rectification_order",
        "rectification_plan",
        "rectification_proposals",
        "request_for_talk",
        "talk_minutes",
        "talk_notice",
        "warning",
        "written_reminder",
        "written_report",
    }


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (("{matters}", "{matter}"), ["letters.unused", "letters.no_field"]),
        (("signer, ", "signer, nonsense, "), ["letters.no_field", "letters.unused"]),
        (("{matters}", "{matters} {"), ["letters.stray_brace"]),
        (("妥否，请批示。", "请批示。"), ["letters.request_form"]),
        (('contact_note: "{contact_person}"\n', ""), ["letters.request_form"]),
        (("direction: up", "direction: down"), ["letters.signer_upward_only"]),
        (("genre: 请示", "genre: 报告"), ["letters.report_asks"]),
        (("style: document", "style: letter"), ["letters.style_of_genre"]),
    ],
)
def test_a_template_that_breaks_a_rule_is_refused_with_its_line(change, codes):
    assert refused(GOOD.replace(*change)) == codes


def test_an_unknown_kind_is_refused_with_those_there_are():
    with pytest.raises(Refused) as raised:
        letter_template("nonsense")
    assert raised.value.problems[0].params["found"] == "nonsense"
    assert "warning" in raised.value.problems[0].params["known"]


@pytest.mark.parametrize("kind", letter_kinds())
def test_no_template_repeats_the_policy(kind):
    """What the policy says reaches a letter through its citation alone."""
    written = re.sub(r"\{[^}]*\}", "\n", "\n".join(letter_template(kind).texts.values()))
    written = written.replace("国家级经济技术开发区综合发展水平考核", "")  # a name
    for code in instrument_ids():
        sentences = [
            sentence
            for chapter in instrument(code).chapters
            for clause in chapter.clauses
            for sentence in clause.sentences
        ]
        for sentence in sentences:
            pieces = {sentence[place : place + 16] for place in range(len(sentence) - 15)}
            assert not [piece for piece in pieces if piece in written]


def test_every_field_is_used_by_some_template():
    used = {name for kind in letter_kinds() for name in letter_template(kind).fields}
    assert used == set(letter_fields())


def test_no_template_threatens_what_the_policy_does_not_say():
    texts = "".join("".join(letter_template(kind).texts.values()) for kind in letter_kinds())
    assert not re.search("罚款|处分|问责|追究|免职|摘牌|撤销|后果", texts)
