"""Everything that an office keeps, into one archive; and its database back out of one."""

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

import kaohe
from kaohe.messages import Place, Refused
from kaohe.office.journal.heads import read_head
from kaohe.office.journal.verification import Verified, verify
from kaohe.web.operations.archives import Manifest, Writer
from kaohe.web.operations.dumps import NAMES, dump, load

_FOLDERS = ("files", "snapshots", "scorings", "mail")
"""What rows of the database refer to. They only grow, so they are read after it."""
_ON_THE_WAY_IN = "incoming"


def back_up(out: Path, now: datetime) -> int:
    """Write the archive, which appears when it is complete and replaces nothing; returns its bytes."""
    if out.exists():
        raise Refused.because("office.backup_exists", Place(str(out)))
    with tempfile.TemporaryDirectory(dir=out.absolute().parent, prefix=".kaohe-backup-") as folder:
        part, database = Path(folder, "archive"), Path(folder, NAMES[connection.vendor])
        with part.open("xb") as stream, Writer(stream) as archive:
            # Heads before the database: a head must never be ahead of the journal that comes with it.
            for file in (settings.HOME / "secret.key", *_files(settings.HOME / "heads")):
                archive.add(file, file.relative_to(settings.HOME).as_posix())
            dump(database)
            archive.add(database, database.name)
            for name in _FOLDERS:
                for file in _files(settings.HOME / name):
                    archive.add(file, file.relative_to(settings.HOME).as_posix())
            archive.finish(connection.vendor, now.isoformat(), kaohe.__version__)
        os.sync()
        part.chmod(0o600)  # the key of the installation is in it
        try:
            out.hardlink_to(part)
        except FileExistsError:
            raise Refused.because("office.backup_exists", Place(str(out))) from None
        return out.stat().st_size


def bring_back(folder: Path, manifest: Manifest) -> Verified:
    """The database of an unpacked archive, with Django set up for its folder; its journal is verified against
    the heads that came with it. `Refused` where it is of the other kind, or the database not empty."""
    if connection.vendor != manifest.database:
        raise Refused.because(f"office.backup_of_{manifest.database}", Place(str(folder)))
    try:
        load(folder / NAMES[connection.vendor])
        return verify([read_head(file) for file in _files(folder / "heads")])
    finally:
        connections.close_all()  # SQLite's own files beside it go with the last connection


def _files(folder: Path) -> Iterator[Path]:
    """Complete files: what is still being written begins with a dot or lies among what comes in."""
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        passing = any(part.startswith(".") or part == _ON_THE_WAY_IN for part in parts)
        if file.is_file() and not file.is_symlink() and not passing:
            yield file
