"""What every page says of itself: which scheme and years, how far to trust it, who made it from what."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe import __version__
from kaohe.explanations import Voice
from kaohe.figures import Figures
from kaohe.messages import Lang
from kaohe.schemes import Scheme
from kaohe.scoring.fitness import assessment_year


@dataclass(frozen=True, slots=True)
class Head:
    """In words, "" where there is nothing; `hashes` are the SHA-256 of the inputs by name."""

    lang: Lang
    scheme: Scheme
    title: str
    years: str
    status: str
    status_means: str
    note: str
    simulated: bool
    generated: str | None
    version: str
    hashes: Mapping[str, str]


def head_of(
    voice: Voice, figures: Figures, generated: str | None, simulated: bool, hashes: Mapping[str, str]
) -> Head:
    """The head of a page about `figures` under the voice's scheme."""
    scheme = voice.scheme
    return Head(
        lang=voice.lang,
        scheme=scheme,
        title=voice.of(scheme.name),
        years=_years(voice, figures),
        status=voice.say(f"explanations.status.{scheme.status}"),
        status_means=voice.say(f"explanations.status_means.{scheme.status}"),
        note=voice.of(scheme.note) if scheme.note else "",
        simulated=simulated,
        generated=generated,
        version=__version__,
        hashes=hashes,
    )


def _years(voice: Voice, figures: Figures) -> str:
    if not figures.data_year:
        return ""
    return voice.say("explanations.years", data=figures.data_year, assessed=assessment_year(figures))
