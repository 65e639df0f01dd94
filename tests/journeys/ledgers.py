"""A ledger of whatever case, on its open page: due, entered, planned, reported done, signed off."""

from pathlib import Path

from playwright.sync_api import Locator

from tests.journeys.driving import Person


def is_due(person: Person, day: str) -> None:
    """The last day, before anything is ordered."""
    part = person.unfolds("设定截止日期")
    person.fills({"截止日期": day}, within=part)
    person.presses("设定截止日期", within=part)
    person.sees("已设定截止日期。")


def is_entered(person: Person, problem: str, measure: str, owner: str) -> None:
    """An item; the form of the first one is open already."""
    form = person.page.locator("form[action$='/items']")
    if not form.is_visible():
        person.unfolds("列入事项")
    person.fills({"存在的问题": problem, "措施": measure, "责任单位": owner}, within=form)
    person.presses("列入事项", within=form)
    person.sees("已列入台账。", problem)


def is_planned(person: Person, number: int, measure: str, owner: str, day: str) -> None:
    part = person.unfolds("落实措施", within=_item(person, number))
    person.fills({"措施": measure, "责任单位": owner, "截止日期": day}, within=part)
    person.presses("落实措施", within=part)
    person.sees("已登记。", measure)


def is_reported(person: Person, number: int, evidence: Path) -> None:
    """Done, as a file shows."""
    part = person.unfolds("报告完成", within=_item(person, number))
    person.fills({"说明": "已完成，见佐证（模拟）"}, within=part)
    part.locator("input[type=file]").set_input_files(evidence)
    person.presses("报告完成", within=part)
    person.sees("已登记。")


def is_signed_off(person: Person, number: int) -> None:
    part = person.unfolds("销号", within=_item(person, number))
    person.fills({"说明": "现场核查属实（模拟）"}, within=part)
    person.presses("销号", within=part)
    person.sees("已登记。")


def _item(person: Person, number: int) -> Locator:
    return person.page.locator(f"#item-{number}")
