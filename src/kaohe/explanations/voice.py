"""The words of one scheme in one language."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from kaohe.formulas import Formula, Name, explain
from kaohe.messages import Lang, Text, sentence
from kaohe.packs import pack_file, parse_yaml
from kaohe.schemes import Cases, Scheme
from kaohe.schemes.outline import indicator_name

T = TypeVar("T")

ATTRIBUTES = ("region", "area", "province", "city", "host_city", "level", "zone_type", "status")
"""Attributes of units that have words of their own."""
LEVELS = ("national", "provincial")


@dataclass(frozen=True, slots=True)
class Voice:
    """Says everything about `scheme` in `lang`."""

    scheme: Scheme
    lang: Lang

    def say(self, code: str, /, **params: object) -> str:
        return sentence(code, self.lang, **params)

    def of(self, text: Text) -> str:
        """A name; in English it begins with a capital."""
        said = text.of(self.lang)
        return said if self.lang == "zh" else said[:1].upper() + said[1:]

    def naming(self, name: Name) -> str:
        """What a formula refers to: `上年税收收入`, `host city's tax revenue`; x is the indicator itself."""
        said = self._named(name.code)
        for frame in reversed(name.frames):
            declared = self.scheme.frames.get(frame)
            title = declared.name.of(self.lang) if declared and declared.name else frame
            said = self.say("explanations.through", frame=title, name=said)
        return said

    def _named(self, code: str) -> str:
        if code in self.scheme.items:
            return self.scheme.items[code].name.of(self.lang)
        if code in self.scheme.indicators:
            return indicator_name(self.scheme, code).of(self.lang)
        return self.say("explanations.the_indicator") if code == "x" else code

    def attribute_value(self, code: str, value: str) -> str:
        """A value of an attribute as it was reported; a level in words."""
        return self.say(f"explanations.level.{value}") if code == "level" and value in LEVELS else value

    def rating(self, name: str | None) -> str:
        """The class of that Chinese name; "" for None."""
        cut = next((cut for cut in self.scheme.ranks.classes if cut.name.zh == name), None)
        return self.of(cut.name) if cut else name or ""

    def formula(self, formula: Formula) -> str:
        """The formula in names."""
        return explain(formula, self.naming, self.lang)

    def unit(self, unit: str) -> str:
        """A unit of measure; one without English words stays as the scheme writes it."""
        if self.lang == "zh" or unit in english_units():
            return unit if self.lang == "zh" else english_units()[unit]
        return "/".join(english_units().get(part, part) for part in unit.split("/"))

    def attribute(self, code: str) -> str:
        """The name of an attribute of units; one without words of its own goes by its code."""
        return self.say(f"explanations.attribute.{code}") if code in ATTRIBUTES else code

    def cases(self, choice: Cases[T], words: Callable[[T], str]) -> str:
        """What holds, case by case where a switch makes it differ."""
        if choice.by is None:
            return "".join(words(value) for value in choice.all())
        named = {case: words(value) for case, value in choice.named.items()}
        if choice.otherwise is not None:
            named[self.say("explanations.otherwise")] = words(choice.otherwise)
        if len(set(named.values())) == 1 and choice.otherwise is not None:
            return next(iter(named.values()))
        parts = [self.say("explanations.case", case=case, what=what) for case, what in named.items()]
        return self.say("explanations.and_then").join(parts)


@cache
def english_units() -> dict[str, str]:
    """Units of measure in English, by the Chinese word."""
    text = pack_file("units", "en.yaml").read_text(encoding="utf-8")
    units: dict[str, str] = parse_yaml(text, "en.yaml")[0]
    return units
