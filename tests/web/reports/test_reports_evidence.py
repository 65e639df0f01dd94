"""Files beside a cell: who attaches, sees and withdraws them, and what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kaohe.office.files.models import StoredFile
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.models import Evidence

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def pdf(name="台账.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def status(client, place):
    """Of a file looked at to its end, which closes it."""
    answer = client.get(place)
    if answer.streaming:
        assert b"".join(answer.streaming_content) == PDF
    return answer.status_code


@pytest.fixture
def attach(at):
    def attach(client, code="gz", item="firms", key="key-0001", file=None, **extra):
        form = {"key": key, "file": file or pdf()}
        return client.post(at("report_attach", code, item), form, **extra)

    return attach


def test_a_file_is_attached_once_shown_and_downloaded(sign_in, at, attach):
    client = sign_in("gz_reporter")
    for _ in range(2):
        assert attach(client).status_code == 302
    shown = Evidence.objects.get()
    assert (shown.item, shown.name, shown.by) == ("firms", "台账.pdf", "gz_reporter")
    page = client.get(at("report", "gz")).content.decode()
    assert "台账.pdf" in page
    answer = client.get(at("report_evidence", "gz", shown.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert "attachment" in answer["Content-Disposition"] and answer["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.get(action="reporting.attach").after["file"] == "台账.pdf"


def test_by_htmx_only_the_files_of_the_cell_come_back(sign_in, attach):
    page = attach(sign_in("gz"), headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<div class="evidence"') and "台账.pdf" in page and "<html" not in page


def test_who_may_see_a_file(sign_in, at, attach):
    attach(sign_in("gz"))
    place = at("report_evidence", "gz", Evidence.objects.get().pk)
    for name in ("gz_reporter", "guangzhou", "officer", "head"):
        assert status(sign_in(name), place) == 200, name
    for name in ("ns", "zj", "zhanjiang", "auditor", "statistics", "outside"):
        assert status(sign_in(name), place) == 404, name
    other = at("report_evidence", "ns", Evidence.objects.get().pk)
    assert status(sign_in("officer"), other) == 404, "a file is under its own report only"


def test_a_department_sees_the_files_of_what_it_vouches_for(sign_in, at, attach):
    attach(sign_in("gz"), item="gdp")
    assert status(sign_in("statistics"), at("report_evidence", "gz", Evidence.objects.get().pk)) == 200


def test_a_withdrawn_file_stays_in_the_history(sign_in, at, attach):
    client = sign_in("gz")
    attach(client)
    shown = Evidence.objects.get()
    for _ in range(2):
        client.post(at("report_withdraw", "gz", shown.pk), {"key": "key-0002"})
    assert "台账.pdf" not in client.get(at("report", "gz")).content.decode()
    history = client.get(at("report_versions", "gz")).content.decode()
    assert "台账.pdf" in history and "撤回" in history
    assert status(client, at("report_evidence", "gz", shown.pk)) == 200
    assert Entry.objects.filter(action="reporting.withdraw").count() == 1
    again = client.post(at("report_withdraw", "gz", shown.pk), {"key": "key-0003"})
    assert again.status_code == 409 and "已经撤回" in again.content.decode()


def test_nobody_else_withdraws(sign_in, at, attach):
    attach(sign_in("gz"))
    shown = Evidence.objects.get()
    form = {"key": "key-0002"}
    assert sign_in("ns").post(at("report_withdraw", "gz", shown.pk), form).status_code == 404
    assert sign_in("ns").post(at("report_withdraw", "ns", shown.pk), form).status_code == 404
    assert sign_in("guangzhou").post(at("report_withdraw", "gz", shown.pk), form).status_code == 403
    assert Evidence.objects.get().withdrawn_at is None


def test_a_locked_cell_takes_and_loses_no_files(sign_in, at, attach, hand_in):
    client = sign_in("gz")
    attach(client)
    hand_in("gz")
    answer = attach(client, key="key-0002")
    assert answer.status_code == 409 and "正在市级初审" in answer.content.decode()
    answer = client.post(at("report_withdraw", "gz", Evidence.objects.get().pk), {"key": "key-0003"})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (pdf("报告.pdf", b"MZ\x90\x00" + b"\x00" * 100), "Windows 程序"),
        (pdf("空.pdf", b""), "空"),
        (pdf("页.pdf", b"<html><script>alert(1)</script>"), "网页"),
    ],
    ids=["program", "empty", "page"],
)
def test_what_is_no_evidence(sign_in, attach, file, words):
    file.seek(0)
    answer = attach(sign_in("gz"), file=file)
    assert answer.status_code == 409 and words in answer.content.decode()
    assert not Evidence.objects.exists() and not StoredFile.objects.exists()


def test_no_file_an_unknown_cell_and_too_many(sign_in, at, attach, monkeypatch):
    client = sign_in("gz")
    assert client.post(at("report_attach", "gz", "firms"), {"key": "key-0001"}).status_code == 409
    assert attach(client, item="nope").status_code == 409
    monkeypatch.setattr("kaohe.office.reporting.actions.evidence.MOST", 1)
    attach(client)
    answer = attach(client, key="key-0002")
    assert answer.status_code == 409 and "最多附1份" in answer.content.decode()
