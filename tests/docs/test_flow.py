"""The way from command to standings is the one that the page names, and never leaves the files it names."""

import re
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from types import FrameType

import pytest

import kaohe
from kaohe.cli.app import run
from tests.docs.pages import DOCS, blocks, tables

PAGE = DOCS / "explanation" / "how-a-year-flows.md"
SOURCE = Path(kaohe.__file__).parent
Step = tuple[str, str]
"""File and function."""


def named() -> list[Step]:
    rows = next(body for heads, body in tables(PAGE) if heads[:3] == ["step", "file", "function"])
    return [(file.strip("`"), function.strip("`")) for _, file, function, _ in rows]


def place(frame: FrameType | None) -> Step | None:
    """Where a frame of ours stands; None for one of others."""
    if frame is None or not frame.f_code.co_filename.startswith(f"{SOURCE}/"):
        return None
    return Path(frame.f_code.co_filename).relative_to(SOURCE).as_posix(), frame.f_code.co_name


@contextmanager
def traced(calls: list[tuple[Step, Step | None]]) -> Iterator[None]:
    """Notes every call of a function of ours, and of which file of ours it was called from."""

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and (here := place(frame)):
            calls.append((here, place(frame.f_back)))

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


@pytest.fixture(scope="module")
def calls(tmp_path_factory) -> list[tuple[Step, Step | None]]:
    """What one run of `assess` calls, each function at its first call."""
    folder = tmp_path_factory.mktemp("flow")
    for block in blocks(DOCS / "tutorial.md"):
        if block.title:
            (folder / block.title).write_text(block.text, encoding="utf-8")
    found: list[tuple[Step, Step | None]] = []
    line = [
        "assess",
        "parks.csv",
        "--scheme",
        "parks.yaml",
        "--year",
        "2024",
        "--out",
        "out",
        "--only",
        "csv",
    ]
    with chdir(folder), traced(found):
        assert run(line, {}) == 0
    assert (folder / "out" / "standings.csv").is_file()
    return list({step: (step, caller) for step, caller in reversed(found)}.values())[::-1]


def test_the_way_takes_at_most_seven_files():
    assert 3 <= len({file for file, _ in named()}) <= 7


def test_the_functions_are_called_in_the_order_of_the_page(calls):
    order = [step for step, _ in calls]
    assert [step for step in named() if step not in order] == [], "never called"
    assert sorted(named(), key=order.index) == named()


def test_each_is_called_from_a_file_of_the_page(calls):
    files = {file for file, _ in named()}
    callers = dict(calls)
    strangers = {step: callers[step] for step in named()[1:] if (callers[step] or ("", ""))[0] not in files}
    assert not strangers


def test_whatever_leads_from_the_command_to_the_places_is_on_the_page(calls):
    """From the writing of places back to the command: no other file of ours stands between."""
    callers = dict(calls)
    step: Step | None = named()[-1]
    way: list[str] = []
    while step is not None and step != named()[0]:
        way.append(step[0])
        step = callers.get(step)
    assert step == named()[0]
    assert set(way) <= {file for file, _ in named()}


def test_the_rooms_of_the_house_are_those_of_the_readme():
    rooms = {folder.name for folder in SOURCE.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    for readme in ("README.md", "README.zh-CN.md"):
        text = (DOCS.parent / readme).read_text(encoding="utf-8")
        rows = next(body for heads, body in tables(DOCS.parent / readme) if heads[0] in ("room", "屋子"))
        assert {room for row in rows for room in re.findall(r"`(\w+)`", row[0])} == rooms, text[:20]
