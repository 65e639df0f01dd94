"""Figures in templates, in the unit of money that the reader chose."""

import math
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kaohe.explanations import numbers
from kaohe.messages import Lang, sentence

register = template.Library()

TEN_THOUSAND = 10_000.0
LARGER = {"万元": "亿元", "万美元": "亿美元"}
"""Units that the switch turns into ten thousand times as much."""
SAID = {
    "万元": "web.unit_wan",
    "亿元": "web.unit_yi",
    "万美元": "web.unit_wan_usd",
    "亿美元": "web.unit_yi_usd",
}


@register.simple_tag(takes_context=True)
def figure(
    context: Context,
    value: float | None,
    unit: str = "",
    why: str = "web.no_figure",
    digits: int | None = None,
) -> str:
    """A value held in `unit`, grouped; a missing one is a dash with the words of `why` beside it.

    With `digits`, a score: always so many decimals.
    """
    if value is None or not math.isfinite(value):
        return format_html('<span class="none">— <small>{}</small></span>', sentence(why, _lang(context)))
    if digits is not None:
        return numbers.fixed(value, digits)
    switched = unit in LARGER and context.get("money") == "yi"
    return numbers.figure(value / TEN_THOUSAND if switched else value)


@register.simple_tag(takes_context=True)
def unit(context: Context, unit: str) -> SafeString | str:
    """The unit that `figure` shows: money in the words of the reader, others as the data has them."""
    shown = LARGER.get(unit, unit) if context.get("money") == "yi" else unit
    if shown in SAID:
        return sentence(SAID[shown], _lang(context))
    return format_html('<span class="data" lang="zh-Hans">{}</span>', shown)


@register.filter
def share(part: Any, whole: Any) -> int:
    """Whole per cent of `whole`, rounded down so that 100 means all; 100 of nothing."""
    return 100 if not whole else int(part) * 100 // int(whole)


def _lang(context: Context) -> Lang:
    return "en" if context.get("lang") == "en" else "zh"
