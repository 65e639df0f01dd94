"""What people do off the stage, by the very actions that the pages call."""

from itertools import count
from types import SimpleNamespace

from kaohe.office.accounts.actors import Actor
from kaohe.office.reporting.actions.drafting import Typed, save_cells
from kaohe.office.reporting.actions.reviewing import Word, decide, pass_on
from kaohe.office.reporting.actions.submitting import submit
from kaohe.office.reporting.queries.schemes import asked_of

REPORTED = {
    "zj": ("zj", ["5480000", "3120000", "655000", "1375000", "33500", "112000", "71"]),
    "广州市": ("guangzhou", ["310000000"]),
    "湛江市": ("zhanjiang", ["41000000"]),
}
NAMED = {"principal": "张静", "statistician": "罗兰", "filler": "邓平"}
_keys = count()


def hands_in(province: SimpleNamespace, code: str) -> None:
    """A report filled and handed in at once; notes say where the figures come from."""
    who, values = REPORTED[code]
    report, actor = province.report(code), province.actor(who)
    cells = [Typed(item, value, "统计年报", 0) for item, value in zip(asked_of(report), values, strict=True)]
    saved = save_cells(actor=actor, report=report, cells=cells, key=_key())
    assert not saved.problems, saved.problems
    submit(actor=actor, report=report, people=NAMED, seen=0, key=_key())


def accepts_all(province: SimpleNamespace, code: str) -> None:
    """Every figure accepted and the report passed on, by its city first where it goes there."""
    if not province.report(code).table:
        _accepts(province.actor("zhanjiang"), province.report(code), "city")
    _accepts(province.actor("officer"), province.report(code), "province")


def _accepts(actor: Actor, report, level: str) -> None:
    words = [Word(item, "accept") for item in asked_of(report)]
    decide(actor=actor, report=report, level=level, words=words, seen=1, key=_key())
    pass_on(actor=actor, report=report, level=level, seen=1, key=_key())


def _key() -> str:
    return f"off-stage-{next(_keys)}"
