"""Snapshots kept from the day they were published score again to the byte, whatever has changed since.

One was kept from the published HDI of 2022, one from thirty zones of the simulated cohort under national-2016
(with gaps, last year's figures and host cities). A snapshot is never edited; a change of what it gives
is a change of published results and needs a decision record.
"""

from pathlib import Path

import pytest

from kaohe.archive import read_snapshot, rescore

GOLDEN = sorted(file.parent for file in (Path(__file__).parent / "golden").glob("*/manifest.json"))


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda folder: folder.name)
def test_scores_again_to_the_byte(folder: Path) -> None:
    assert rescore(read_snapshot(folder)) == ()


def test_the_snapshots_are_there() -> None:
    assert [folder.name for folder in GOLDEN] == ["hdi-2022", "national-2016-thirty-zones"]
