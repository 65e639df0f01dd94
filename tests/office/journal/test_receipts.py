"""Receipts answer retries as long as that is promised, and no longer."""

from datetime import timedelta

import pytest

from kaohe.office.journal.actions import Who, once
from kaohe.office.journal.models import Receipt
from kaohe.office.journal.sweep import KEPT, remove_receipts
from kaohe.office.reporting.actions.reopening import LONGEST
from tests.office.journal.writing import AT

pytestmark = pytest.mark.django_db


def test_only_what_is_older_than_any_retry_is_removed():
    for number, age in enumerate((timedelta(), KEPT, KEPT + timedelta(seconds=1))):
        once(Who(1, "李敏", AT - age), f"key{number}", lambda: {"done": True})
    assert remove_receipts(AT) == 1
    assert remove_receipts(AT) == 0
    assert sorted(Receipt.objects.values_list("key", flat=True)) == ["key0", "key1"]


def test_they_outlast_a_cell_that_is_open_again():
    assert KEPT > LONGEST
