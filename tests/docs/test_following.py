"""Whoever follows a page gets what the page shows."""

import re
from pathlib import Path

import pytest

from kaohe.messages import Refused
from kaohe.packs import parse_yaml
from kaohe.schemes import read_scheme
from tests.docs.pages import PAGES, ROOT, Reader, blocks, matches

FOLLOWED = [page for page in PAGES if any(block.kind == "console" for block in blocks(page))]
SCHEMES = [
    (page, block)
    for page in PAGES
    for block in blocks(page)
    if block.kind == "yaml" and "tree:" in block.text
]
PARTS = [(page, block) for page in PAGES for block in blocks(page) if block.kind == "yaml"]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_the_pages_are_found():
    assert {"README.md", "docs/tutorial.md", "docs/reference/scheme-format.md"} <= set(map(name, FOLLOWED))


@pytest.mark.parametrize("page", FOLLOWED, ids=name)
def test_the_commands_of_a_page_give_what_it_shows(page, tmp_path):
    Reader(tmp_path).follow(page)


@pytest.mark.parametrize(("page", "block"), SCHEMES, ids=lambda each: getattr(each, "title", ""))
def test_every_scheme_of_a_page_loads_and_a_wrong_one_is_refused(page, block, tmp_path):
    for other in blocks(page):
        if other.kind == "csv":
            (tmp_path / other.title).write_text(other.text, encoding="utf-8")
    if block.title.startswith("wrong"):
        with pytest.raises(Refused):
            read_scheme(block.text, tmp_path / block.title)
    else:
        read_scheme(block.text, tmp_path / block.title)


def test_every_piece_of_yaml_is_yaml_as_the_packs_want_it():
    for page, block in PARTS:
        parse_yaml(block.text, f"{name(page)}:{block.line}")


LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page):
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), f"{target}#{anchor}"


@pytest.mark.parametrize(
    ("said", "shown", "equal"),
    [
        (["a"], ["a"], True),
        (["a", "b"], ["a"], False),
        (["a"], ["a", "b"], False),
        (["a", "b", "c"], ["a", "...", "c"], True),
        (["a", "c"], ["a", "...", "c"], True),
        (["a", "b"], ["...", "b"], True),
        (["a", "b"], ["a", "..."], True),
        (["a   1"], ["a 1"], True),
        (["in /tmp/x: 3"], ["in ...: 3"], True),
        (["in /tmp/x: 4"], ["in ...: 3"], False),
    ],
)
def test_what_is_shown_is_compared_strictly(said, shown, equal):
    assert matches(said, shown) == equal
