"""The commands of the office, each in a process of its own."""

import json
import signal
import subprocess
import sys
import tarfile
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from kaohe.cli import office as offices_of_the_line
from kaohe.cli.app import run
from tests.offices import office

WRITE = """
from django.db import transaction
from django.utils import timezone
from kaohe.office.journal.actions import Who, record
for number in range(%d):
    with transaction.atomic():
        record(Who(None, "系统", timezone.now()), "zones.manage", None, after={"数": number / 3})
"""
COUNTS = """
import json
from django.apps import apps
print(json.dumps({model._meta.db_table: model.objects.count() for model in apps.get_models()}))
"""


@pytest.fixture
def opened(tmp_path):
    """An office with a few entries."""
    made = office(tmp_path)
    assert made.kaohe("work", "--once").returncode == 0
    made.python(WRITE % 5)
    return made


def test_serving_makes_everything_and_names_the_first_users_once(tmp_path):
    made = office(tmp_path)
    with made.served() as served:
        said = "".join(served.lines)
        with urlopen(f"{served.url}/healthz") as answer:
            assert json.load(answer) == {"database": True, "journal": True}
        assert served.stop(signal.SIGINT)[0] == 0
    assert {"auditor", "security_admin", "system_admin"} <= set(said.split())
    assert f"http://127.0.0.1:{served.port}" in said
    assert made.home.stat().st_mode & 0o777 == 0o700
    with made.served() as served:
        assert "auditor" not in "".join(served.lines)
        code, log = served.stop(signal.SIGTERM)
        assert code == 0
        assert "Traceback" not in log


WORKED_BESIDE = """
import time
from pathlib import Path
from kaohe.cli.demo_office import worker
from kaohe.web.models import Lease
with worker(Path({home!r})) as process:
    mine = Lease.objects.filter(holder__endswith=f":{{process.pid}}")
    until = time.monotonic() + 60
    while not mine.exists() and time.monotonic() < until:
        time.sleep(0.1)
    print(mine.exists())
print(process.returncode)
"""


def test_a_demo_has_its_worker_beside_it_until_it_ends(tmp_path):
    made = office(tmp_path)
    assert made.kaohe("work", "--once").returncode == 0
    assert made.python(WORKED_BESIDE.format(home=str(made.home))).split() == ["True", "0"]


def test_a_request_has_one_line_in_the_log_without_its_query(tmp_path):
    with office(tmp_path).served() as served:
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{served.url}/no%0Asuch?secret=1")
        log = served.stop(signal.SIGTERM)[1].splitlines()
    (line,) = [line for line in log if "kaohe.requests" in line]
    assert " 127.0.0.1 - GET /no%0Asuch 404 " in line
    assert "secret" not in "".join(log)


