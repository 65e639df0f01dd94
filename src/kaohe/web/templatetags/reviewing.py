"""What reviewers see of a figure: its value unless it is too small a count for them; what stands out."""

from math import isfinite

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kaohe.explanations import numbers
from kaohe.messages import Lang, Problem, Text, sentence
from kaohe.office.reporting.queries.outlier_moves import Move
from kaohe.office.reporting.queries.outlier_signs import Sign
from kaohe.office.reporting.queries.review import Examined
from kaohe.office.reporting.queries.review_privacy import is_small, withheld
from kaohe.schemes.model import Item
from kaohe.web.templatetags.figures import figure

register = template.Library()


@register.simple_tag(takes_context=True)
def shown(context: Context, value: float | None, item: Item) -> SafeString | str:
    """A figure of an item; where the reader isn't `full`, a small count is withheld."""
    if not context.get("full") and is_small(value, item):
        return sentence("web_review.small", _lang(context))
    if value is not None and item.kind == "yes_no":
        return sentence("web_review.yes" if value else "web_review.no", _lang(context))
    if value is not None and item.kind == "grade":
        names = {grade.points: grade.name.of(_lang(context)) for grade in item.grades}
        return format_html('<span class="grade">{}</span>', names.get(value, numbers.figure(value)))
    return figure(context, value, item.unit)


@register.simple_tag(takes_context=True)
def may_compare(context: Context, item: Item, *values: float | None) -> bool:
    """Whether a comparison of values may be shown to the reader."""
    return bool(context.get("full")) or not withheld(item, *values)


@register.simple_tag(takes_context=True)
def may_tell(context: Context, cell: Examined) -> bool:
    """Whether note, files, findings and words of a cell may be shown to the reader: they tell its values."""
    return bool(context.get("full")) or not withheld(cell.item, *cell.values)


@register.simple_tag(takes_context=True)
def finding(context: Context, problem: Problem) -> str:
    """What a check found; where the reader isn't `full`, without its numbers: they are of other cells too."""
    say = problem.params.get("say")
    if isinstance(say, Text) and not context.get("full"):
        return say.of(_lang(context))
    return problem.words(_lang(context))


@register.simple_tag(takes_context=True)
def choice(context: Context, kind: str, value: str) -> str:
    """The name of one of several: a `level`, `outcome`, `filter`, `tab`, or state of a `vouch`."""
    return sentence(f"web_review.{kind}_{value}", _lang(context))


@register.simple_tag(takes_context=True)
def sign_words(context: Context, sign: Sign) -> str:
    """What stands out, how far from what is usual."""
    lang = _lang(context)
    said = []
    if sign.power:
        words = {"power": f"{10**sign.power:,}", "times": numbers.figure(sign.value)}
        said.append(sentence("web_review.sign_slip", lang, **words))
    if sign.of:
        codes = {
            "growth": "web_review.sign_growth",
            "change": "web_review.sign_change",
            "level": "web_review.sign_level",
        }
        code = codes[sign.basis] if isfinite(sign.value) else "web_review.sign_from_nought"
        words = {"value": numbers.figure(sign.value), "usual": numbers.figure(sign.usual)}
        said.append(sentence(code, lang, **words))
        far = {
            "z": numbers.signed(sign.z, 1),
            "far": numbers.signed(sign.modified_z, 1),
            "share": f"{sign.percentile:.0f}",
            "of": sign.of,
        }
        said.append(sentence("web_review.sign_far", lang, **far))
    return " ".join(said)


@register.simple_tag(takes_context=True)
def move_words(context: Context, move: Move) -> str:
    """By how many places the standing would change, in words."""
    lang = _lang(context)
    if move.now is None or move.then is None:
        code = "web_review.move_none" if move.now is move.then else "web_review.move_gone"
        return sentence(code, lang)
    if move.distance == 0:
        return sentence("web_review.move_same", lang)
    code = "web_review.move_up" if move.then < move.now else "web_review.move_down"
    return sentence(code, lang, count=numbers.place(move.distance))


@register.filter
def place(rank: float | None) -> str:
    return "–" if rank is None else numbers.place(rank)


@register.filter
def signed_percent(value: float | None) -> str:
    return "" if value is None else f"{numbers.signed(value, 1)}%"


def _lang(context: Context) -> Lang:
    return "en" if context.get("lang") == "en" else "zh"
