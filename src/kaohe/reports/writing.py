"""From a page to one html file with everything inside."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kaohe.explanations import Result, Voice, result_of
from kaohe.messages import Lang
from kaohe.reports.page import page_of
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
    page = page_of(voice, known, previous, generated, made_up, hashes or {})
    template = environment().get_template("report.html")
    html = template.render(
        page=page, say=cache(voice.say), css=file_text("report.css"), js=file_text("report.js")
    )
    if isinstance(path_or_file, Path | str):
        Path(path_or_file).write_text(html, encoding="utf-8", newline="\n")
    else:
        path_or_file.write(html)


@cache
def environment() -> Environment:
    """Where the templates of all pages come from."""
    environment = Environment(
        loader=PackageLoader("kaohe.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # a template is compiled once and used once a run
    )
    environment.filters["css_string"] = css_string
    environment.filters["digest"] = digest
    return environment


@cache
def file_text(name: str) -> Markup:
    """A file beside the templates, to be put into a page as it is."""
    return Markup(resources.files("kaohe.reports").joinpath("templates", name).read_text(encoding="utf-8"))


def digest(script: str) -> str:
    """How a content policy names the only script that may run."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def css_string(words: str) -> Markup:
    """A string of CSS that no words can break out of: everything but letters and digits by its number."""
    return Markup('"' + "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in words) + '"')
