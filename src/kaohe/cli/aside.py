"""Two independent things to write, on two cores where the system has them."""

import os
import sys
import warnings
from collections.abc import Callable


def side_by_side(aside: Callable[[], None], here: Callable[[], None]) -> None:
    """Do both, `aside` in a forked process where the system is Linux, else one after the other.

    `aside` may leave files behind, nothing else. Where its process fails it is done again here, so that
    whatever was wrong is raised here too.
    """
    child = _forked(aside)
    try:
        here()
    finally:
        done = child is not None and os.waitpid(child, 0)[1] == 0
    if not done:
        aside()


def _forked(task: Callable[[], None]) -> int | None:
    """The id of a process that does the task and ends, or None where there can't be one."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return None
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads at fork: the task uses none
        child = os.fork()
    if child:
        return child
    try:
        task()
    except BaseException:  # said by the parent, which does the task again
        os._exit(1)
    os._exit(0)
