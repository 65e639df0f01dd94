"""What a person does at a page, in a word: opens, fills, types, pastes, presses, sees, shows."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, Request, expect

from kaohe.messages import sentence
from tests.browser.looking import axe

MOST = 1000
"""The height that a picture may have, in pixels."""


class Person:
    """Somebody at their browser. Names of fields, buttons and links are those that they read."""

    def __init__(self, page: Page):
        self.page = page
        page.set_default_timeout(10_000)
        page.on("request", self._remember)
        self.sent: Request | None = None
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def follows(self, *names: str, within: Locator | None = None) -> None:
        """Click one link after another."""
        for name in names:
            (within or self.page).get_by_role("link", name=name).first.click()

    def presses(self, name: str, within: Locator | None = None, sure: bool = False) -> None:
        """Press a button; where the page asks whether one is sure, say yes."""
        if sure:
            self.page.wait_for_load_state()  # until then no script is there to ask
        (within or self.page).get_by_role("button", name=name).first.click()
        if sure:
            self.page.locator("#ask [value=yes]").click()

    def _remember(self, request: Request) -> None:
        if request.method == "POST":
            self.sent = request

    def sends_again(self) -> None:
        """The last form, as it was: an impatient second click, or a network that sends twice."""
        assert self.sent is not None
        data, kind = self.sent.post_data_buffer, self.sent.headers["content-type"]
        headers = {"content-type": kind, "referer": self.page.url}
        answer = self.page.request.post(self.sent.url, data=data, headers=headers)
        assert answer.status < 500, answer.status

    def takes(self, step: str, fields: Mapping[str, str] | None = None) -> None:
        """A step of a case, with the words that it asks for."""
        steps = self.page.locator("ul.steps > li")
        part = steps.filter(has=self.page.locator("h3", has_text=step)).first
        self.fills(fields or {}, within=part)
        self.presses(step, within=part)

    def is_refused(self, step: str) -> None:
        """A step of the open case that is somebody else's: no button for it, and its form is turned away."""
        action = f"steps/{step}"
        assert self.page.locator(f"form[action$='{action}']").count() == 0
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
        form = {
            "csrfmiddlewaretoken": token,
            "note": "越权（模拟）",
            "text": "越权（模拟）",
            "key": "refused-anyhow",
        }
        sent_to = f"{self.page.url.split('#')[0]}{action}"
        answer = self.page.request.post(sent_to, form=form, headers={"referer": self.page.url})
        assert answer.status == 403, answer.status

    def fills(self, fields: Mapping[str, str], within: Locator | None = None) -> None:
        """Fill fields by their labels."""
        for name, text in fields.items():
            self.field(name, within).fill(text)

    def field(self, name: str, within: Locator | None = None) -> Locator:
        """By its label, with or without the word that says it may stay empty."""
        label = re.compile(rf"^\s*{re.escape(name)}\s*({sentence('web.optional', 'zh')})?\s*$")
        return (within or self.page).get_by_label(label).first

    def gives(self, name: str, file: Path) -> None:
        """Choose a file in the field of that label."""
        self.field(name).set_input_files(file)

    def picks(self, name: str, within: Locator | None = None) -> None:
        """Tick a box, or one of several answers."""
        self.field(name, within).check()

    def unfolds(self, name: str, within: Locator | None = None) -> Locator:
        """What is folded under a name, opened."""
        folded = (within or self.page.locator("main")).locator("details")
        found = folded.filter(has=self.page.locator("summary", has_text=name)).first
        found.locator("summary").click()
        return found

    def chooses(self, name: str, text: str) -> None:
        self.field(name).select_option(label=text)

    def option(self, name: str, part: str) -> str:
        """The value of the choice of a field whose words hold the part."""
        return self.field(name).locator("option", has_text=part).first.get_attribute("value")

    def sees(self, *texts: str) -> None:
        """All of it is on the page, or comes."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def row(self, *texts: str) -> Locator:
        """The row of a table that holds the texts."""
        found = self.page.locator("main tbody tr")
        for text in texts:
            found = found.filter(has_text=text)
        return found.first

    def types(self, item: str, text: str) -> None:
        """Into the field of the grid that has the focus or gets it; Enter goes on to the next."""
        self.page.focus(f"#cell-{item}")
        self.page.wait_for_load_state()  # until then Enter would send the form
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def value(self, item: str) -> str:
        return self.page.input_value(f"#cell-{item}")

    def pastes(self, text: str) -> None:
        """From the clipboard, where the focus is."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")

    def waits(self, item: str, state: str = "saved") -> None:
        """Until the grid says of a cell that it is saved, or what else."""
        self.page.wait_for_selector(f'#row-{item}[data-state="{state}"]')

    def attaches(self, item: str, file: Path) -> None:
        """A file to a cell of the grid."""
        place = self.page.locator(f"#evidence-{item}")
        place.locator("summary").click()
        place.locator("input[type=file]").set_input_files(file)
        place.get_by_role("button").last.click()
        expect(place).to_contain_text(file.name)

    def names(self, people: Mapping[str, str]) -> None:
        """Who is responsible for the report."""
        for who, name in people.items():
            self.page.fill(f"#{who}", name)

    def replies(self, item: str, text: str) -> None:
        self.page.fill(f"#reply-{item}", text)
        self.page.locator(f"#state-{item}").get_by_role("button").last.click()

    def says(self, item: str, what: str, quick: str = "", reason: str = "") -> None:
        """A reviewer's word on a figure, with a usual reason, an own one, or none."""
        row = self.page.locator("table.review tbody tr").filter(has_text=item).first
        if reason or quick:
            form = row.locator("form").first.locator("details")
            if form.get_attribute("open") is None:
                form.locator("summary").click()
            if quick:
                row.locator("select").select_option(label=quick)
            row.locator("textarea").first.fill(reason)
        with self.page.expect_response(lambda answer: "/cells/" in answer.url):
            self.presses(what, within=row)

    def accepts_all(self) -> None:
        """The clean cells at once, then those that are flagged one by one."""
        self.presses("接受全部无疑问项", sure=True)
        self.follows("待审核")
        for row in self.page.locator("main table.review tbody tr").all_inner_texts():
            self.says(row.split()[0], "接受")

    def downloads(self, link: str, to: Path, within: Locator | None = None) -> Path:
        with self.page.expect_download() as found:
            (within or self.page).get_by_role("link", name=link).first.click()
        file = to / found.value.suggested_filename
        found.value.save_as(file)
        return file

    def table(self) -> list[list[str]]:
        """The words of the cells of the page's first table, row by row."""
        rows = self.page.locator("main table").first.locator("tbody tr").all()
        return [row.locator("th, td").all_inner_texts() for row in rows]

    def places(self) -> list[tuple[str, ...]]:
        """Place, zone and score, as a page of standings has them."""
        return [tuple(row[:3]) for row in self.table()]

    def shows(self, name: str = "", top: str = "html") -> None:
        """No barrier on the page; with a name a picture of it from `top` on, where pictures are asked for."""
        axe(self.page)
        folder = os.environ.get("KAOHE_SCREENSHOTS")
        if not folder or not name:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        self.page.watch.expected.append("Applying inline style")  # of the one that takes the picture
        above = "part => Math.max(0, part.getBoundingClientRect().top + scrollY - 16)"
        start = self.page.locator(top).first.evaluate(above)
        height = min(MOST, self.page.evaluate("document.documentElement.scrollHeight") - start)
        self.page.screenshot(
            path=Path(folder) / f"{name}.jpg",
            type="jpeg",
            quality=60,
            full_page=True,
            clip={"x": 0, "y": start, "width": self.page.viewport_size["width"], "height": height},
            animations="disabled",
        )
