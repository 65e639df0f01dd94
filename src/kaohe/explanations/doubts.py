"""Every uncertainty of a plan in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kaohe.explanations.methods import combine_words, missing_words, treat_words
from kaohe.explanations.numbers import figure
from kaohe.explanations.scales import scale_words
from kaohe.explanations.voice import Voice
from kaohe.robustness.plan import Uncertainty
from kaohe.robustness.resolving import AS_IS, STEPS
from kaohe.schemes import outline_of
from kaohe.schemes.choice import spelled

_WORDS: dict[str, Callable[[Voice, Any], str]] = {
    "missing": missing_words,
    "treat": treat_words,
    "scale": scale_words,
    "combine": combine_words,
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """An uncertainty: a short name, what happens, and the alternatives where it is a choice."""

    name: str
    what: str
    alternatives: tuple[str, ...]


def doubt_of(voice: Voice, said: Uncertainty) -> Doubt:
    """The words for one uncertainty of a plan under the voice's scheme."""
    where, anywhere = _where(voice, said)
    short, what = _capital(_short(voice, said)), _what(voice, said, where)
    if not anywhere:
        short = voice.say("doubts.short_at", what=short, where=where)
    name = voice.of(said.name) if said.name else short
    return Doubt(name, what, tuple(_capital(_alternative(voice, said, value)) for value in said.one_of))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _step(said: Uncertainty) -> str:
    return said.at.rpartition(".")[2]


def _where(voice: Voice, said: Uncertainty) -> tuple[str, bool]:
    """The place in words, and whether it is everywhere."""
    first, _, rest = said.at.partition(".")
    if said.kind == "error":
        whole = voice.say("doubts.every_item")
        return (voice.of(voice.scheme.items[rest].name), False) if rest else (whole, True)
    if first == "indicators" and rest:
        return _indicator(voice, rest.partition(".")[0]), False
    path = said.at.rpartition(".")[0]
    if path:
        names = {node.path: node.name for node in outline_of(voice.scheme).reading_order()}
        return voice.of(names[path]), False
    return _everywhere(voice, said), True


def _everywhere(voice: Voice, said: Uncertainty) -> str:
    if said.kind in ("noise", "sets"):
        return voice.say("doubts.every_node")
    if _step(said) == "combine":
        return voice.say("doubts.every_branch")
    return voice.say("doubts.every_indicator")


def _indicator(voice: Voice, code: str) -> str:
    names = {leaf.code: leaf.name for leaf in outline_of(voice.scheme).leaves()}
    return voice.of(names[code])


def _short(voice: Voice, said: Uncertainty) -> str:
    if said.kind == "one_of":
        return voice.say(f"doubts.step.{_step(said)}")
    return voice.say(f"doubts.short.{said.kind}", much=_much(said))


def _much(said: Uncertainty) -> str:
    """How much: 5%, an amount, how many sets or in which file."""
    if said.kind == "sets":
        return said.sets if isinstance(said.sets, str) else str(len(said.sets))
    much = getattr(said, said.kind)
    return much if isinstance(much, str) else figure(much)


def _what(voice: Voice, said: Uncertainty, where: str) -> str:
    if said.kind == "one_of":
        step = voice.say(f"doubts.step.{_step(said)}")
        return voice.say("doubts.what.one_of", where=where, step=step, count=len(said.one_of))
    much = _much(said)
    if said.kind == "error":
        size = "share" if isinstance(said.error, str) else "amount"
        return voice.say(f"doubts.what.{said.shape}_{size}", where=where, much=much)
    if said.kind == "sets" and isinstance(said.sets, str):
        return voice.say("doubts.what.sets_in", where=where, file=much)
    return voice.say(f"doubts.what.{said.kind}", where=where, much=much)


def _alternative(voice: Voice, said: Uncertainty, value: Any) -> str:
    if value == AS_IS:
        return voice.say("doubts.as_is")
    step = _step(said)
    words = _WORDS[step]
    return voice.cases(spelled(STEPS[step].validate_python(value)), lambda method: words(voice, method))
