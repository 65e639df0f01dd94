"""`kaohe letters`: listed, shown, written, refused."""

import json

import docx
import pytest

from kaohe.cli.app import run
from kaohe.letters import letter_kinds


def kaohe(*words, lang="en"):
    return run(["letters", *map(str, words), "--lang", lang], {})


@pytest.fixture
def fields(tmp_path, capsys):
    """A file of fields as the command prints it."""
    assert kaohe("warning") == 0
    file = tmp_path / "fields.yaml"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    return file


def test_the_kinds_are_listed_in_both_languages(capsys):
    assert kaohe(lang="zh") == 0
    assert "责令限期整改通知书" in capsys.readouterr().out
    assert kaohe("--json") == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == list(letter_kinds())


@pytest.mark.parametrize("kind", letter_kinds())
def test_what_is_shown_of_a_kind_can_be_written(kind, tmp_path, capsys):
    assert kaohe(kind) == 0
    (tmp_path / "fields.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert kaohe(kind, "--fields", tmp_path / "fields.yaml", "--out", tmp_path / "out") == 0
    assert {file.name for file in (tmp_path / "out").iterdir()} == {f"{kind}.docx", f"{kind}.pdf"}


def test_number_and_day_stand_on_the_document(fields, tmp_path, capsys):
    number = ("--number", "粤商务函〔2016〕12号", "--dated", "2016-09-05")
    assert kaohe("warning", "--fields", fields, "--out", tmp_path, *number, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["sha256"]) == 64
    assert set(told["faces"]) == {"body", "title", "hei", "kai", "song"}
    words = "".join(each.text for each in docx.Document(tmp_path / "warning.docx").paragraphs)
    assert "粤商务函〔2016〕12号" in words
    assert "2016年9月5日" in words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense"], "no kind of document 'nonsense'"),
        (["warning", "--out", "out"], "--fields and --out go together"),
        (["warning", "--fields", "FIELDS", "--out", "out", "--dated", "soon"], "--dated is 'soon'"),
        (["warning", "--fields", "FIELDS", "--out", "out", "--number", "12"], "'12' is no document number"),
    ],
)
def test_a_slip_is_told(words, told, fields, capsys):
    assert kaohe(*(fields if word == "FIELDS" else word for word in words)) == 2
    assert told in capsys.readouterr().err


def test_a_wrong_field_is_told_with_its_line_and_nothing_is_written(fields, tmp_path, capsys):
    fields.write_text(
        fields.read_text(encoding="utf-8").replace("place: 212", "place: last"), encoding="utf-8"
    )
    assert kaohe("warning", "--fields", fields, "--out", tmp_path / "out") == 2
    assert "fields.yaml:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_utf8_is_told(tmp_path, capsys):
    (tmp_path / "fields.yaml").write_bytes("字段: 值".encode("gbk"))
    assert kaohe("warning", "--fields", tmp_path / "fields.yaml", "--out", tmp_path / "out") == 2
    assert "UTF-8" in capsys.readouterr().err


def test_a_missing_package_is_told_with_the_way_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr("kaohe.cli.letters.find_spec", lambda name: None if name == "typst" else name)
    assert kaohe() == 2
    assert "typst. Install them: pip install 'kaohe[letters]'" in capsys.readouterr().err
