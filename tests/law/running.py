"""Clocks as the table of hand-checked deadlines writes them: `15d roll`, `5w`, `1m`, `set 2018-06-16`."""

from datetime import date

from kaohe.law import Citation, Extension, Pause, Period, Running

SOME_SENTENCE = Citation(
    instrument="guangdong-2016", chapter="二", clause="四", sentence=2, quote="由省商务厅进行书面提醒。"
)
UNITS = {"d": ("days", "calendar"), "w": ("days", "working"), "m": ("months", "calendar")}


def period(text):
    number, *rest = text.split()
    measure, counting = UNITS[number[-1]]
    fields = {measure: int(number[:-1]), "counting": counting}
    return Period(**fields, rolls=SOME_SENTENCE if rest == ["roll"] else None)


def running(row):
    whole = row["period"]
    is_set = whole.startswith("set ")
    return Running(
        date.fromisoformat(row["start"]),
        None if is_set else period(whole),
        day(whole.removeprefix("set ")) if is_set else None,
        tuple(pause(text) for text in row["pauses"].split(";") if text),
        tuple(extension(text) for text in row["extensions"].split(";") if text),
    )


def pause(text):
    since, _, until = text.partition("..")
    return Pause(day(since), day(until))


def extension(text):
    if text.startswith("until "):
        return Extension(until=day(text.removeprefix("until ")))
    return Extension(period(text))


def day(text):
    return date.fromisoformat(text) if text else None
