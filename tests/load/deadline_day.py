"""Deadline day: every zone saves its cells and hands in at once, beside a page of one committed insert.

The mix of a zone: all its cells one by one, as the grid saves a cell when it is left; then the outlook that
the grid asks for after the last save; then the page of handing in, and handing in. Nobody pauses: 200 people
send their next request when the last is answered. Saves and handing-ins are timed, together and apart; the
two pages that are only read load the server too, untimed. Beside it as many people ask for the page that
inserts.

Server and load stand on the same cores; each phase is bounded. Prints requests a second, median and 95th
percentile of both, errors, and the ratio.

    python -m tests.load.deadline_day [--zones 219] [--at-once 200] [--cells 1] [--seconds 20] [--json]
"""

import argparse
import json
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kaohe.samples import cohort
from tests.load.client import Client
from tests.offices import office

PASSWORD = "kaohe-demo-2018"  # of kaohe.web.operations.demo_people, which needs a set-up Django

PREPARE = """
from pathlib import Path
from django.conf import settings
from kaohe.web.operations.setting_up import prepared
with prepared(Path(settings.HOME)):
    pass
"""
Timed = tuple[str, float, int]
"""What was asked, seconds, status."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--zones", type=int, default=219)
    parser.add_argument("--at-once", type=int, default=200)
    parser.add_argument("--cells", type=int, default=1, help="cells of one save")
    parser.add_argument("--seconds", type=float, default=20, help="of the page that inserts")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder), DJANGO_SETTINGS_MODULE="tests.load.settings")
        made.python(PREPARE)
        reports = made.python(Path(__file__).with_name("people.py").read_text(encoding="utf-8")).split()
        with made.served() as served:
            result = measured(served.port, [int(each) for each in reports[: asked.zones]], asked)
    print(json.dumps(result, indent=2) if asked.json else told(result))


def measured(port: int, reports: list[int], asked: argparse.Namespace) -> dict[str, Any]:
    """Both phases, with as many people at once."""
    with ThreadPoolExecutor(
        2
    ) as pool:  # signing in isn't measured, and allauth counts tries under one lock an address
        people = list(pool.map(lambda report: Client(port, report, PASSWORD), reports))
    end = time.perf_counter() + asked.seconds
    inserts = _phase(people, asked.at_once, lambda client: _inserting(client, end))
    rows = dict(zip(people, _typed(), strict=False))
    days = _phase(people, asked.at_once, lambda client: _deadline_day(client, rows[client], asked.cells))
    return {
        "insert": inserts["insert"],
        "saving": days["save"],
        "handing in": days["hand in"],
        "both": days[""],
    }


def _typed() -> Iterable[dict[str, str]]:
    """What each zone types into its cells."""
    figures = cohort().years[1]
    for row in figures.values.tolist():
        yield {
            item: "" if math.isnan(value) else f"{value:.15g}"
            for item, value in zip(figures.items, row, strict=True)
        }


def _inserting(client: Client, end: float) -> Iterable[Timed]:
    while time.perf_counter() < end:
        yield "insert", *client.insert()


def _deadline_day(client: Client, cells: dict[str, str], at_once: int) -> Iterable[Timed]:
    for some in _batches(cells, at_once):
        yield "save", *client.save(some)
    client.look()
    yield "hand in", *client.submit()


def _batches(cells: dict[str, str], size: int) -> Iterable[dict[str, str]]:
    items = list(cells.items())
    return (dict(items[start : start + size]) for start in range(0, len(items), size))


def _phase(
    people: list[Client], at_once: int, work: Callable[[Client], Iterable[Timed]]
) -> dict[str, dict[str, float]]:
    """The figures of each kind of request, and under "" of all."""
    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        found = [each for timed in pool.map(lambda client: list(work(client)), people) for each in timed]
    seconds = time.perf_counter() - start
    kinds = {kind: [each for each in found if each[0] == kind] for kind, _, _ in found}
    return {kind: _figures(timed, seconds) for kind, timed in {**kinds, "": found}.items()}


def _figures(timed: list[Timed], seconds: float) -> dict[str, float]:
    times = [taken for _, taken, _ in timed]
    return {
        "requests": len(timed),
        "a_second": len(timed) / seconds,
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "errors": sum(1 for _, _, status in timed if status not in (200, 302)),
        "refused": sum(1 for _, _, status in timed if status in (409, 422)),
    }


def told(result: dict[str, Any]) -> str:
    line = "{name}: {requests} requests, {a_second:.0f} a second, "
    line += "p50 {p50:.3f} s, p95 {p95:.3f} s, {errors} errors, {refused} of them refusals"
    lines = [line.format(name=name, **each) for name, each in result.items()]
    ratio = result["both"]["p95"] / result["insert"]["p95"]
    return "\n".join([*lines, f"p95 of saving and handing in beside one insert: {ratio:.1f}"])


if __name__ == "__main__":
    main()
