"""How long 230 letters with docx and PDF take, beside a floor of one bare Typst page for each.

python bench/letters.py [--json] [--letters N]
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kaohe.letters import (
    Letter,
    document_number,
    faces,
    fill,
    letter_kinds,
    letter_template,
    render_many,
    sample_values,
)
from kaohe.letters.fonts import library

BARE = b'#set text(font: "Noto Serif SC")\n'


def main() -> None:
    """Measure the letters and the floor once each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--letters", type=int, default=230)
    asked = parser.parse_args()
    letters = [letter(number) for number in range(asked.letters)]
    seconds = timed(lambda: sum(len(each.docx) + len(each.pdf) for each in render_many(letters, faces())))
    floor = timed(lambda: bare(asked.letters))
    result = {"letters": asked.letters, "seconds": seconds, "floor": floor, "ratio": seconds / floor}
    if asked.json:
        print(json.dumps(result, indent=2))
    else:
        print("{letters} letters: {seconds:.1f} s, floor {floor:.2f} s, ratio {ratio:.1f}".format(**result))


def letter(number: int) -> Letter:
    """The sample of one kind after another, each with a number of its own and a ledger of some length."""
    kinds = letter_kinds()
    draft = fill(template := letter_template(kinds[number % len(kinds)]), sample_values(template))
    own = document_number("粤商务", 2016, number + 1)
    return replace(draft, number=own, dated=date(2016, 9, 5), body=draft.body * (1 + number % 3))


def bare(count: int) -> None:
    """As many Typst pages that hold their number and nothing else."""
    import typst  # noqa: PLC0415  the floor knows of nothing of ours

    compiler = typst.Compiler(font_paths=library(faces().folders, True))
    for number in range(count):
        compiler.compile(BARE + str(number).encode(), format="pdf")


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
