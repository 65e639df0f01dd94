"""Names of windows and stages in templates."""

from django import template
from django.template import Context

from kaohe.web.templatetags.saying import say

register = template.Library()


@register.simple_tag(takes_context=True)
def window_name(context: Context, kind: str) -> str:
    """What a kind of window is called."""
    return say(context, f"reporting.window_{kind}")


@register.simple_tag(takes_context=True)
def stage_name(context: Context, stage: str) -> str:
    """With whom a report at a stage is."""
    return say(context, f"reporting.stage_{stage}")
