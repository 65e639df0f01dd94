"""Names of states and steps of papers in templates."""

from django import template
from django.template import Context

from kaohe.web.templatetags.saying import say

register = template.Library()


@register.simple_tag(takes_context=True)
def named(context: Context, kind: str, value: str) -> str:
    """What one of several is called: a `state`, a `step`, an `incoming` state, a `style`."""
    return say(context, f"papers.{kind}_{value}")
