"""Names are safe to show and to save, and say what the file is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.office.files.kinds import KINDS
from kaohe.office.files.names import LONGEST, clean_name


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("湛江经开区2025年统计报表.pdf", "pdf", "湛江经开区2025年统计报表.pdf"),
        ("../../etc/passwd", "text", "passwd.txt"),
        ("C:\\报表\\年报.XLSX", "xlsx", "年报.XLSX"),
        ("setup.exe", "pdf", "setup.exe.pdf"),
        ("invoice\u202efdp.exe", "pdf", "invoicefdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "pdf", "aSet-Cookie_ x.pdf"),
        ("a\0b.png", "png", "ab.png"),
        (' "x"  y?.jpeg ', "jpg", "_x_ y_.jpeg"),
        ("", "pdf", "file.pdf"),
        ("...", "docx", "file.docx"),
        (".pdf", "pdf", "file.pdf"),
        ("CON.pdf", "pdf", "_CON.pdf"),
        ("数据.csv", "text", "数据.csv"),
        ("run.bat", "text", "run.bat.txt"),
    ],
)
def test_names_are_cleaned(name, kind, clean):
    assert clean_name(name, KINDS[kind]) == clean


@given(st.text(max_size=300), st.sampled_from(sorted(KINDS)))
def test_any_name_becomes_short_and_plain(name, kind):
    clean = clean_name(name, KINDS[kind])
    assert 0 < len(clean) <= LONGEST + 1
    assert len(clean.encode()) < 255 + 80
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in clean)
    assert not set(clean) & set('/\\<>:"|?*')
    assert clean.rpartition(".")[2].lower() in KINDS[kind].endings
    assert clean_name(clean, KINDS[kind]) == clean
