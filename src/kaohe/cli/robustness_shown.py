"""A robust run on the screen: who is how likely among the last, how far places move, what matters."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from kaohe.cli.session import Session, visible
from kaohe.explanations import Voice
from kaohe.explanations.doubts import doubt_of
from kaohe.reports.robustness.chances import Line
from kaohe.reports.robustness.lists import Listed, listed
from kaohe.reports.robustness.sensitivity import Target, shift_of, target_of
from kaohe.robustness.outcome import Robustness

MOST = 25
"""Units shown; the page has the others."""

_STYLES = {"surely": "bold red", "likely": "yellow", "possible": "", "hardly": "dim"}


def show(result: Robustness, session: Session) -> None:
    """Print the top of the answer to stdout: the cut-offs, those near them, the shift, Sobol indices."""
    if session.as_json:
        return
    voice = Voice(result.scheme, session.lang)
    everyone = listed(voice, result.figures, result.lists[0], result.plan)
    for said in everyone.answers:
        session.draw(Text(visible(said)))
    session.draw(Text())
    session.draw(_near(everyone, session))
    if len(everyone.near) > MOST:
        session.say("robustness.more_near", count=len(everyone.near) - MOST)
    shift = shift_of(voice, result)
    if shift is not None:
        session.draw(Text(f"\n{shift.said}"))
    names = tuple(doubt_of(voice, said).name for said in result.plan.uncertain)
    for each in result.sensitivities:
        _indices(target_of(voice, result, each, names), session)


def _near(of: Listed, session: Session) -> Table:
    """Units near the cut-offs, the last first; probabilities with shape and style."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(session.words("reports.unit"))
    for head in ("reports.robustness.nominal", "reports.median", "reports.robustness.ninety"):
        table.add_column(session.words(head), justify="right")
    for cut_off in of.cut_offs:
        table.add_column(session.words("reports.last", places=cut_off), justify="right")
    for line in of.near[:MOST]:
        table.add_row(*_cells(line))
    return table


def _cells(line: Line) -> Iterator[Text]:
    ninety = f"{line.low}–{line.high}" if line.low else ""
    for words in (line.name, line.nominal, line.median, ninety):
        yield Text(visible(words))
    for chance in line.chances:
        yield Text(f"{chance.shape} {chance.said}", _STYLES[chance.level])


def _indices(target: Target, session: Session) -> None:
    session.draw(Text(visible(f"\n{target.name}"), "bold"))
    session.draw(Text(visible(target.answer)))
    if not target.rows:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(session.words("reports.robustness.uncertainty"))
    for head in ("first", "interval", "total", "interval"):
        table.add_column(session.words(f"reports.robustness.{head}"), justify="right")
    for row in target.rows:
        cells = (row.name, row.first, row.first_interval, row.total, row.total_interval)
        table.add_row(*(Text(visible(cell)) for cell in cells))
    session.draw(table)
