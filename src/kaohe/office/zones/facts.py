"""What is known of a zone on a day, and what may stand there."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from kaohe.law.offices import province_name
from kaohe.messages import Place, Problem, Text, sentence
from kaohe.standings.zones import LEVELS

REGIONS = ("东部", "中部", "西部")
REGIONS4 = (*REGIONS, "东北")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,39}")
_LONGEST = {"name_zh": 200, "name_en": 200, "province": 40, "city": 80, "aliases": 200}
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Facts:
    """A zone's names, level and place. `province` is the short name (广东), `city` the full one (湛江市)."""

    name_zh: str
    level: str
    province: str
    name_en: str = ""
    city: str = ""
    region: str = ""
    region4: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that stands for the zone."""
        return tuple(name for name in (self.name_zh, self.name_en, *self.aliases) if name)

    def as_fields(self) -> dict[str, Any]:
        """The same as fields of a spell."""
        return {**asdict(self), "aliases": list(self.aliases)}


@dataclass(frozen=True, slots=True)
class Change:
    """The facts that are no longer as they were; None: as before."""

    name_zh: str | None = None
    name_en: str | None = None
    level: str | None = None
    province: str | None = None
    city: str | None = None
    region: str | None = None
    region4: str | None = None
    aliases: tuple[str, ...] | None = None

    def to(self, facts: Facts) -> Facts:
        """The facts after the change."""
        given = {name: getattr(self, name) for name in Change.__slots__}
        return replace(facts, **{name: value for name, value in given.items() if value is not None})


def problems_of(facts: Facts, place: Place | None = None) -> list[Problem]:
    """Everything that can't stand in the catalogue: found, and what is allowed."""
    return [Problem(code, params, place or Place()) for code, params in _problems(facts)]


def _problems(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    if not facts.name_zh:
        yield "zones.no_name", {}
    if facts.level not in LEVELS:
        yield "zones.level_unknown", {"found": facts.level, "allowed": _levels()}
    if province_name(facts.province).zh == facts.province:
        yield "zones.province_unknown", {"found": facts.province}
    if facts.region and facts.region not in REGIONS:
        yield "zones.region_unknown", {"found": facts.region, "allowed": "、".join(REGIONS)}
    if facts.region4 and facts.region4 not in REGIONS4:
        yield "zones.region_unknown", {"found": facts.region4, "allowed": "、".join(REGIONS4)}
    for field, longest in _LONGEST.items():
        for text in facts.aliases if field == "aliases" else (getattr(facts, field),):
            if len(text) > longest:
                yield "zones.too_long", {"found": f"{text[:20]}…", "length": len(text), "allowed": longest}
            if is_unsafe(text):
                yield "zones.sign_not_allowed", {"found": ascii(text[:20])}


def _levels() -> Text:
    said = (
        [f"{level} ({sentence(f'zones.level_{level}', lang)})" for level in LEVELS] for lang in ("zh", "en")
    )
    zh, en = ("、".join(names) for names in said)
    return Text(zh, en.replace("、", ", "))


def is_unsafe(text: str) -> bool:
    """Whether a spreadsheet would run the text, or it holds signs that hide or turn what is read."""
    return text.startswith(_RUN_BY_SPREADSHEETS) or any(
        unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in text
    )
