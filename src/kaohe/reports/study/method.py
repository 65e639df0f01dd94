"""How the page came about: every limit, and what its figures mean."""

from kaohe.explanations.numbers import figure
from kaohe.explanations.studies import Speech, percent
from kaohe.studies.limits import Limits


def method_of(speech: Speech, limits: Limits) -> tuple[str, ...]:
    """A sentence for each thing to know."""
    say = speech.voice.say
    return (
        say(
            "studies.limits_columns",
            available=percent(limits.available),
            nonzero=percent(limits.nonzero),
            unique=percent(limits.unique),
            skewness=figure(limits.skewness),
            kurtosis=figure(limits.kurtosis),
        ),
        say(
            "studies.limits_siblings",
            high=figure(limits.high),
            low=figure(limits.low),
            significance=figure(limits.significance),
            alpha=figure(limits.alpha),
            denominator=figure(limits.denominator),
        ),
        say("studies.limits_units", available=percent(limits.unit_available)),
        say("studies.about_removals"),
        say("studies.about_balance"),
        say("studies.sources"),
    )
