"""Whether a scheme may be applied to these figures at all."""

from collections.abc import Iterator

from kaohe.figures import Figures
from kaohe.messages import Problem, Refused
from kaohe.schemes import Scheme


def fit(figures: Figures, scheme: Scheme) -> None:
    """Refuse figures of a year the scheme isn't for, without units, or with unknown attribute values."""
    problems = [*_year(figures, scheme), *_attributes(figures, scheme)]
    if not figures.units:
        problems.append(Problem("scoring.no_units"))
    if problems:
        raise Refused(problems)


def assessment_year(figures: Figures) -> int | None:
    """The year after the data's (the 2022 assessment judges data of 2021)."""
    return None if figures.data_year is None else figures.data_year + 1


def _year(figures: Figures, scheme: Scheme) -> Iterator[Problem]:
    span = scheme.applies
    if span.first is None and span.until is None:
        return
    year = figures.data_year if span.by == "data_year" else assessment_year(figures)
    limits = {"first": span.first or "…", "until": span.until or "…", "scheme": scheme.id}
    if year is None:
        yield Problem("scoring.year_unknown", limits)
    elif (span.first and year < span.first) or (span.until and year > span.until):
        yield Problem("scoring.year_outside", {"year": year, **limits})


def _attributes(figures: Figures, scheme: Scheme) -> Iterator[Problem]:
    for attribute, allowed in scheme.units.items():
        values = figures.attributes.get(attribute, (None,) * len(figures.units))
        for unit, value in zip(figures.units, values, strict=True):
            if value is None or (allowed and value not in allowed):
                params = {
                    "unit": unit,
                    "attribute": attribute,
                    "found": value or "—",
                    "allowed": ", ".join(allowed),
                }
                yield Problem("scoring.attribute", params)
