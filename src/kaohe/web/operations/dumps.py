"""The database as one file and back, each in its own way."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo

from kaohe.messages import Refused

NAMES = {"sqlite": "office.sqlite3", "postgresql": "postgresql.dump"}
"""The file of each database in an archive; SQLite's is the database itself."""


def dump(file: Path) -> None:
    """The database as of one instant, while others write."""
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", f"--file={file}", f"--dbname={_conninfo()}")
        return
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(file)) as target,
    ):
        source.backup(target)  # in a single step: a writer neither waits nor spoils it


def load(file: Path) -> None:
    """Into a PostgreSQL without tables, all or nothing; SQLite's file is the database itself."""
    if connection.vendor != "postgresql":
        return
    if connection.introspection.table_names():
        raise Refused.because("office.database_not_empty", name=connection.settings_dict["NAME"])
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={_conninfo()}",
        str(file),
    )
    file.unlink()


def _conninfo() -> str:
    """All but the password, which others on the machine could read in the list of processes."""
    told = connection.settings_dict
    named = {"dbname": told["NAME"], "user": told["USER"], "host": told["HOST"], "port": told["PORT"]}
    return make_conninfo(**{name: value for name, value in named.items() if value}, **told["OPTIONS"])


def _run(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise Refused.because("office.no_program", program=program)
    password = connection.settings_dict["PASSWORD"]
    environ = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run([found, *words], env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused.because("office.program_failed", program=program, said=" ".join(done.stderr.split()))
