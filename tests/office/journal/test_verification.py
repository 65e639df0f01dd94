import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kaohe.messages import Refused
from kaohe.office.journal import verifier
from kaohe.office.journal.export import exported
from kaohe.office.journal.heads import KnownHead, head_at, keep_head, read_head
from kaohe.office.journal.models import Entry, Head
from kaohe.office.journal.verification import verify
from tests.office.journal.writing import AT, rewrite_from, unprotect, write

FIELDS = {
    "at": datetime(2020, 1, 1, tzinfo=UTC),
    "actor_id": 99,
    "actor_name": "他人",
    "source": "::1",
    "action": "zones.read",
    "kind": "zones.zone",
    "key": "9",
    "before": {"name": "旧", "n": None},
    "after": None,
    "reason": "",
    "previous": "f" * 64,
    "hash": "e" * 64,
}


def found(*heads):
    return [(problem.code, *problem.params.values()) for problem in verify(heads).problems]


def named(*heads):
    """Code and place of everything found."""
    return [(code, place) for code, place, *_ in found(*heads)]


@pytest.fixture
def written(db):
    write(5)
    unprotect()


@pytest.mark.django_db
def test_a_journal_without_entries_is_whole():
    assert verify() == verify([head_at(AT)])
    assert verify().problems == ()


@pytest.mark.django_db
def test_a_journal_as_written_is_whole_now_and_against_every_head(django_assert_num_queries):
    heads = [head_at(AT)]
    for _ in range(3):
        write(2)
        heads.append(head_at(AT))
    with django_assert_num_queries(4):
        verdict = verify(heads)
    assert (verdict.entries, verdict.position, verdict.problems) == (6, 6, ())
    assert verdict.hash == heads[-1].hash


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("position", [1, 3, 5])
def test_an_altered_field_is_found_and_the_entry_named(written, field, position):
    Entry.objects.filter(position=position).update(**{field: FIELDS[field]})
    expected = [("journal.altered", position)]
    if (field, position) == ("hash", 5):
        expected.append(("journal.differs_from_row", 5))
    assert named() == expected


@pytest.mark.parametrize(("position", "code"), [(1, "removed"), (3, "removed"), (5, "missing_from_row")])
def test_a_removed_entry_is_found_and_named(written, position, code):
    Entry.objects.filter(position=position).delete()
    assert named() == [(f"journal.{code}", position)]


class AnyTwo(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(two=st.sets(st.integers(1, 6), min_size=2, max_size=2).map(sorted))
    def test_two_that_changed_places_are_both_named(self, two):
        write(6)
        unprotect()
        for position, other in (two, (two[1], two[0])):
            Entry.objects.filter(pk=Entry.objects.get(reason="更名", position=position).pk).update(
                key=str(other)
            )
        for position in two:
            Entry.objects.filter(position=position, key__gt="").update(position=-position)
        for position in two:
            Entry.objects.filter(position=-position).update(position=two[0] + two[1] - position, key="")
        assert {("journal.altered", each) for each in two} <= set(named())


@pytest.mark.django_db
def test_an_entry_put_in_twice_is_found(written):
    row = Entry.objects.filter(position=2).values().get()
    Entry.objects.bulk_create([Entry(**row | {"id": 77})])
    assert named() == [("journal.doubled", 2)]


@pytest.mark.django_db
def test_an_entry_hashed_anew_no_longer_fits_the_next(written):
    rewrite_from(3)
    row = Entry.objects.filter(position=4).values().get()
    Entry.objects.filter(position=4).update(previous="0" * 64)
    assert named() == [("journal.altered", 4)]
    Entry.objects.filter(position=4).update(previous=row["previous"])
    assert named() == []


@pytest.mark.django_db
def test_what_was_rewritten_in_itself_whole_is_found_by_the_head_exported_before(written):
    head = head_at(AT)
    rewrite_from(3)
    assert found() == []
    assert named(head) == [("journal.differs_from_export", 5)]


@pytest.mark.django_db
def test_a_tail_cut_with_the_head_row_is_found_by_the_head_exported_before(written):
    head = head_at(AT)
    Entry.objects.filter(position__gt=3).delete()
    Head.objects.update(position=3, hash=Entry.objects.get(position=3).hash)
    assert found() == []
    assert found(head) == [("journal.missing_from_export", 5)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"position": 4}, "journal.differs_from_row journal.beyond_head"),
        ({"position": 9}, "journal.missing_from_row"),
        ({"hash": "a" * 64}, "journal.differs_from_row"),
    ],
)
def test_an_altered_head_row_is_found(written, changed, code):
    Head.objects.update(**changed)
    assert " ".join(problem.code for problem in verify().problems) == code


