"""The places that a proposal would publish: from the folder of its scoring, or from the ministry's file."""

import csv
from functools import lru_cache
from pathlib import Path

from kaohe.messages import Refused
from kaohe.office.assessment.folders import folder_of
from kaohe.office.assessment.models import Publication, Scoring, Standing
from kaohe.office.assessment.official_files import read_upload
from kaohe.office.assessment.queries.places import zones_on
from kaohe.office.files.places import place_of
from kaohe.standings import Standings, read_standings, read_table


def standings_proposed(publication: Publication) -> Standings:
    """Raises `Refused` where the scoring's folder or the file isn't what it was."""
    if publication.scoring is not None:
        return standings_scored(publication.scoring)
    if publication.file is None:
        raise Refused.because("assessment.no_places", title=publication.title)
    file = place_of(publication.file.sha256)
    read = read_upload(file, publication.file_name, publication.extent, publication.proposed_at)
    return next(each for each in read.standings if each.assessment_year == publication.assessment_year)


def standings_scored(scoring: Scoring) -> Standings:
    """The places that a scoring gave; a folder that is as it was written never changes, so they are kept."""
    return _read(str(folder_of(scoring)), scoring.content_hash)


@lru_cache(maxsize=4)
def _read(folder: str, content_hash: str) -> Standings:
    return read_standings(read_table(Path(folder) / "standings.csv"))[0]


def names_scored(scoring: Scoring) -> dict[str, str]:
    """The names of its units by code."""
    with (folder_of(scoring) / "units.csv").open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row["name"] for row in csv.DictReader(file)}


def places_proposed(publication: Publication) -> list[Standing]:
    """The rows to be written when it is approved; made before, so that no lock waits for them."""
    standings = standings_proposed(publication)
    if publication.scoring is not None:
        names = names_scored(publication.scoring)
    else:
        names = {zone.code: zone.name for zone in zones_on(publication.published_on)}
    return [
        Standing(
            publication=publication,
            unit=row.unit,
            name=names.get(row.unit, row.unit),
            scope=row.scope,
            group=row.group,
            score=row.score,
            rank=row.rank,
            of=row.of,
            tied=row.tied,
        )
        for row in standings.rows
    ]
