"""From a template to one html file with everything inside."""

import base64
import hashlib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kaohe.explanations import Voice
from kaohe.reports.head import Head


def write_page(
    path_or_file: Path | str | IO[str],
    template: str,
    voice: Voice,
    head: Head,
    page: object,
    styles: tuple[str, ...] = ("report.css",),
) -> None:
    """Write a page as one html file in UTF-8: a template that extends `_shell.html`, and its style sheets."""
    html = (
        environment()
        .get_template(template)
        .render(
            head=head,
            page=page,
            say=cache(voice.say),
            css=Markup("").join(map(template_text, styles)),
            js=template_text("report.js"),
        )
    )
    if isinstance(path_or_file, Path | str):
        Path(path_or_file).write_text(html, encoding="utf-8", newline="\n")
    else:
        path_or_file.write(html)


@cache
def environment() -> Environment:
    """Where templates are found, and how they are filled: everything escaped, nothing undefined."""
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
def template_text(name: str) -> Markup:
    """A file of the templates that goes into a page as it is: its style, its script."""
    return Markup(resources.files("kaohe.reports").joinpath("templates", name).read_text(encoding="utf-8"))


def digest(script: str) -> str:
    """How a content policy names the only script that may run."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def css_string(words: str) -> Markup:
    """A string of CSS that no words can break out of: everything but letters and digits by its number."""
    return Markup('"' + "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in words) + '"')