@pytest.mark.django_db
def test_a_removed_head_row_is_found(written):
    Head.objects.all().delete()
    assert found() == [("journal.no_head",)]


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "value"), [("at", "gestern"), ("after", "{"), ("position", "fünf")])
def test_a_row_that_cannot_even_be_read_is_named_by_its_key(written, column, value):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps to the types of its columns")
    key = Entry.objects.get(position=5).pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE journal_entry SET {column} = %s WHERE position = 5", [value])
    assert named()[0] in {("journal.unreadable", key), ("journal.altered", 5)}


@pytest.mark.django_db
def test_the_head_of_a_day_is_kept_once(tmp_path):
    write(1)
    day = datetime(2026, 3, 1, 15, 59, tzinfo=UTC)
    assert keep_head(tmp_path / "heads", day) == 1
    first = read_head(tmp_path / "heads" / "2026-03-01.json")
    assert first == KnownHead(1, Head.objects.get().hash, "2026-03-01T15:59:00+00:00")
    write(1)
    assert keep_head(tmp_path / "heads", day) == 0
    assert keep_head(tmp_path / "heads", day + timedelta(minutes=1)) == 1
    assert sorted(file.name for file in (tmp_path / "heads").iterdir()) == [
        "2026-03-01.json",
        "2026-03-02.json",
    ]
    assert read_head(tmp_path / "heads" / "2026-03-01.json") == first


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"position": "x", "hash": ""}', "\x00"])
def test_what_is_no_head_is_refused(tmp_path, text):
    (tmp_path / "head.json").write_text(text)
    with pytest.raises(Refused, match=r"head\.json: this is not an exported head"):
        read_head(tmp_path / "head.json")


def third_party(tmp_path, lines, *heads):
    """The verifier alone, in a folder of its own and without our packages."""
    files = [tmp_path / "journal.jsonl", *(tmp_path / f"{place}.json" for place, _ in enumerate(heads))]
    files[0].write_bytes(b"".join(lines))
    for file, head in zip(files[1:], heads, strict=True):
        file.write_text(json.dumps({"position": head.position, "hash": head.hash}))
    line = [sys.executable, "-I", "-S", verifier.__file__, *map(str, files)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.mark.django_db
def test_an_export_is_verified_by_a_page_of_code_alone(tmp_path):
    first = head_at(AT)
    write(2)
    earlier = head_at(AT)
    write(2)
    lines = list(exported(head_at(AT)))
    assert len(lines) == 5
    assert third_party(tmp_path, lines, first, earlier) == (
        0,
        ["the journal is whole: every entry follows from the one before it"],
    )
    altered = lines[1].replace("王芳".encode(), "王方".encode())
    assert third_party(tmp_path, [lines[0], altered, *lines[2:]]) == (1, ["line 2: entry 2 was altered"])
    removed = third_party(tmp_path, [lines[0], *lines[2:]], earlier)
    assert removed == (
        1,
        [
            "line 2: entry 3 stands where entry 2 should",
            "line 2: entry 3 doesn't follow from the entry before it",
            "entry 2, named by an exported head, is missing",
        ],
    )
    assert third_party(tmp_path, lines[:3])[0] == 1


def test_the_verifier_fits_on_a_page_and_imports_nothing_of_ours():
    text = Path(verifier.__file__).read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    assert "kaohe" not in text
    assert "django" not in text
