"""How long `kaohe assess` takes as a whole process, beside a floor that only reads and writes.

The floor is a Python process that imports numpy and pydantic, reads the same figures as numbers and writes
as many bytes as `assess` wrote. Both are run several times; what is printed is each one's least time, their
ratio, and assess's peak memory.

    python bench/assess.py [--json] [--runs N] [--zones N]
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from cohorts import written

from kaohe.schemes import load_scheme

FLOOR = """
import csv, sys
import numpy, pydantic, yaml
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8")))
table = numpy.array([[float(cell or "nan") for cell in row[-int(sys.argv[4]) :]] for row in rows[1:]])
with open(sys.argv[2], "wb") as out:
    out.write(b"0" * int(sys.argv[3]))
"""

CSV = ["--only", "csv"]


def main() -> None:
    """Measure both sizes that are promised: 219 zones with every output, 20,000 with csv only."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--zones", type=int, help="this many zones with csv only, and nothing else")
    asked = parser.parse_args()
    sizes = [(asked.zones, CSV)] if asked.zones else [(219, []), (20_000, CSV)]
    with tempfile.TemporaryDirectory() as folder:
        results = [measured(Path(folder), zones, extra, asked.runs) for zones, extra in sizes]
    if asked.json:
        print(json.dumps(results, indent=2))
    for result in results if not asked.json else []:
        print("{zones:>6} x 53: {seconds:.2f} s, floor {floor:.2f} s".format(**result), end=", ")
        print("ratio {ratio:.1f}, {peak:.0f} MB".format(**result))


def measured(folder: Path, zones: int, extra: Sequence[str], runs: int) -> dict[str, float]:
    """Seconds of assess and of the floor, their ratio, and the greatest memory of a child so far in MB."""
    figures, previous, cities = written(folder / str(zones), zones)
    out = folder / f"out-{zones}"
    options = ["--scheme", "national-2016", "--previous", previous, "--cities", cities, "--out", out]
    assess = [Path(sys.executable).with_name("kaohe"), "assess", figures, *options, *extra]
    seconds = min(timed(assess) for _ in range(runs))
    written_bytes = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    numbers = len(load_scheme("national-2016").items)
    floor = [sys.executable, "-c", FLOOR, figures, folder / "floor.bin", str(written_bytes), str(numbers)]
    least = min(timed(floor) for _ in range(runs))
    return {"zones": zones, "seconds": seconds, "floor": least, "ratio": seconds / least, "peak": peak}


def timed(command: Sequence[str | Path]) -> float:
    """Seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
