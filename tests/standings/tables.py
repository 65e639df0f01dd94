"""Small csv files for the tests of this room."""

import pytest

from kaohe.messages import Refused
from kaohe.standings import read_table


def table(folder, text, name="places.csv", encoding="utf-8"):
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return read_table(file)


def problems(ask):
    """(line, code) of everything that is refused."""
    with pytest.raises(Refused) as refused:
        ask()
    found = refused.value.problems
    assert all(problem.place.file for problem in found)
    assert all(problem.text("zh") != problem.text("en") for problem in found)
    return [(problem.place.line, problem.code) for problem in found]
