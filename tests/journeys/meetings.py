"""A talk of whatever kind, on its case's open page: set, written of, attended, promised at, minuted."""

from tests.journeys.driving import Person
from tests.journeys.letters import CONTACT, drafted, issued


def is_set(person: Person, at: str, place: str, *, matters: str, materials: str) -> None:
    """When and where, about what; `at` like `2026-03-10 15:00`."""
    part = person.unfolds("确定时间地点")
    fields = {"地点": place, "约谈事项": matters, "请准备的材料": materials}
    person.fills({"时间": at.replace(" ", "T")} | fields, within=part)
    person.presses("确定时间地点", within=part)
    person.sees("约谈的时间地点已确定。", at)


def is_written_of(writer: Person, checker: Person, signer: Person, about: str, *, reply_by: str) -> None:
    """The notice: who is asked to come reads there what the case knows."""
    drafted(writer, "约谈通知书", CONTACT | {"反馈日期": reply_by})
    issued(writer, checker, signer, about)


def is_attended(person: Person, came: dict[str, tuple[str, str, str, str]]) -> None:
    """By office who came: name, post, for whom, and why not they."""
    part = person.unfolds("登记到场")
    labels = ("到场人员", "职务", "代何人到场", "代为到场的原因")
    for office, fields in came.items():
        group = part.get_by_role("group", name=office)
        person.fills(dict(zip(labels, fields, strict=True)), within=group)
    person.presses("登记到场", within=part)
    person.sees("已登记到场。")


def is_promised(person: Person, promise: str, due_on: str) -> None:
    part = person.unfolds("登记承诺")
    person.fills({"承诺事项": promise, "截止日期": due_on}, within=part)
    person.presses("登记承诺", within=part)
    person.sees("承诺已登记。", promise)


def is_minuted(writer: Person, checker: Person, signer: Person, about: str, *, chair: str) -> None:
    said = "通报了考核结果，分析了名次靠后的原因，提出了整改要求（模拟）。"
    drafted(writer, "约谈纪要", {"约谈情况": said, "主持人": chair, "记录人": "李敏（模拟）"})
    issued(writer, checker, signer, about)


def is_kept(person: Person, promise: str, found: str) -> None:
    """Looked at again: what was promised was done."""
    person.fills({"复查情况": found}, within=person.row(promise))
    person.presses("已兑现", within=person.row(promise))
    person.sees("复查情况已登记。")
