"""The page of a robust run as a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import IO

from kaohe.explanations import Voice
from kaohe.explanations.result import is_simulated
from kaohe.messages import Lang
from kaohe.reports.head import head_of
from kaohe.reports.rendering import write_page
from kaohe.reports.robustness.page import page_of
from kaohe.robustness.outcome import Robustness


def write_robustness_report(
    path_or_file: Path | str | IO[str],
    result: Robustness,
    *,
    lang: Lang,
    generated: str | None = None,
    simulated: bool | None = None,
    hashes: Mapping[str, str] | None = None,
) -> None:
    """Write the page of a robust run as one self-contained html file in UTF-8.

    `generated` is the moment to print, `hashes` the SHA-256 of each input by name. Whether the figures are
    simulated is read off their names and status unless said.
    """
    voice = Voice(result.scheme, lang)
    made_up = is_simulated(result.figures) if simulated is None else simulated
    head = head_of(voice, result.figures, generated, made_up, hashes or {})
    styles = ("report.css", "robustness.css")
    write_page(path_or_file, "robustness.html", voice, head, page_of(voice, result), styles)
