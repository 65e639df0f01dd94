"""What is looked for on a page: barriers, requests to elsewhere, what the policy or a script trips over."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


class Watch:
    """Everything a page did that it should not have, as sentences."""

    def __init__(self, page: Page, server: str):
        self.found: list[str] = []
        self.expected: list[str] = []  # parts of console messages that a test provokes on purpose
        self.server = urlsplit(server).netloc
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.found.append(f"a script failed: {error}"))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != self.server:
            self.found.append(f"a request to another host: {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and not any(part in text for part in self.expected):
            self.found.append(f"the browser says: {text}")


def axe(page: Page) -> None:
    """Fails with a line for each barrier: the rule, where, and what axe says of it."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    lines = [
        f"{rule['id']} ({rule['impact']}): {node['target']}\n    {node['failureSummary']}".replace(
            "\n\n", "\n"
        )
        for rule in found
        for node in rule["nodes"]
    ]
    assert not lines, f"{page.url}\n" + "\n".join(lines)


def shoot(page: Page, name: str, **options: Any) -> None:
    """A picture for whoever asked by KAOHE_SCREENSHOTS=folder; else nothing."""
    folder = os.environ.get("KAOHE_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True, animations="disabled", **options)


def print_out(page: Page, name: str) -> None:
    """The page on A4 as PDF, beside the pictures."""
    folder = os.environ.get("KAOHE_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.pdf(path=Path(folder) / f"{name}.pdf", prefer_css_page_size=True)
