"""Deadline day: every zone saves its cells and hands in at once, beside a page of one committed insert.

Server and load stand on the same cores; each phase is bounded. Prints requests a second, median and 95th
percentile of both, errors, and the ratio.

    python -m tests.load.deadline_day [--zones 219] [--at-once 200] [--cells 20] [--seconds 20] [--json]
"""

import argparse
import json
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
Timed = tuple[float, int]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--zones", type=int, default=219)
    parser.add_argument("--at-once", type=int, default=200)
    parser.add_argument("--cells", type=int, default=20, help="cells saved one by one; the rest in one paste")
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
    with ThreadPoolExecutor(8) as pool:
        people = list(pool.map(lambda report: Client(port, report, PASSWORD), reports))
    inserts = _phase(people, asked.at_once, lambda client: _inserting(client, asked.seconds))
    figures = cohort().years[1]
    cells = dict(zip(figures.items, figures.values.T.tolist(), strict=True))
    rows = {client.report: place for place, client in enumerate(people)}

    def report(client: Client) -> Iterable[Timed]:
        row = {item: f"{column[rows[client.report]]:.15g}" for item, column in cells.items()}
        typed = {item: "" if text == "nan" else text for item, text in row.items()}
        singly, rest = list(typed.items())[: asked.cells], dict(list(typed.items())[asked.cells :])
        yield from (client.save(dict([cell])) for cell in singly)
        yield client.save(rest)
        yield client.submit()

    return {"insert": inserts, "report": _phase(people, asked.at_once, report)}


def _inserting(client: Client, seconds: float) -> Iterable[Timed]:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        yield client.insert()


def _phase(people: list[Client], at_once: int, work: Callable[[Client], Iterable[Timed]]) -> dict[str, float]:
    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        found = [each for timed in pool.map(lambda client: list(work(client)), people) for each in timed]
    seconds, times = time.perf_counter() - start, [seconds for seconds, _ in found]
    return {
        "requests": len(found),
        "a_second": len(found) / seconds,
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "errors": sum(1 for _, status in found if status not in (200, 302)),
        "refused": sum(1 for _, status in found if status in (409, 422)),
    }


def told(result: dict[str, Any]) -> str:
    line = "{name}: {requests} requests, {a_second:.0f} a second, "
    line += "p50 {p50:.3f} s, p95 {p95:.3f} s, {errors} errors, {refused} of them refusals"
    lines = [line.format(name=name, **each) for name, each in result.items()]
    ratio = result["report"]["p95"] / result["insert"]["p95"]
    return "\n".join([*lines, f"p95 of saving and handing in beside one insert: {ratio:.1f}"])


if __name__ == "__main__":
    main()
