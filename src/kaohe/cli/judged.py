"""A judgement on the screen: an overview, every measure in full, and what was not judged."""

from collections.abc import Iterator
from itertools import groupby

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kaohe.cli.session import Session, visible
from kaohe.law import Citation
from kaohe.rules import (
    Finding,
    Judgement,
    LoadedPack,
    NotJudged,
    deadline_words,
    fact_words,
    measure_words,
    office_words,
    remarks,
)

_STYLES = {"fired": "bold red", "for_officer": "bold yellow", "may_start": "cyan"}


def show(judgement: Judgement, pack: LoadedPack, session: Session) -> None:
    """Print a judgement to stdout."""
    about = {"pack": pack.pack.name.of(session.lang), "id": judgement.pack, "version": judgement.version}
    session.say("findings.title", **about, year=judgement.assessment_year, published=judgement.published_on)
    session.say(f"findings.{judgement.origin}", document=judgement.document)
    zones = {finding.unit for finding in judgement.findings}
    if zones:
        session.say("findings.count", count=len(judgement.findings), zones=len(zones))
        session.draw(Text())
        _overview(judgement, session)
        for (unit, name), findings in groupby(judgement.findings, key=lambda each: (each.unit, each.zone)):
            session.draw(Text(visible(f"\n{name} [{unit}]"), "bold underline"))
            for finding in findings:
                session.draw(_heading(finding, session))
                session.draw(_in_full(finding, judgement.pack, session))
    else:
        session.say("findings.none")
    if judgement.not_judged:
        session.draw(Text(f"\n{session.words('findings.not_judged')}", "bold underline"))
        heads = ("findings.head.rule", "findings.head.units", "findings.head.reason")
        session.table(heads, (_left(left, session) for left in judgement.not_judged))


def _overview(judgement: Judgement, session: Session) -> None:
    heads = ("zone", "measure", "outcome", "due", "rule")
    rows = (
        (
            finding.zone,
            measure_words(finding, session.lang),
            session.words(f"rules.outcome.{finding.outcome}"),
            str(finding.due.due_on) if finding.due else None,
            finding.rule,
        )
        for finding in judgement.findings
    )
    session.table([f"findings.head.{head}" for head in heads], rows)


def _heading(finding: Finding, session: Session) -> Text:
    outcome = session.words(f"rules.outcome.{finding.outcome}")
    name = (measure_words(finding, session.lang), "bold")
    return Text.assemble("\n", name, "  ", (f"[{outcome}]", _STYLES[finding.outcome]))


def _in_full(finding: Finding, pack: str, session: Session) -> Padding:
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, words in _lines(finding, pack, session):
        grid.add_row(session.words(f"findings.line.{label}"), Text(visible(words)))
    return Padding(grid, (0, 0, 0, 2), expand=False)


def _lines(finding: Finding, pack: str, session: Session) -> Iterator[tuple[str, str]]:
    lang = session.lang
    yield "rule", f"{finding.rule_name.of(lang)} [{finding.code}]"
    for citation in (finding.cites, *finding.also):
        yield "sentence", _cited(citation, session)
    for fact in finding.facts:
        yield "facts", fact_words(fact, lang)
    yield "offices", office_words(finding, lang)
    yield "deadline", deadline_words(finding, lang)
    for remark in remarks(finding, pack, lang):
        yield "remarks", remark


def _cited(citation: Citation, session: Session) -> str:
    code = "findings.quoted" if citation.source.quoted else "findings.told"
    return session.words(code, label=citation.label(session.lang), words=citation.words.of(session.lang))


def _left(left: NotJudged, session: Session) -> tuple[str, str, str]:
    units = ", ".join(left.units)
    if len(left.units) > 6:
        first = ", ".join(left.units[:3])
        units = session.words("findings.units_left", first=first, count=len(left.units))
    return left.rule or session.words("findings.all_rules"), units, left.reason.words(session.lang)
