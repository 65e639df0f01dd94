"""Files of jobs, for saving: reports hold scripts of their own, which don't run in our name."""

from pathlib import Path

from django.http import FileResponse

from kaohe.office.assessment.folders import folder_of
from kaohe.office.assessment.models import Job


def for_saving(job: Job, file: str, name: str) -> FileResponse:
    """A file of what came of a job, to be saved under a name."""
    place: Path = folder_of(job) / file
    answer = FileResponse(place.open("rb"), as_attachment=True, filename=name)
    answer["Cache-Control"] = "no-store"
    return answer
