"""What a file is, is told by its content; what is not taken is named."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.office.files.kinds import KINDS, kind_of
from tests.office.files.contents import (
    EXE,
    JPG,
    LETTER,
    MACRO_LETTER,
    MACRO_SHEET,
    OLE,
    PDF,
    PNG,
    SHEET,
    office,
    zipped,
)


def kind(content, name="材料.pdf"):
    return kind_of(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (JPG, "jpg"),
        (office(SHEET), "xlsx"),
        (office(LETTER), "docx"),
        ("单位,数值\n湛江,1\n".encode(), "text"),
        (b"\xef\xbb\xbfa,b\n", "text"),
        ("单位,数值\n湛江,1\n".encode("gb18030"), "text_gbk"),
        (b"MZ,1\nBM,2\n", "text"),
    ],
)
def test_what_is_taken_is_known_by_content(content, code):
    assert kind(content) is KINDS[code]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (EXE, "Windows 程序"),
        (b"\x7fELF\2\1\1\0" + bytes(50), "可执行程序"),
        (b"#!/bin/sh\nrm -rf /\n", "脚本程序"),
        (OLE, "旧版 Office"),
        (office(MACRO_SHEET), "带宏"),
        (office(MACRO_LETTER), "带宏"),
        (office(SHEET, **{"xl/vbaProject.bin": b"x"}), "带宏"),
        (office(SHEET, **{"XL/VBAPROJECT.BIN": b"x"}), "带宏"),
        (office(SHEET, **{"xl/macrosheets/sheet1.xml": b"x"}), "带宏"),
        (office("application/vnd.oasis.opendocument.text"), "压缩包"),
        (zipped({"a.exe": EXE}), "压缩包"),
        (office(SHEET)[:-30], "损坏"),
        (b"PK\3\4" + bytes(100), "损坏"),
        (zipped({"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><Types/>"}), "损坏"),
        (zipped({"[Content_Types].xml": "<Types"}), "损坏"),
        (b"Rar!\x1a\x07\0" + bytes(20), "压缩包"),
        (b"GIF89a" + bytes(20), "图片"),
        (b"<html><script>alert(1)</script></html>", "网页"),
        (b"<svg onload='x'/>", "网页"),
        (bytes(100), "无法识别"),
        (b"\xff\xfea\0,\0", "无法识别"),
    ],
)
def test_what_is_not_taken_is_named_with_what_is(content, found):
    with pytest.raises(Refused) as refused:
        kind(content)
    (problem,) = refused.value.problems
    assert problem.code == "files.not_taken"
    assert found in problem.words("zh")
    assert "材料.pdf" in problem.words("zh")
    assert "xlsx" in problem.words("en")


def test_a_zip_bomb_is_not_unpacked():
    """Its list of parts is short, and nothing else of it is read."""
    bomb = office(SHEET, **{"xl/worksheets/sheet1.xml": bytes(300 * 1024**2)})
    assert len(bomb) < 1024**2
    assert kind(bomb) is KINDS["xlsx"]


def test_a_bomb_in_the_list_of_parts_is_cut_off():
    with pytest.raises(Refused, match="damaged"):
        kind(zipped({"[Content_Types].xml": b"<a>" + b" " * 100 * 1024**2}))


def test_a_package_of_very_many_parts_is_refused_before_they_are_listed():
    with pytest.raises(Refused, match="damaged"):
        kind(zipped({f"{number:0200}": b"" for number in range(9000)}))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_kind_or_refused(content):
    try:
        assert kind(content) in KINDS.values()
    except Refused as refused:
        assert [problem.code for problem in refused.problems] == ["files.not_taken"]
