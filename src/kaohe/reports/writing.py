"""The report of an assessment as a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import IO

from kaohe.explanations import Result, Voice, result_of
from kaohe.messages import Lang
from kaohe.reports.head import head_of
from kaohe.reports.page import page_of
from kaohe.reports.rendering import write_page
from kaohe.scoring import Scores
from kaohe.standings import Standings


def write_report(
    path_or_file: Path | str | IO[str],
    scores: Scores,
    *,
    lang: Lang,
    generated: str | None = None,
    previous: Standings | None = None,
    result: Result | None = None,
    simulated: bool | None = None,
    hashes: Mapping[str, str] | None = None,
) -> None:
    """Write the report of `scores` as one self-contained html file in UTF-8.

    `generated` is the moment to print, `previous` last year's standings (computed or official), `result` what
    follows from `scores`, where it is already worked out, `hashes` the SHA-256 of each input by name. Whether
    the figures are simulated is read off their names and status unless said.
    """
    voice = Voice(scores.scheme, lang)
    known = result or result_of(scores)
    made_up = known.simulated if simulated is None else simulated
    head = head_of(voice, scores.figures, generated, made_up, hashes or {})
    write_page(path_or_file, "report.html", voice, head, page_of(voice, known, previous))
