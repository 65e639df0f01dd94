"""Offices run by the command line, in processes of their own, on the database of the test run."""

import os
import signal
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import psycopg

from kaohe.cli.demo_office import COMMAND

_ROOT = Path(__file__).parents[1]


@dataclass
class Office:
    """A home, and the environment of its commands."""

    home: Path
    environ: dict[str, str] = field(default_factory=dict)

    def kaohe(self, *words: str, **options) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return self._run("-c", COMMAND, *words, **options)

    def python(self, text: str, **options) -> str:
        """What a few lines print that run with Django set up for this office."""
        lines = f"import django; django.setup()\n{text}"
        done = self._run("-c", lines, **options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def started(self, *words: str, **options) -> "subprocess.Popen[str]":
        """A command that goes on, in a process group of its own; stderr comes with stdout."""
        return self._going_on("-c", COMMAND, *words, **options)

    def running(self, module: str, *words: str) -> "subprocess.Popen[str]":
        """A module of the tests that goes on, with this office's environment."""
        return self._going_on("-m", module, *words)

    def _going_on(self, *words: str, **options) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *words],
            env=self._environ(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )

    @contextmanager
    def writing(self, text: str) -> Iterator[None]:
        """Lines of Python that run at the same time; they are at work when this is entered."""
        lines = f"import django; django.setup()\nprint(flush=True)\n{text}"
        line = [sys.executable, "-c", lines]
        with subprocess.Popen(line, env=self._environ(), text=True, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            yield
            assert writer.wait() == 0

    @contextmanager
    def served(self, **options) -> Iterator["Served"]:
        """The office while it is served, from the first line that says so."""
        with Served(self, **options) as served:
            yield served

    def _run(self, *words: str, **options) -> "subprocess.CompletedProcess[str]":
        line = [sys.executable, *words]
        return subprocess.run(
            line, env=self._environ(), text=True, capture_output=True, check=False, **options
        )

    def _environ(self) -> dict[str, str]:
        ours = {
            "PYTHONPATH": f"{_ROOT / 'src'}:{_ROOT}",
            "PATH": os.environ["PATH"],
            "KAOHE_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "kaohe.web.settings",
            "LC_ALL": "C.UTF-8",
        }
        return ours | self.environ


class Served:
    """A running `kaohe serve`; `lines` is what it said until it was open, `log` what it said since."""

    def __init__(self, office: Office, **options):
        self.port = _free_port()
        self.process = office.started("serve", "--port", str(self.port), **options)
        self.lines: list[str] = []
        self.log: list[str] = []
        self._reader = Thread(target=self._read, daemon=True)  # a full pipe would stop the server

    def __enter__(self) -> "Served":
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if "Ctrl-C" in line:
                self._reader.start()
                return self
        raise AssertionError("".join(self.lines))

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """As the system kills: at once, workers too."""
        with suppress(ProcessLookupError):  # it was stopped before
            os.killpg(self.process.pid, signal.SIGKILL)
        self._ended()

    def stop(self, number: int) -> tuple[int, str]:
        """Exit code after a signal to the process alone, and what it said since it was open."""
        self.process.send_signal(number)
        return self._ended(), "".join(self.log)

    def _ended(self) -> int:
        code = self.process.wait(timeout=60)
        self._reader.join(timeout=60)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    def _read(self) -> None:
        assert self.process.stdout
        self.log.extend(self.process.stdout)


def office(folder: Path, **environ: str) -> Office:
    """A new office under a folder, with a new database where the tests run on PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    return Office(folder / "home", environ | ({"DATABASE_URL": new_database(url)} if url else {}))


def new_database(url: str) -> str:
    """The address of a new, empty database on a server."""
    name = f"office_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
