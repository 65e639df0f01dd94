"""Every method a scheme may name, in words: filling, treatment, combination, adjustment, ties."""

from kaohe.explanations.numbers import figure
from kaohe.explanations.voice import Voice
from kaohe.formulas import parse
from kaohe.schemes import methods as m
from kaohe.schemes import treatments as t
from kaohe.schemes.model import (
    Adjust,
    Best,
    Bonus,
    Deduct,
    Direction,
    HoldToClass,
    HoldToScore,
    Provenance,
    Veto,
)
from kaohe.schemes.scales import Ties

_PROVENANCE: dict[Provenance, str] = {
    "named-in-policy": "explanations.provenance.named_in_policy",
    "derived-from-clause": "explanations.provenance.derived_from_clause",
    "seen-in-release": "explanations.provenance.seen_in_release",
    "reconstructed": "explanations.provenance.reconstructed",
    "published": "explanations.provenance.published",
}


def provenance_words(voice: Voice, provenance: Provenance | None) -> str:
    return voice.say(_PROVENANCE[provenance]) if provenance else ""


def direction_words(voice: Voice, direction: Direction) -> str:
    if isinstance(direction, str):
        return voice.say(f"explanations.direction.{direction}")
    return voice.say("explanations.direction.best", at=_range(voice, direction))


def _range(voice: Voice, direction: Best) -> str:
    if isinstance(direction.best, tuple):
        return voice.say("explanations.range", low=figure(direction.best[0]), high=figure(direction.best[1]))
    return figure(direction.best)


def missing_words(voice: Voice, method: t.Missing) -> str:
    if isinstance(method, str):
        return voice.say(f"explanations.missing.{method}")
    if isinstance(method, t.GroupMean):
        return voice.say("explanations.missing.group_mean", group=voice.attribute(method.mean))
    if isinstance(method, t.ByReason):
        return _missing_by_reason(voice, method)
    return voice.say("explanations.missing.group_median", group=voice.attribute(method.median))


def _missing_by_reason(voice: Voice, method: t.ByReason) -> str:
    said = [
        voice.say(
            "explanations.missing.for_reason",
            reason=voice.say(f"formulas.reason.{reason}"),
            how=missing_words(voice, plain),
        )
        for reason, plain in method.named.items()
    ]
    rest = voice.say("explanations.missing.otherwise", how=missing_words(voice, method.otherwise))
    return voice.say("explanations.and_then").join([*said, rest])


def treat_words(voice: Voice, method: t.Treat) -> str:
    if isinstance(method, str):
        return voice.say(f"explanations.treat.{method}")
    if isinstance(method, t.BoxCox):
        return voice.say("explanations.treat.boxcox", power=figure(method.boxcox))
    how = _winsorised(voice, method.winsorise)
    if method.otherwise == "none":
        return how
    on_top = method.of == "winsorised"
    code = "explanations.treat.or_else_on_top" if on_top else "explanations.treat.or_else"
    return voice.say(code, how=how, otherwise=treat_words(voice, method.otherwise))


def _winsorised(voice: Voice, how: t.ByRule | t.ByCount | t.ByPercentile) -> str:
    if isinstance(how, t.ByRule):
        limits = {"skew": figure(how.skew), "kurtosis": figure(how.kurtosis)}
        return voice.say("explanations.treat.by_rule", most=how.most, **limits)
    if isinstance(how, t.ByCount):
        return voice.say("explanations.treat.by_count", low=how.low, high=how.high)
    low, high = (figure(end) for end in how.percentile)
    return voice.say("explanations.treat.by_percentile", low=low, high=high)


def combine_words(voice: Voice, how: m.Combine) -> str:
    if isinstance(how, str):
        return voice.say(f"explanations.combine.{how}")
    if isinstance(how, m.Power):
        return voice.say("explanations.combine.power", power=figure(how.power))
    if isinstance(how, m.ByFormula):
        return voice.say("explanations.combine.formula", formula=voice.formula(parse(how.formula, "number")))
    if isinstance(how, m.Topsis):
        return voice.say(f"explanations.combine.topsis_{how.topsis.normalise}")
    return voice.say("explanations.combine.grey", distinguishing=figure(how.grey.distinguishing))


def need_words(voice: Voice, need: str | int | None) -> str:
    if need is None:
        return voice.say("explanations.need.all")
    return voice.say(
        "explanations.need.share" if isinstance(need, str) else "explanations.need.number", need=need
    )


def adjust_name(voice: Voice, adjust: Adjust) -> str:
    """The adjustment's own name, else what kind it is."""
    if adjust.name is not None:
        return voice.of(adjust.name)
    kind = next(name for name in ("bonus", "deduct", "veto") if hasattr(adjust, name))
    return voice.say(f"explanations.adjust.{kind}")


def adjust_words(voice: Voice, adjust: Adjust) -> str:
    """What it does: points by which formula, at most how many; what a veto leads to."""
    if isinstance(adjust, Veto):
        that = voice.formula(parse(adjust.veto, "truth"))
        return voice.say("explanations.adjust.veto_does", that=that, effect=_effect(voice, adjust))
    code = "explanations.adjust.adds" if isinstance(adjust, Bonus) else "explanations.adjust.takes"
    said = voice.say(code, points=voice.formula(parse(_points(adjust), "number")))
    if adjust.at_most is None:
        return said
    return voice.say("explanations.adjust.at_most", what=said, most=figure(adjust.at_most))


def _points(adjust: Bonus | Deduct) -> str:
    return adjust.bonus if isinstance(adjust, Bonus) else adjust.deduct


def _effect(voice: Voice, veto: Veto) -> str:
    if isinstance(veto.effect, HoldToScore):
        return voice.say("explanations.adjust.held_to_score", most=figure(veto.effect.at_most))
    if isinstance(veto.effect, HoldToClass):
        return voice.say("explanations.adjust.held_to_class", name=veto.effect.class_)
    return voice.say("explanations.adjust.excluded")


def ties_words(voice: Voice, ties: Ties) -> str:
    return voice.say(f"explanations.ties.{ties}")
