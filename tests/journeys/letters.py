"""A letter: drafted from a case, filled in, checked by another, countersigned, signed, numbered, made."""

import io
import os
from pathlib import Path

import pdfplumber

from tests.journeys.driving import Person
from tests.journeys.ranked import Ranked

CONTACT = {"联系人": "李敏（模拟）", "联系电话": "020-00000000"}


def drafted(officer: Person, kind: str, fields: dict[str, str]) -> None:
    """From the open page of a case; what the case knows is filled in already."""
    officer.presses(f"拟稿：{kind}")
    officer.sees("已拟稿", "办理过程", "文稿")
    officer.sends_again()
    officer.follows("填写内容")
    officer.fills(fields)
    officer.presses("保存")
    officer.sees("已保存。")


def issued(officer: Person, checker: Person, head: Person, about: str, joint: Person | None = None) -> None:
    """Two people at least, and each department that signs with them; the number comes with the signature."""
    officer.presses("送核稿")
    officer.sees("送核稿 ·")
    on_desk(checker, "checking", about)
    checker.presses("核稿通过")
    checker.sees("核稿通过 ·")
    if joint:
        on_desk(joint, "cosigning", about)
        joint.shows()
        joint.presses("会签同意")
        joint.sees("会签同意 ·")
    on_desk(head, "signing", about)
    head.presses("签发", sure=True)
    head.sees("签发 ·", "〔2026〕")


def on_desk(person: Person, tab: str, about: str) -> None:
    """The paper that lies on somebody's desk, opened: by the zone or city that it is about."""
    person.opens(f"/papers/?tab={tab}")
    person.row(about).get_by_role("link").first.click()
    person.sees("办理过程", "文稿")


def printed(head: Person, ranked: Ranked, name: str = "") -> str:
    """The text of the PDF that the open paper was made into; with a name a picture of its first page."""
    ranked.work()
    head.opens(head.page.url)
    head.sees("看 PDF")
    answer = head.page.request.get(f"{head.page.url}pdf/")
    assert answer.status == 200
    with pdfplumber.open(io.BytesIO(answer.body())) as pdf:
        folder = os.environ.get("KAOHE_SCREENSHOTS")
        if folder and name:
            picture = pdf.pages[0].to_image(resolution=90, antialias=True).original
            picture.convert("RGB").save(Path(folder) / f"{name}.jpg", quality=70)
        return "".join(page.extract_text() or "" for page in pdf.pages)
