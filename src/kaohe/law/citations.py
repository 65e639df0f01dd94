"""policy / chapter / clause / sentence -> the words that stand there."""

import re
from functools import cached_property

from kaohe.law.instruments import Clause, Instrument, instrument, instrument_ids
from kaohe.messages import Lang, Place, Problem, Text, sentence
from kaohe.packs import Model

_BREAK = re.compile(r"[，；。：]")


class Citation(Model):
    """A sentence of a clause with the words quoted from it, or a point of an instrument that isn't at hand.

    `quote` is part of the sentence, cut only at punctuation: 5 can't be quoted out of 15.
    """

    instrument: str
    chapter: str = ""
    clause: str = ""
    sentence: int = 0
    quote: str = ""
    point: str = ""

    @cached_property
    def source(self) -> Instrument:
        """The instrument cited; a KeyError before `problems` has been asked whether there is one."""
        if self.instrument not in instrument_ids():
            raise KeyError(self.instrument)
        return instrument(self.instrument)

    def problems(self, place: Place) -> list[Problem]:
        """Why the citation can't stand: nothing at the place it names, or other words."""
        if self.instrument not in instrument_ids():
            known = ", ".join(instrument_ids())
            return [Problem("law.no_instrument", {"found": self.instrument, "known": known}, place)]
        if not self.source.quoted:
            return self._problems_of_point(place)
        clause = self.source.clause(self.chapter, self.clause)
        if clause is None or not 0 < self.sentence <= len(clause.sentences):
            return [Problem("law.no_sentence", self._where(clause), place)]
        words = clause.sentences[self.sentence - 1]
        if _is_part(self.quote, words):
            return []
        return [Problem("law.quote_differs", {"quote": self.quote, "words": words}, place)]

    def _problems_of_point(self, place: Place) -> list[Problem]:
        if self.quote:
            return [Problem("law.nothing_to_quote", {"instrument": self.instrument}, place)]
        if self.source.point(self.point) is None:
            known = ", ".join(point.id for point in self.source.points)
            return [Problem("law.no_point", {"found": self.point, "known": known}, place)]
        return []

    def _where(self, clause: Clause | None) -> dict[str, object]:
        count = len(clause.sentences) if clause else 0
        return {
            "chapter": self.chapter,
            "clause": self.clause,
            "sentence": self.sentence,
            "count": count,
        }

    def label(self, lang: Lang) -> str:
        """Where it stands: policy, chapter, clause, sentence."""
        name = self.source.name.of(lang)
        if not self.source.quoted:
            return sentence("law.label_of_point", lang, name=name)
        return sentence(
            "law.label",
            lang,
            name=name,
            chapter=self.chapter,
            clause=self.clause,
            sentence=self.sentence,
        )

    @property
    def words(self) -> Text:
        """The quoted words, the same in both languages; of a point, what is known, said in ours."""
        point = self.source.point(self.point)
        return Text(point.zh, point.en) if point else Text(self.quote, self.quote)


def _is_part(quote: str, words: str) -> bool:
    at = words.find(quote) if quote else -1
    if at < 0:
        return False
    rest = words[at + len(quote) :]
    starts = at == 0 or _BREAK.match(words[at - 1])
    ends = not rest or _BREAK.match(rest) or _BREAK.match(quote[-1])
    return bool(starts and ends)
