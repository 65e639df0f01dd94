"""How a deadline stands, as a lamp with its words."""

from typing import Any

from django import template
from django.template import Context

from kaohe.messages import codes
from kaohe.office.clocks.queries.due import Due, Lamp
from kaohe.web.templatetags.saying import say

register = template.Library()

COLOURS: dict[Lamp, str] = {
    "overdue": "red",
    "due": "yellow",
    "due_soon": "yellow",
    "running": "green",
    "paused": "grey",
    "unknown": "grey",
    "met": "green",
    "met_late": "yellow",
    "fell_away": "grey",
}


@register.inclusion_tag("parts/lamp.html", takes_context=True)
def due_lamp(context: Context, due: Due) -> dict[str, Any]:
    """The lamp of a deadline, with the days left or passed."""
    words = say(context, f"web_clocks.lamp_{due.lamp}", days=abs(due.days_left or 0))
    return {"lamp": COLOURS[due.lamp], "lamp_words": words}


@register.inclusion_tag("parts/lamp.html", takes_context=True)
def lamp_kind(context: Context, lamp: Lamp) -> dict[str, Any]:
    """The lamp of all deadlines that stand alike."""
    return {"lamp": COLOURS[lamp], "lamp_words": say(context, f"web_clocks.kind_{lamp}")}


@register.simple_tag(takes_context=True)
def event_words(context: Context, event: str) -> str:
    """What a deadline counts from; the event's own code where the catalogue has no words for it."""
    code = f"clocks.event_{event}"
    return say(context, code) if code in codes() else event
