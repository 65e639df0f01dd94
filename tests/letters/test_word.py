"""The docx, read with other eyes (python-docx): page, grid, fonts, rules, numbers, tables; the same bytes."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx as reader
import pdfplumber
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from kaohe.letters import letter_kinds
from kaohe.letters.word import docx
from kaohe.letters.wording import day_words
from tests.letters.paper import LEFT, LINE, MM, RIGHT, Sheet, packaged, plain, sample, text

OFFICE = shutil.which("soffice")


def opened(letter):
    return reader.Document(io.BytesIO(docx(letter, packaged())))


def said(document):
    """Every text of the body in its order, tables row by row."""
    return "".join(each.text or "" for each in document.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("kind", letter_kinds())
def test_every_kind_opens_and_says_what_the_letter_says(kind):
    letter = sample(kind)
    words = said(opened(letter))
    assert letter.title.replace("\n", "") in words
    assert all(name in words for name in letter.issuers)
    assert letter.number in words
    assert "抄送：" in words


def test_the_page_and_its_grid():
    section = opened(plain("文")).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    sides = (section.left_margin, section.right_margin)
    wanted = (210, 297, 37, 35, 28, 26)
    assert all(abs(found - Mm(size)) < Mm(0.1) for found, size in zip((*sizes, *sides), wanted, strict=True))
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (
        int(grid.get(qn("w:linePitch"))) * 22 <= 225 * MM * 20 < (int(grid.get(qn("w:linePitch"))) + 1) * 22
    )


def test_the_style_sets_28_characters_to_a_line_and_every_line_is_as_high_as_the_grid():
    document = opened(plain("文"))
    closer = document.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    pitch = 16 + int(closer) / 20
    assert pitch * 28 <= 156 * MM < pitch * 28.5
    spacing = document.paragraphs[-2]._p.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


def test_every_run_names_its_fonts_and_no_theme_does():
    document = opened(sample("rectification_order"))
    runs = list(document.element.body.iter(qn("w:r")))
    for run in runs:
        fonts = run.find(qn("w:rPr")).find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia"))
        assert fonts.get(qn("w:ascii")) == "Times New Roman"
    with zipfile.ZipFile(io.BytesIO(docx(sample("warning"), packaged()))) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Theme=" not in content


def test_the_faces_are_those_of_the_profile():
    fonts = {
        run.text: run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        for paragraph in opened(sample("request_for_talk")).paragraphs
        for run in paragraph.runs
    }
    assert fonts["妥否，请批示。"] == "仿宋_GB2312"
    assert fonts["一、有关工作情况"] == "黑体"
    assert fonts["张三"] == "楷体_GB2312"
    assert fonts["广东省商务厅文件"] == "方正小标宋简体"


def test_the_red_rule_is_the_border_of_the_numbers_paragraph():
    number = next(each for each in opened(sample("circulated_notice")).paragraphs if "〔2016〕" in each.text)
    rule = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert rule.get(qn("w:color")) == "FF0000"


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    document = opened(plain("文"))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert paragraph.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_only_a_letter_has_a_first_page_of_its_own():
    assert opened(sample("warning")).sections[0].different_first_page_header_footer
    assert not opened(plain("文")).sections[0].different_first_page_header_footer


def test_the_head_of_a_table_is_repeated_and_no_row_is_cut():
    table = opened(sample("rectification_plan")).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[1].cells][1] == "研究与试验发展经费支出占比低"


def test_markup_in_a_text_is_text():
    words = '<w:t>&amp;"</w:t>'
    assert words in said(opened(plain(words)))


@pytest.mark.parametrize("kind", letter_kinds())
def test_the_same_letter_gives_the_same_bytes(kind):
    made = docx(sample(kind), packaged())
    assert made == docx(sample(kind), packaged())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_fonts_at_hand_do_not_change_a_docx():
    bare = replace(packaged(), fonts={})
    assert docx(plain("文"), bare) == docx(plain("文"), packaged())


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) isn't here to lay the docx out")
def test_a_word_processor_lays_it_out_roughly_like_the_pdf(tmp_path):
    here = replace(packaged(), docx=dict.fromkeys(packaged().docx, "Noto Serif CJK SC"))
    (tmp_path / "letter.docx").write_bytes(docx(plain("字" * 28 * 60), here))
    alone = f"-env:UserInstallation=file://{tmp_path}/profile"
    order = [
        OFFICE,
        "--headless",
        alone,
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "letter.docx",
    ]
    subprocess.run(order, check=True, capture_output=True, timeout=120)
    content = (tmp_path / "letter.pdf").read_bytes()
    with pdfplumber.open(io.BytesIO(content)) as document:
        page = Sheet(content, document.pages[1])
        body = [row for row in page.lines if text(row).startswith("字")]
        assert len(body) == 22
        assert {len(row) for row in body} == {28}
        assert body[0][0]["x0"] == pytest.approx(LEFT, abs=1)
        assert body[0][-1]["x1"] == pytest.approx(RIGHT, abs=2)
        assert page.baseline(body[1]) - page.baseline(body[0]) == pytest.approx(LINE, abs=0.1)


@pytest.mark.parametrize("kind", letter_kinds())
def test_what_ends_a_document_keeps_with_the_paragraph_that_its_foot_hangs_on(kind):
    letter = sample(kind)
    paragraphs = opened(letter).paragraphs
    *_, before, anchor = paragraphs
    assert anchor.text == "" and before.text
    chain = []
    for each in reversed(paragraphs[:-1]):
        if each._p.pPr.find(qn("w:keepNext")) is None:
            break
        chain.append(each.text)
    if letter.style == "minutes":
        assert len(chain) >= 2
    else:
        assert any(day_words(letter.dated) in words for words in chain)
        assert any(letter.issuers[0] in words for words in chain)
