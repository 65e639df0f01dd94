import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kaohe.office.journal.actions import Who, record
from kaohe.office.journal.chain import FIELDS, canonical, hash_of, storable
from kaohe.office.journal.models import Entry, Head
from kaohe.office.journal.verification import verify
from tests.office.journal.writing import AT, write

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
HARD = {
    "大": 1e16,
    "largest": 1.7976931348623157e308,
    "least": 5e-324,
    "zero": -0.0,
    "third": 1 / 3,
    "short": 5.0,
    "一〇": [None, True, {"深": {"区": ["珠海市", 0.1, 10**30]}}],
    "signs": '"\\/\n\t\x7f\u2028😀',
    "nul": "a\x00b",
    "half": "\ud800",
    7: (1, 2),
    10: None,
}


@pytest.mark.django_db
def test_an_entry_comes_back_from_the_database_as_it_was_hashed():
    at = datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)
    with transaction.atomic():
        written = record(
            Who(7, "李\x00明", at, "10.0.0.1"),
            "zones.manage",
            None,
            before=HARD,
            after=None,
            reason="更名\n二",
        )
    read = Entry.objects.values(*FIELDS, "hash").get(pk=written.pk)
    assert read["at"] == at
    assert read["before"]["大"] == 10**16
    assert hash_of(read) == read["hash"] == Head.objects.get().hash


class AnyJson(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(before=JSON, reason=st.text(max_size=20), microseconds=st.integers(0, 10**15))
    def test_any_json_comes_back_from_the_database_as_it_was_hashed(self, before, reason, microseconds):
        at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
        with transaction.atomic():
            record(Who(1, "甲", at), "zones.manage", None, before={"": before}, reason=reason)
        assert not verify().problems


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": float("-inf")}])
def test_what_no_database_keeps_is_refused(value):
    with pytest.raises(ValueError, match="neither NaN nor infinity"):
        storable(value)


def test_what_is_not_json_is_refused():
    with pytest.raises(TypeError, match="datetime can't be journaled"):
        storable({"at": AT})


@pytest.mark.django_db
def test_the_canonical_entry_is_what_is_said_of_it():
    write(1)
    entry = Entry.objects.values(*FIELDS).get()
    text = canonical(entry)
    assert list(json.loads(text)) == sorted(FIELDS)
    assert json.loads(text)["at"] == "2026-03-01T00:00:01.000001+00:00"
    assert b" " not in text.replace(b"Li Ming", b"")


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_only_in_a_transaction():
    with pytest.raises(RuntimeError, match="in the transaction"):
        record(Who(None, "", AT), "zones.manage", None)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry"])
def test_the_database_itself_refuses_to_change_or_remove_an_entry(statement):
    write(1)
    with pytest.raises(Exception, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_the_database_itself_refuses_to_empty_the_journal():
    """SQLite has no such statement: it deletes."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL truncates")
    write(1)
    with pytest.raises(Exception, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_entry CASCADE")
    assert Entry.objects.count() == 1