def test_two_that_start_at_once_do_not_collide(tmp_path):
    made = office(tmp_path)
    workers = [made.started("work", "--once") for _ in range(2)]
    said = [worker.communicate(timeout=120)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said
    assert len("".join(said).splitlines()) == 1  # and the head of the day was exported once
    assert len(list((made.home / "heads").iterdir())) == 1


def test_the_worker_ends_at_sigterm(tmp_path):
    with office(tmp_path).started("work") as worker:
        assert "heads of the journal exported: 1" in worker.stdout.readline()
        worker.terminate()
        assert worker.wait(timeout=60) == 0


def test_the_journal_is_verified_and_exported(opened, tmp_path):
    head = next((opened.home / "heads").iterdir())
    done = opened.kaohe("journal", "verify", "--head", str(head))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("the journal is whole: 5 entries")
    out = tmp_path / "journal.jsonl"
    assert opened.kaohe("journal", "export", str(out)).returncode == 0
    line = [sys.executable, "-I", str(tmp_path / "verify_journal.py"), str(out), str(head)]
    assert subprocess.run(line, check=False, capture_output=True).returncode == 0
    assert "an export replaces nothing" in opened.kaohe("journal", "export", str(out)).stderr


def test_a_cut_journal_is_found_by_a_head(opened, tmp_path):
    head = tmp_path / "head.json"
    head.write_text(json.dumps({"position": 9, "hash": "0" * 64}))
    done = opened.kaohe("journal", "verify", "--head", str(head))
    assert done.returncode == 1
    assert done.stderr.startswith("error: entry 9, named by an exported head, is missing")
    told = json.loads(opened.kaohe("journal", "verify", "--head", str(head), "--json").stdout)
    assert told["entries"] == 5
    assert [problem["code"] for problem in told["problems"]] == ["journal.missing_from_export"]


def test_a_backup_taken_while_others_write_is_restored_whole(opened, tmp_path):
    (opened.home / "files" / "ab").mkdir(parents=True)
    (opened.home / "files" / "ab" / "abc").write_bytes(b"\x00evidence" * 1000)
    (opened.home / "files" / "incoming").mkdir()
    (opened.home / "files" / "incoming" / "half").write_bytes(b"x")
    with opened.writing(WRITE % 400):
        done = opened.kaohe("backup", str(tmp_path / "backup.tar"))
    assert done.returncode == 0, done.stderr
    before = json.loads(opened.python(COUNTS))

    other = office(tmp_path / "elsewhere")
    restored = other.kaohe("restore", str(tmp_path / "backup.tar"), "--home", str(other.home))
    assert restored.returncode == 0, restored.stderr
    assert "was verified" in restored.stdout
    after = json.loads(other.python(COUNTS))
    written = after.pop("journal_entry")
    assert 5 <= written <= before.pop("journal_entry") == 405
    assert after == before
    assert contents(other.home) == {
        name: text for name, text in contents(opened.home).items() if "incoming" not in name
    }
    assert other.kaohe("journal", "verify").returncode == 0


def contents(home):
    """The files of a home that rows refer to, the heads and the key."""
    names = [home / "secret.key", *(home / "heads").rglob("*"), *(home / "files").rglob("*")]
    return {str(file.relative_to(home)): file.read_bytes() for file in names if file.is_file()}


def spoil(archive, out, how):
    text = archive.read_bytes()
    if how == "cut":
        out.write_bytes(text[: len(text) // 2])
    elif how == "text":
        out.write_text("a backup")
    elif how == "altered":
        with tarfile.open(archive) as tar:
            at = tar.getmember("secret.key").offset_data
        out.write_bytes(text[:at] + b"X" + text[at + 1 :])
    else:
        with tarfile.open(archive) as tar, tarfile.open(out, "w") as other:
            for member in tar:
                if how != "without" or member.name != "secret.key":
                    other.addfile(member, tar.extractfile(member))
            if how == "outside":
                other.addfile(tarfile.TarInfo("../outside"))
            if how == "link":
                link = tarfile.TarInfo("files/link")
                link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
                other.addfile(link)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("cut", "is not a whole backup"),
        ("text", "is not a whole backup"),
        ("altered", "'secret.key' in the backup is not as its manifest tells"),
        ("without", "'secret.key' in the backup is not as its manifest tells"),
        ("outside", "a member '../outside' that doesn't belong"),
        ("link", "a member 'files/link' that doesn't belong"),
    ],
)
def test_a_spoiled_backup_is_refused_and_leaves_nothing(backup, tmp_path, capsys, how, words):
    spoil(backup, tmp_path / "spoiled.tar", how)
    home = tmp_path / "target" / "home"
    code = run(["restore", str(tmp_path / "spoiled.tar"), "--home", str(home)], {})
    assert code == 2
    assert words in capsys.readouterr().err
    assert not list(home.parent.iterdir())


@pytest.fixture(scope="module")
def backup(tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup")
    made = office(folder)
    assert made.kaohe("work", "--once").returncode == 0
    assert made.kaohe("backup", str(folder / "whole.tar")).returncode == 0
    return folder / "whole.tar"


def test_nothing_that_is_there_is_replaced(opened, tmp_path):
    assert opened.kaohe("backup", str(tmp_path / "a.tar")).returncode == 0
    again = opened.kaohe("backup", str(tmp_path / "a.tar"))
    assert again.returncode == 2
    assert "the file exists; a backup replaces nothing" in again.stderr
    onto = opened.kaohe("restore", str(tmp_path / "a.tar"))
    assert onto.returncode == 2
    assert "the folder is not empty" in onto.stderr


STORED = """
from django.utils import timezone
from kaohe.office.files.models import StoredFile
StoredFile.objects.create(sha256="a" * 64, size=7, media_type="application/pdf", at=timezone.now())
"""


def test_a_backup_tells_of_files_that_rows_name_and_the_disk_lacks(opened, tmp_path):
    opened.python(STORED)
    done = opened.kaohe("backup", str(tmp_path / "a.tar"))
    assert done.returncode == 1
    assert "a" * 64 in done.stderr and "isn't on the disk" in done.stderr
    assert (tmp_path / "a.tar").exists()


@pytest.mark.parametrize("line", ["backup x.tar", "journal verify", "journal export x.jsonl"])
def test_without_an_office_nothing_is_made(tmp_path, capsys, line):
    home = tmp_path / "none"
    assert run([*line.split(), "--home", str(home)], {}) == 2
    assert "there is no office here" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.parametrize("line", ["serve", "work", "backup x.tar", "restore x.tar", "journal verify"])
def test_without_the_extra_it_is_said_what_to_install(monkeypatch, capsys, line):
    monkeypatch.setattr(offices_of_the_line, "_NEEDED", ("django", "not_installed_here"))
    assert run(line.split(), {}) == 2
    assert "(not_installed_here missing); run: pip install 'kaohe[office]'" in capsys.readouterr().err
