"""An office of its own on SQLite, and real processes that work in it and can be killed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_START = """
import os, signal
from datetime import UTC, datetime, timedelta
import django
django.setup()
from django.core.management import call_command
from django.db import connections

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def forked(work, *args):
    "Do the work in a process of its own; its number."
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work(*args)
    except BaseException as error:
        print(repr(error), flush=True)
        os._exit(3)
    os._exit(0)

def ended(child):
    "How a process ended: 0, 3 after an error, -9 when it was killed."
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

call_command("migrate", verbosity=0)
AT = datetime(2026, 3, 2, tzinfo=UTC)
"""


def run(home, script, **env):
    """What a script printed in a new office. It has `forked`, `ended` and `die()`, which is kill -9."""
    known = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "KAOHE_HOME": str(home)}
    known.pop("DATABASE_URL", None)
    known |= {"DJANGO_SETTINGS_MODULE": "kaohe.web.settings", **env}
    done = subprocess.run(
        [sys.executable, "-c", _START + script],
        env=known,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()
