"""From a comparison to one html file with everything inside."""

from functools import cache
from pathlib import Path

from kaohe.messages import Lang
from kaohe.reports.comparison import Pages
from kaohe.reports.rendering import environment, template_text
from kaohe.studies.comparing import Comparison
from kaohe.studies.comparing.words import Words


def write_comparison(path: Path, comparison: Comparison, *, lang: Lang, files: tuple[str, str]) -> None:
    """Write the page of a comparison in UTF-8; `files` say where the two results were read."""
    words = Words(comparison, lang)
    style = template_text("report.css") + template_text("comparison.css")
    html = (
        environment()
        .get_template("comparison.html")
        .render(
            page=Pages(words, files).page(), say=cache(words.say), css=style, js=template_text("report.js")
        )
    )
    path.write_text(html, encoding="utf-8", newline="\n")
