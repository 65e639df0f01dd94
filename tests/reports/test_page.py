"""The page as a whole: complete in itself, safe, in both languages, and the same every time."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from kaohe.reports import write_report
from kaohe.reports.rendering import css_string
from kaohe.scoring import score, standings_of
from tests.explanations.results import EVERYTHING, ITEMS, LAST_YEAR, everything, national, scheme_of, table
from tests.reports.pages import Reader, page

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


@pytest.fixture(scope="module")
def whole():
    return page(national(), generated="2019-12-18", previous=standings_of(national(1)))


def test_nothing_is_fetched_from_anywhere(whole):
    assert "http://" not in whole
    assert "https://" not in whole
    assert not re.search(r"@import|url\(|<link|<img|<iframe|<object|<embed|\ssrc=", whole)
    links = [attributes["href"] for attributes, _ in Reader(whole).all("a")]
    assert len(links) > 219
    assert all(link.startswith("#") for link in links)


def test_every_link_has_its_target_and_no_name_is_taken_twice(whole):
    elements = Reader(whole).elements
    names = [attributes["id"] for _, attributes, _ in elements if "id" in attributes]
    assert len(names) == len(set(names))
    targets = {attributes["href"][1:] for tag, attributes, _ in elements if tag == "a"}
    targets |= {
        attributes["aria-labelledby"] for _, attributes, _ in elements if "aria-labelledby" in attributes
    }
    assert targets <= set(names)


def test_only_its_own_script_may_run(whole):
    script = re.search(r"<script>(.*?)</script>", whole, re.DOTALL)[1]
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = next(a["content"] for a, _ in Reader(whole).all("meta") if "http-equiv" in a)
    assert f"script-src 'sha256-{allowed}'" in policy
    assert policy.startswith("default-src 'none'")
    assert whole.count("<script") == 1


def test_status_and_simulation_are_said_on_the_first_screen_and_on_every_printed_page(whole):
    head = whole[: whole.index("<main>")]
    assert "指标体系：重建" in head
    assert "模拟数据" in head
    assert "@top-left{content:" in head
    assert f"{css_string('模拟数据')}".strip('"') in head
    assert "指标体系由公开材料重建" in head
    assert whole.count('<p class="running"><b>模拟数据</b>') == 219


def test_figures_that_are_not_simulated_say_nothing_of_it():
    assert "模拟" not in page(everything())
    assert "模拟数据" in page(everything(), simulated=True)


def test_the_same_result_gives_the_same_page():
    assert page(everything(), generated="x") == page(everything(), generated="x")


def test_a_file_is_written_in_utf_8(tmp_path):
    write_report(tmp_path / "report.html", everything(), lang="zh")
    assert (tmp_path / "report.html").read_bytes().decode("utf-8") == page(everything())


def test_the_english_page_has_no_chinese():
    html = page(everything(), "en", previous=standings_of(everything()), hashes={"figures.csv": "0" * 64})
    text = Reader(html.replace("二", "II"))
    assert not [element for element in text.elements if CHINESE.search("".join(element[2]))]
    assert not CHINESE.search(html.replace("二", "II").replace("万", ""))


def test_every_word_that_was_reported_is_escaped():
    nasty = "</style></script><script>alert(2)</script>"
    scheme = everything().scheme
    named = scheme.model_copy(
        update={"name": replace(scheme.name, zh=nasty), "note": replace(scheme.note, zh=nasty)}
    )
    names = (nasty, '"><img src=x onerror=alert(1)>', "a & b", "{{ say }}", "'", "😀", "x" * 500)
    figures = table(ITEMS, 2020, {"prev": table(LAST_YEAR, 2019)}, names)
    html = page(score(figures, named), hashes={nasty: nasty})
    assert html.count("<script") == 1
    assert "<img" not in html
    shown = [text for _, text in Reader(html).all("summary")]
    assert len(shown) >= 7
    assert all(any(name in text for text in shown) for name in names)


def test_a_string_of_css_holds_whatever_it_says():
    assert css_string('a"</style>\n\\') == r'"a\22 \3c \2f style\3e \a \5c "'


def test_the_page_is_well_formed_with_landmarks_captions_and_scopes(whole):
    reader = Reader(whole)
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(reader.all(landmark)) == 1, landmark
    assert len(reader.all("table")) == len(reader.all("caption"))
    assert all("scope" in attributes for attributes, _ in reader.all("th"))
    assert all(a.get("aria-label") or a.get("aria-hidden") for a, _ in reader.all("svg"))
    assert reader.all("html")[0][0]["lang"] == "zh-CN"


def test_it_can_be_read_without_script(whole):
    """What only a script can use is hidden until it runs; everything else is in the page."""
    hidden = [tag for tag, attributes, _ in Reader(whole).elements if "hidden" in attributes]
    assert set(hidden) == {"form", "button"}
    assert len(Reader(whole).all("details", class_="sheet")) == 219


def test_it_stays_under_eight_megabytes(whole):
    assert len(whole.encode()) < 8_000_000


def test_schemes_without_a_note_or_source_and_figures_without_a_year():
    plain = EVERYTHING.replace("note: {zh: 只作测试, en: for tests only}\n", "")
    figures = table(ITEMS, None, {"prev": table(LAST_YEAR, None)})
    assert "数据年度" not in page(score(figures, scheme_of(plain)))
