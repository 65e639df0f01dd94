"""From a study to one html file with everything inside."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kaohe.explanations import Voice
from kaohe.explanations.studies import Speech
from kaohe.messages import Lang
from kaohe.reports.rendering import environment, template_text
from kaohe.reports.study.page import page_of
from kaohe.studies.study import Study


def write_study_report(
    path: Path | str, study: Study, *, lang: Lang, hashes: Mapping[str, str] | None = None
) -> None:
    """Write the page of `study` as one self-contained html file in UTF-8. Raises OSError.

    `hashes` are the SHA-256 of each input by name.
    """
    voice = Voice(study.scores.scheme, lang)
    page = page_of(voice, Speech(voice, study), study, hashes or {})
    css = template_text("report.css") + template_text("study.css")
    template = environment().get_template("study.html")
    html = template.render(page=page, say=cache(voice.say), css=css)
    Path(path).write_text(html, encoding="utf-8", newline="\n")
