"""No page has words of its own, and each page speaks one language but for names that come from data."""

import re
from pathlib import Path

import pytest
from django.template import loader
from django.test import Client

import kaohe.web
from kaohe.messages import Place, Problem
from kaohe.office.accounts.roles import Role
from tests.web.addresses import pages
from tests.web.everybody import person
from tests.web.reading_html import own_words

TEMPLATES = Path(kaohe.web.__file__).parent / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
DJANGO = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
COMMENTS = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)
CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile(r"\bKaohe\b|考核|\b(PDF|MB|CSV|API|ID|TOTP|Excel|WPS|xlsx|CNY|USD)\b")
"""What is the same in both languages: the product, kinds of files, currencies."""
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
"""What is to be written just so, whatever language speaks of it."""


def literal_words(template: str) -> list[str]:
    text = DJANGO.sub("", COMMENTS.sub("", template))
    found = [NAMES.sub("", words) for words in own_words(text, "")]
    return [words for words in found if ENGLISH.search(words) or CHINESE.search(words)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_has_no_words_of_its_own(file):
    assert not literal_words(file.read_text(encoding="utf-8")), "say these by codes of messages/texts"


@pytest.mark.parametrize(
    "template",
    [
        "<p>Hello</p>",
        "<p>你好{{ name }}</p>",
        '<a title="Go">1</a>',
        '<b class="x">{% if a %}Yes{% endif %}</b>',
    ],
)
def test_words_in_a_template_are_found(template):
    assert literal_words(template)


def foreign(html: str, lang: str) -> list[str]:
    """The words of ours that are not of the language."""
    other = CHINESE if lang == "en" else ENGLISH
    return [words for words in own_words(html, lang) if other.search(QUOTED.sub("", NAMES.sub("", words)))]


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("role", [None, *Role])
def test_each_page_speaks_one_language(role, lang):
    client = Client()
    client.force_login(person(role))
    client.cookies["lang"] = lang
    found = {path: foreign(html, lang) for path, _, html in pages(client)}
    assert "/" in found
    assert not {path: words for path, words in found.items() if words}


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_of_failures_speak_one_language(rf, lang):
    request = rf.get("/")
    request.lang = lang
    problems = [Problem("accounts.denied", {"name": "x1", "action": "2"}, Place("a", line=3))]
    for name in ("400", "403", "403_csrf", "404", "413", "500", "503", "refused"):
        html = loader.get_template(f"{name}.html").render({"lang": lang, "problems": problems}, request)
        assert not foreign(html, lang), name


def test_other_languages_are_found_and_data_is_let_pass():
    assert foreign("<p>Name 名称</p>", "en") == ["Name 名称"]
    assert foreign('<button aria-label="关闭">x</button>', "en") == ["关闭"]
    assert foreign("<p>Name 名称</p>", "zh")
    assert not foreign("<p>Write &quot;名称&quot;.</p>", "en")
    assert not foreign('<p class="data">湛江</p><p lang="zh-Hans">湛江</p><br>', "en")
