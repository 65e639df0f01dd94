"""Places moved, chances, files and orders of assessments in templates."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kaohe.explanations import numbers
from kaohe.explanations.studies import percent
from kaohe.robustness.reading import level_of
from kaohe.web.templatetags.saying import say

register = template.Library()
_LAMPS = {"surely": "red", "likely": "yellow", "possible": "grey"}


@register.simple_tag(takes_context=True)
def moved(context: Context, places: float | None) -> SafeString | str:
    """Places won or lost, with an arrow and a word for who can't see it."""
    if places is None:
        return "–"
    if not places:
        return "0"
    won = places > 0
    word = say(context, "web_assessment.up" if won else "web_assessment.down")
    sign, look = ("↑", "gain") if won else ("↓", "loss")
    shown = numbers.place(abs(places))
    return format_html('<span class="{}">{}{}<span class="sr"> {}</span></span>', look, sign, shown, word)


@register.simple_tag(takes_context=True)
def chance_words(context: Context, chance: float) -> SafeString | str:
    """A probability in per cent; from likely on with a lamp and its word."""
    level = level_of(chance)
    if level not in _LAMPS:
        return percent(chance)
    word = say(context, f"web_assessment.chance_{level}")
    return format_html(
        '{} <span class="lamp {}"><small>{}</small></span>', percent(chance), _LAMPS[level], word
    )


@register.simple_tag(takes_context=True)
def file_words(context: Context, name: str) -> str:
    """What a file of a scoring is called."""
    return say(context, f"web_assessment.file_{name.partition('.')[0]}")


@register.simple_tag(takes_context=True)
def sort_words(context: Context, sort: str) -> str:
    """What an order is called."""
    return say(context, f"web_assessment.sort_{sort}")
