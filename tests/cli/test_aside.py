"""Two things at once: both are done, and what goes wrong in either is raised here."""

import os
from pathlib import Path

import pytest

from kaohe.cli.aside import side_by_side


def nothing() -> None:
    pass


def fails() -> None:
    raise ValueError("of the task")


def test_both_are_done(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    side_by_side(one.touch, other.touch)
    assert one.exists() and other.exists()


@pytest.mark.parametrize(("aside", "here"), [(fails, nothing), (nothing, fails), (fails, fails)])
def test_what_goes_wrong_is_raised(aside, here) -> None:
    with pytest.raises(ValueError, match="of the task"):
        side_by_side(aside, here)


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core only: nothing is done aside there")
def test_a_process_that_dies_is_made_good(tmp_path: Path) -> None:
    """As if the system had killed it half-way: the first try, in the child, ends without a word."""
    tries = tmp_path / "tries"

    def dies_once() -> None:
        first = not tries.exists()
        with tries.open("a") as stream:
            stream.write("x")
        if first:
            raise SystemExit(9)

    side_by_side(dies_once, nothing)
    assert tries.read_text() == "xx"
