"""Every scale a scheme may name, in words with its numbers."""

from collections.abc import Mapping

from kaohe.explanations.numbers import figure
from kaohe.explanations.voice import Voice
from kaohe.formulas import parse
from kaohe.schemes import scales as m

Params = Mapping[str, object]


def scale_words(voice: Voice, scale: m.AnyScale) -> str:
    said = voice.say(f"explanations.scale.{m.method_name(scale) or 'none'}", **_params(voice, scale))
    if getattr(scale, "clip", False):
        said = voice.say("explanations.scale.clipped", scale=said)
    if getattr(scale, "curve", "linear") == "log":
        said = voice.say("explanations.scale.of_logarithms", scale=said)
    if scale.within:
        said = voice.say("explanations.scale.within", scale=said, group=voice.attribute(scale.within))
    if scale.pool:
        frames = ", ".join(_frame(voice, frame) for frame in scale.pool)
        said = voice.say("explanations.scale.pooled", scale=said, frames=frames)
    return said


def _frame(voice: Voice, code: str) -> str:
    frame = voice.scheme.frames.get(code)
    return frame.name.of(voice.lang) if frame and frame.name else code


def _params(voice: Voice, scale: m.AnyScale) -> Params:
    params: Params = {}
    match scale:
        case m.MinMax():
            params = _onto(scale.minmax)
        case m.Efficacy():
            params = {**_onto(scale.efficacy), **_efficacy(voice, scale)}
        case m.Goalposts():
            worst, best = (_anchor(voice, end) for end in scale.goalposts)
            params = {**_onto(scale.to), "worst": worst, "best": best}
        case m.Target() | m.Ratio():
            params = {"against": _against(voice, scale.against)}
        case m.ZScore():
            params = {"centre": figure(scale.zscore[0]), "width": figure(scale.zscore[1])}
        case m.Bands():
            params = _bands(voice, scale)
        case m.Band():
            inner = {"low": figure(scale.band[0]), "high": figure(scale.band[1])}
            params = {
                **_onto(scale.to),
                **inner,
                "below": figure(scale.zero[0]),
                "above": figure(scale.zero[1]),
            }
        case m.Growth():
            params = _growth(voice, scale.growth)
        case m.Reference():
            params = {"unit": scale.reference}
    return params


def _onto(ends: tuple[float, float]) -> Params:
    return {"start": figure(ends[0]), "end": figure(ends[1])}


def _efficacy(voice: Voice, scale: m.Efficacy) -> Params:
    if scale.between is not None:
        return {"worst": figure(scale.between[0]), "best": figure(scale.between[1])}
    return {
        "worst": voice.say("explanations.scale.worst_unit"),
        "best": voice.say("explanations.scale.best_unit"),
    }


def _anchor(voice: Voice, end: float | str) -> str:
    if not isinstance(end, str):
        return figure(end)
    if end in ("min", "max"):
        return voice.say("explanations.scale.least" if end == "min" else "explanations.scale.most")
    return voice.say("explanations.scale.percentile", percent=end[1:])


def _against(voice: Voice, against: float | str | None) -> str:
    return voice.formula(parse(against, "number")) if isinstance(against, str) else figure(against or 0)


def _bands(voice: Voice, scale: m.Bands) -> Params:
    steps = [
        voice.say("explanations.scale.step", threshold=figure(threshold), points=figure(points))
        for threshold, points in scale.bands
    ]
    between = (
        "explanations.scale.straight_between" if scale.interpolate else "explanations.scale.no_steps_between"
    )
    joined = voice.say("explanations.and_then").join(steps)
    return {"steps": joined, "otherwise": figure(scale.otherwise), "between": voice.say(between)}


def _growth(voice: Voice, terms: m.GrowthTerms) -> Params:
    numbers = {
        "at_base": terms.at_base,
        "step": terms.step,
        "points": terms.points,
        "at_least": terms.at_least,
        "at_most": terms.at_most,
    }
    return {"base": _against(voice, terms.base), **{name: figure(value) for name, value in numbers.items()}}
