"""`kaohe serve --demo`: an office of its own with the simulated cohort, whose sign-ins are printed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kaohe.cli.office import home_of
from kaohe.cli.session import Session
from kaohe.messages import Place, Refused

MARK = "demo"
"""The file in a home that says it is a demo, and whether it is loaded whole."""

LOADING, LOADED = "loading", "loaded"

COMMAND = "import sys; sys.argv[0] = 'kaohe'; from kaohe.cli import main; sys.exit(main())"
"""`kaohe` for a Python that is told it by `-c`, wherever the script lies."""


def demo_home(given: Path | None) -> Path:
    """A home for a demo: new, or one made before. Raises `Refused` for a home that is none.

    What a stopped start left half loaded is made anew.
    """
    home = home_of(given or (None if "KAOHE_HOME" in os.environ else Path("kaohe-demo")))
    mark = home / MARK
    if home.exists() and any(home.iterdir()) and not mark.is_file():
        raise Refused.because("office.not_a_demo", Place(str(home)))
    if not mark.is_file() or mark.read_text(encoding="ascii") != LOADED:
        home.mkdir(parents=True, exist_ok=True)
        for file in home.glob("office.sqlite3*"):
            file.unlink()
        mark.write_text(LOADING, encoding="ascii")
    return home


@contextmanager
def worker(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`kaohe work` beside what is done inside, so that a demo needs one command; it ends with it."""
    line = [sys.executable, "-c", COMMAND, "work", "--home", str(home)]
    with subprocess.Popen(line, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def show_demo(session: Session, home: Path, now: datetime) -> None:
    """Load the cohort where that isn't done yet, and print who can sign in."""
    from kaohe.web.operations.demo import load_demo
    from kaohe.web.operations.demo_people import PASSWORD, sign_ins

    mark = home / MARK
    if mark.read_text(encoding="ascii") != LOADED:
        with session.progress("office.loading_demo", 1) as advance:
            load_demo(now, advance)
        mark.write_text(LOADED, encoding="ascii")
    session.say("office.demo_people", password=PASSWORD)
    rows = [(each.username, each.role_name.of(session.lang), each.office) for each in sign_ins()]
    session.table(["office.user", "office.role", "office.office"], rows)
