"""Words of the catalogue in templates: `{% say 'web.sign_in' %}`, `{{ problem|words:lang }}`."""

from typing import Any

from django import template
from django.template import Context

from kaohe.messages import Lang, Problem, Text, sentence

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, code: str, **params: Any) -> str:
    """The words of a code in the reader's language. Autoescaped as any variable."""
    lang: Lang = "en" if context.get("lang") == "en" else "zh"
    said = {name: value.of(lang) if isinstance(value, Text) else value for name, value in params.items()}
    return sentence(code, lang, **said)


@register.filter
def words(value: Problem | Text, lang: Lang) -> str:
    """A problem or a text in a language."""
    return value.words(lang) if isinstance(value, Problem) else value.of(lang)


@register.simple_tag(takes_context=True)
def said(context: Context, thing: Any) -> str:
    """The sentence of a thing that has a `code` and `params`, such as what waits on the first page."""
    return say(context, thing.code, **thing.params)
