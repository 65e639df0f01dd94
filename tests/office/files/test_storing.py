"""Content under its hash, once, and served so that no browser runs it."""

import hashlib
import threading
from datetime import timedelta
from os import utime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from kaohe.messages import Refused
from kaohe.office.files.models import StoredFile
from kaohe.office.files.places import incoming, place_of, root
from kaohe.office.files.serving import respond
from kaohe.office.files.storing import enter, receive
from kaohe.office.files.sweep import missing, remove_left
from tests.office.acting import AT
from tests.office.files.contents import EXE, PDF, PNG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def upload(content=PDF, name="湛江年报.pdf"):
    return SimpleUploadedFile(name, content, "application/x-msdownload")


def store(content=PDF, name="湛江年报.pdf"):
    return enter(receive(upload(content, name)), at=AT)


def all_files():
    return [file for file in root().rglob("*") if file.is_file()]


def age(file, days=2):
    moment = (AT - timedelta(days=days)).timestamp()
    utime(file, (moment, moment))


def test_content_lies_under_its_hash_and_the_row_says_what_it_is():
    received = receive(upload())
    stored = enter(received, at=AT)
    digest = hashlib.sha256(PDF).hexdigest()
    assert received.name == "湛江年报.pdf"
    assert (stored.sha256, stored.size, stored.media_type) == (digest, len(PDF), "application/pdf")
    assert all_files() == [place_of(digest)]
    assert place_of(digest).read_bytes() == PDF
    assert place_of(digest).parent.name == digest[:2]


def test_the_same_content_is_stored_once_under_any_name():
    assert store().pk == store(name="另一个名字.pdf").pk
    assert len(all_files()) == StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(b"", "空.pdf", "files.empty"), (EXE, "年报.pdf", "files.not_taken")],
)
def test_what_is_refused_leaves_nothing(content, name, code):
    with pytest.raises(Refused) as refused:
        receive(upload(content, name))
    assert [problem.code for problem in refused.value.problems] == [code]
    assert all_files() == []


def test_a_large_file_is_refused_with_the_limit(settings):
    settings.KAOHE_FILE_LIMIT = 1024**2
    with pytest.raises(Refused) as refused:
        receive(upload(PDF + bytes(1024**2)))
    (problem,) = refused.value.problems
    assert problem.params["allowed"] == "1"
    assert all_files() == []


def test_a_full_disk_leaves_nothing(monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        receive(upload())
    assert all_files() == []


def test_the_same_content_from_many_at_once_is_one_file():
    errors = []

    def work():
        try:
            receive(upload())
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert all_files() == [place_of(hashlib.sha256(PDF).hexdigest())]


def test_rows_can_not_be_changed():
    stored = store()
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(media_type="text/html")


def test_a_file_is_served_for_saving_and_never_run():
    answer = respond(store(), "湛江\n年报.pdf")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%B9%9B")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    answer.close()


@pytest.mark.parametrize(
    ("content", "shown"), [(PDF, True), (PNG, True), ("甲,乙\n".encode(), False), (b"plain\n", False)]
)
def test_only_pictures_and_pdf_are_shown_in_place(content, shown):
    answer = respond(store(content), "x", inline=True)
    assert answer["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    answer.close()


def test_missing_content_is_listed_and_told():
    stored = store()
    assert missing() == ()
    place_of(stored.sha256).write_bytes(b"short")
    assert missing() == (stored,)
    place_of(stored.sha256).unlink()
    assert missing() == (stored,)
    with pytest.raises(Refused) as refused:
        respond(stored, "年报.pdf")
    assert refused.value.problems[0].code == "files.content_missing"
    store()
    assert missing() == ()


def test_files_without_rows_go_after_a_day():
    kept = store(PNG, "图.png")
    left = place_of(receive(upload()).sha256)
    part = incoming() / "0123"
    part.write_bytes(b"half")
    for file in (left, part, place_of(kept.sha256)):
        age(file, days=0.5)
    assert remove_left(AT) == 0
    for file in (left, part, place_of(kept.sha256)):
        age(file)
    assert remove_left(AT) == 2
    assert all_files() == [place_of(kept.sha256)]
    assert missing() == ()


def test_what_a_stopped_sweep_had_taken_aside_comes_back():
    stored = store()
    aside = incoming() / f"{stored.sha256}-0123"
    place_of(stored.sha256).rename(aside)
    age(aside)
    assert remove_left(AT) == 0
    assert missing() == ()


def test_content_received_again_is_young_again():
    old = place_of(receive(upload()).sha256)
    age(old)
    received = receive(upload())
    assert remove_left(AT) == 0
    assert enter(received, at=AT).sha256 == received.sha256
    assert missing() == ()


def test_a_sweep_without_any_files_is_quiet():
    assert remove_left(AT) == 0
