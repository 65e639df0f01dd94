"""Whoever stores a file is killed between the steps: no row is ever without its content."""

import pytest

from tests.office.process import run

pytestmark = pytest.mark.fault
STORE = """
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from kaohe.office.files import storing
from kaohe.office.files.models import StoredFile
from kaohe.office.files.sweep import missing, remove_left

def nothing():
    pass
steps = {"before_commit": nothing, "after_commit": nothing}

def store(content):
    received = storing.receive(SimpleUploadedFile("年报.pdf", b"%PDF-" + content))
    with transaction.atomic():
        storing.enter(received, at=AT)
        steps["before_commit"]()
    steps["after_commit"]()

def look():
    removed = remove_left(datetime.now(UTC) + timedelta(days=2))
    print(StoredFile.objects.count(), len(missing()), removed)
"""
STEPS = {
    "before the content is on the disk": "storing.os.fsync = die",
    "before it has its name": "Path.replace = die",
    "before its name is on the disk": "storing.settle = die",
    "before the row": "StoredFile.objects.get_or_create = die",
    "before the commit": "steps['before_commit'] = die",
    "after the commit": "steps['after_commit'] = die",
}
STOP = f"""
def stopped(patch):
    exec(patch, globals())
    store(patch.encode())

for patch in {list(STEPS.values())!r}:
    assert ended(forked(stopped, patch)) == -9
    look()
for patch in {list(STEPS.values())!r}:
    store(patch.encode())
look()
"""
TOGETHER = """
def many():
    for number in range(10):
        store(str(number).encode())

children = [forked(many) for _ in range(3)]
print([ended(child) for child in children])
look()
"""


def test_a_store_stopped_anywhere_loses_no_content_that_has_a_row(tmp_path):
    """Each line: rows, rows without content, files without rows that the sweep removed."""
    lines = run(tmp_path, STORE + STOP)
    assert dict(zip(STEPS, lines, strict=False)) == {
        "before the content is on the disk": "0 0 1",
        "before it has its name": "0 0 1",
        "before its name is on the disk": "0 0 1",
        "before the row": "0 0 1",
        "before the commit": "0 0 1",
        "after the commit": "1 0 0",
    }
    assert lines[-1] == "6 0 0"


def test_the_same_content_from_processes_at_once_has_one_row(tmp_path):
    assert run(tmp_path, STORE + TOGETHER) == ["[0, 0, 0]", "10 0 0"]
