"""Where results of scorings lie: folders under HOME/scorings, whole, read-only, named by their hash."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from kaohe.archive import whole_directory
from kaohe.archive.outputs import MARK
from kaohe.messages import Place, Refused
from kaohe.office.assessment.models import Job


@dataclass(frozen=True, slots=True)
class Written:
    """The folder's name and the hash of its manifest."""

    folder: str
    content_hash: str


def scorings_folder() -> Path:
    """Where all of them lie."""
    return Path(settings.HOME) / "scorings"


def folder_of(job: Job) -> Path:
    """What came of a scoring or an alternative. Raises `Refused` where its manifest is gone or isn't what the
    row says."""
    folder = scorings_folder() / job.folder
    mark = folder / MARK
    content = mark.read_bytes() if job.folder and mark.is_file() else b""
    if sha256(content).hexdigest() != job.content_hash:
        raise Refused.because("archive.file_changed", Place(str(mark)))
    return folder


def write_folder(name: str, fill: Callable[[Path], None]) -> Written:
    """A folder whose name begins with `name`; `fill` writes its files and manifest, and it appears when they
    are complete. What a killed run left of it is removed."""
    writing = scorings_folder() / ".writing"
    for left in writing.glob(f".{name}.half-*"):
        shutil.rmtree(left)
    with whole_directory(writing / name) as folder:
        fill(folder)
    return _settled(writing / name, scorings_folder())


def _settled(written: Path, home: Path) -> Written:
    """Give the folder the name that its content has; what lies there under that name is the same."""
    content = sha256((written / MARK).read_bytes()).hexdigest()
    final = home / f"{written.name}-{content[:12]}"
    if final.exists():
        shutil.rmtree(written)
        return Written(final.name, content)
    for file in filter(Path.is_file, written.rglob("*")):
        file.chmod(0o444)
    written.rename(final)
    return Written(final.name, content)
