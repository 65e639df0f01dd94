"""A name or sentence that comes from a pack and exists in both languages."""

from dataclasses import dataclass

from kaohe.messages.catalogue import Lang


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese (`zh`) and English (`en`)."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en
