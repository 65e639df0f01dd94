"""Many letters at once, on two processes."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread

from kaohe.letters.content import Letter
from kaohe.letters.fonts import Faces
from kaohe.letters.glyphs import check_characters
from kaohe.letters.rendering import Rendered, render
from kaohe.messages import Place, Problem, Refused

_PROCESSES = 2
_FEW = 16
"""So many letters are done sooner than a second process has started."""


def render_many(
    letters: Sequence[Letter], faces: Faces, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Rendered]:
    """Both files of every letter, in their order; `progress` is called with 1 for each that is done.

    Raises `Refused`, before anything is made, for each character of each letter that no permitted font has.
    """
    problems = [problem for letter in letters for problem in _problems(letter, faces)]
    if problems:
        raise Refused(problems)
    for rendered in _rendered(letters, faces):
        progress(1)
        yield rendered


def _rendered(letters: Sequence[Letter], faces: Faces) -> Iterator[Rendered]:
    if len(letters) <= _FEW:
        yield from (render(letter, faces) for letter in letters)
        return
    # Started afresh: the threads of a PDF made here earlier don't survive a fork.
    context = get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, mp_context=context, initializer=_end_with_parent) as pool:
        yield from pool.map(partial(render, faces=faces), letters, chunksize=4)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever: it holds an end of the queue itself."""
    Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _problems(letter: Letter, faces: Faces) -> Iterator[Problem]:
    try:
        check_characters(letter, faces)
    except Refused as refused:
        where = Place(path=letter.title.replace("\n", ""))
        yield from (replace(problem, place=where) for problem in refused.problems)
