"""Where results of scorings lie: folders under HOME/scorings, whole, read-only, named by their hash."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings

from kaohe.archive.outputs import MARK
from kaohe.messages import Place, Refused
from kaohe.office.assessment.models import Scoring


def scorings_folder() -> Path:
    """Where all of them lie."""
    return Path(settings.HOME) / "scorings"


def folder_of(scoring: Scoring) -> Path:
    """The results of a scoring. Raises `Refused` where its manifest is gone or isn't what the row says."""
    folder = scorings_folder() / scoring.folder
    mark = folder / MARK
    content = mark.read_bytes() if scoring.folder and mark.is_file() else b""
    if sha256(content).hexdigest() != scoring.content_hash:
        raise Refused.because("archive.file_changed", Place(str(mark)))
    return folder
