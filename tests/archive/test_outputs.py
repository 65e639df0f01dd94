import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kaohe.archive.outputs import MARK, swapped, whole_directory, whole_file
from kaohe.messages import Refused


def write_all(folder, words):
    (folder / "inner").mkdir()
    (folder / "inner" / "a.txt").write_text(words)
    (folder / MARK).write_text(words)


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def code_of(refused):
    return refused.value.problems[0].code


def test_a_directory_appears_whole_with_its_parents(tmp_path):
    out = tmp_path / "new" / "out"
    with whole_directory(out) as half:
        write_all(half, "1")
        assert not out.exists()
    assert (out / "inner" / "a.txt").read_text() == "1"
    assert names(out.parent) == ["out"]


def test_an_earlier_output_is_replaced_with_nothing_of_it_left(tmp_path):
    out = tmp_path / "out"
    with whole_directory(out) as half:
        write_all(half, "1")
        (half / "old.txt").touch()
    out.chmod(0o750)
    with whole_directory(out) as half:
        write_all(half, "2")
        assert (out / MARK).read_text() == "1"
    assert names(out) == ["inner", MARK]
    assert (out / MARK).read_text() == "2"
    assert out.stat().st_mode & 0o777 == 0o750
    assert names(tmp_path) == ["out"]


def test_an_empty_directory_is_filled(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with whole_directory(out) as half:
        write_all(half, "1")
    assert (out / MARK).read_text() == "1"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_block_that_fails_leaves_what_was_there(tmp_path, error):
    out = tmp_path / "out"
    with whole_directory(out) as half:
        write_all(half, "1")
    with pytest.raises(error), whole_directory(out) as half:
        write_all(half, "2")
        raise error
    assert (out / MARK).read_text() == "1"
    assert names(tmp_path) == ["out"]


def test_somebody_elses_directory_stays(tmp_path):
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(Refused) as refused, whole_directory(tmp_path):
        raise AssertionError("the block must not run")
    assert code_of(refused) == "outputs.foreign_directory"
    assert (tmp_path / "thesis.doc").read_text() == "years of work"


def test_a_file_is_no_place_for_a_directory_nor_the_other_way_round(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refused, whole_directory(tmp_path / "file"):
        raise AssertionError("the block must not run")
    assert code_of(refused) == "outputs.is_file"
    with pytest.raises(Refused) as refused, whole_file(tmp_path):
        raise AssertionError("the block must not run")
    assert code_of(refused) == "outputs.is_directory"


@pytest.mark.parametrize("out", [".", ".."])
def test_the_directory_one_stands_in_is_not_swapped_away(tmp_path, monkeypatch, out):
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    with pytest.raises(Refused) as refused, whole_directory(Path(out)):
        raise AssertionError("the block must not run")
    assert code_of(refused) == "outputs.is_working_directory"


def test_through_a_link_the_directory_behind_it_is_written(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    with whole_directory(tmp_path / "out") as half:
        write_all(half, "1")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / MARK).read_text() == "1"


def test_a_file_appears_whole_and_keeps_ending_and_mode(tmp_path):
    out = tmp_path / "形式.xlsx"
    out.write_text("old")
    out.chmod(0o640)
    with whole_file(out) as half:
        assert half.suffix == ".xlsx"
        half.write_text("half")
        assert out.read_text() == "old"
        half.write_text("new")
    assert (out.read_text(), out.stat().st_mode & 0o777) == ("new", 0o640)
    assert names(tmp_path) == ["形式.xlsx"]


def test_a_file_that_fails_leaves_what_was_there(tmp_path):
    out = tmp_path / "a.csv"
    with pytest.raises(ZeroDivisionError), whole_file(out) as half:
        half.write_text("half")
        half.write_text(str(1 / 0))
    assert names(tmp_path) == []


WRITE_FOREVER = """
import itertools, sys
from pathlib import Path
from kaohe.archive.outputs import whole_directory, whole_file
out = Path(sys.argv[1])
for run in itertools.count():
    with whole_directory(out / "directory") as half:
        for name in ("manifest.json", "a", "b", "c"):
            (half / name).write_text(f"{run}\\n" * 5000)
            print(name, flush=True)
    print("between", flush=True)
    with whole_file(out / "file") as half:
        half.write_text(f"{run}\\n" * 5000)
        print("written", flush=True)
    print("whole", flush=True)
"""


@pytest.mark.fault
@pytest.mark.parametrize("line", range(7, 7 + int(os.environ.get("KAOHE_KILLS", "6"))))
def test_killed_at_any_moment_outputs_are_whole(tmp_path, line):
    """`kill -9` as soon as the writer has said its n-th line, from the first complete outputs on."""
    command = [sys.executable, "-c", WRITE_FOREVER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        for _ in range(line):
            assert writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    assert len((tmp_path / "file").read_text().splitlines()) == 5000
    files = [(tmp_path / "directory" / name).read_text() for name in (MARK, "a", "b", "c")]
    assert len(set(files)) == 1
    assert len(files[0].splitlines()) == 5000
    visible = {name for name in names(tmp_path) if not name.startswith(".")}
    assert visible == {"directory", "file"}


@pytest.mark.fault
def test_while_an_output_is_replaced_again_and_again_it_is_always_there(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    if not swapped(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system can't swap two directories in one step")
    command = [sys.executable, "-c", WRITE_FOREVER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        while writer.stdout.readline() != "whole\n":
            pass
        there = [(tmp_path / "directory" / MARK).is_file() for _ in range(20_000)]
        writer.kill()
    assert all(there)
