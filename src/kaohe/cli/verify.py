"""`kaohe verify`: recomputes the published Human Development Index from its published components."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import typer

from kaohe.cli.session import AsJson, Exit, Session
from kaohe.packs import pack_file

YEARS = (2021, 2022)

Published = Mapping[str, Mapping[str, str]]
"""Rows of a year's file by unit: components, published value and rank; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of the `units` with a published value, how many came out `equal` to three decimals; ranks likewise.

    `mismatches` names every unit whose value or rank differs, or that has a value only on one side.
    """

    year: int
    units: int
    equal: int
    ranks: int
    ranks_equal: int
    mismatches: tuple[str, ...]


def verify(context: typer.Context, as_json: AsJson = False) -> Exit:
    """Exit 1 where a value or rank differs from the published one."""
    session: Session = context.obj
    with session.progress("verify.scoring"):
        verdicts = [verdict(year, published(year)) for year in YEARS]
    return said(session, verdicts)


def said(session: Session, verdicts: Sequence[Verdict]) -> Exit:
    """Print the verdicts, in words or as JSON."""
    if session.as_json:
        session.json([asdict(each) for each in verdicts])
    for each in verdicts:
        session.say("verify.year" if each.ranks else "verify.year_without_ranks", **asdict(each))
        if each.mismatches:
            session.say("verify.mismatch", year=each.year, units=", ".join(each.mismatches))
    session.say("verify.source")
    return Exit.FINDINGS if any(each.mismatches for each in verdicts) else Exit.DONE


def published(year: int) -> Published:
    """What is shipped of a year."""
    text = pack_file("figures", f"hdi-{year}.csv").read_text(encoding="utf-8")
    return {row["unit"]: row for row in csv.DictReader(text.splitlines())}


def verdict(year: int, rows: Published) -> Verdict:
    """Recompute a year and compare it with what was published of it."""
    values = {unit: row["hdi_published"] for unit, row in rows.items()}
    ranks = {unit: row["rank_published"] for unit, row in rows.items() if row["rank_published"]}
    found = _recomputed(year, rows)
    equal = {unit for unit, (value, _) in found.items() if _same(value, values[unit])}
    ranks_equal = {unit for unit in ranks if _same(found[unit][1], ranks[unit])}
    return Verdict(
        year=year,
        units=sum(1 for value in values.values() if value),
        equal=sum(1 for unit in equal if values[unit]),
        ranks=len(ranks),
        ranks_equal=len(ranks_equal),
        mismatches=tuple(sorted((rows.keys() - equal) | (ranks.keys() - ranks_equal))),
    )


def _recomputed(year: int, rows: Published) -> dict[str, tuple[float | None, float | None]]:
    """Value and rank of every unit, as the shipped scheme gives them."""
    from kaohe.figures import figures_of
    from kaohe.schemes import load_scheme
    from kaohe.scoring import score, standings_of

    scheme = load_scheme("hdi")
    items = {item: [float(row[item] or "nan") for row in rows.values()] for item in scheme.items}
    scores = score(figures_of(rows, items, data_year=year), scheme)
    places = standings_of(scores).rows
    return {place.unit: (place.score, place.rank) for place in places if place.scope == scores.root.node.path}


def _same(found: float | None, published: str) -> bool:
    return found is None if published == "" else found == float(published)
