"""`kaohe check FIGURES --scheme S`: what is wrong or doubtful in reported figures, by cell."""

from typing import TYPE_CHECKING

import typer

from kaohe.cli.assess import read_given
from kaohe.cli.figures_given import Cities, FiguresFile, Previous, SchemeName, Targets, Year
from kaohe.cli.session import AsJson, Exit, Session, as_data

if TYPE_CHECKING:
    from kaohe.figures import Figures
    from kaohe.messages import Problem
    from kaohe.schemes import Scheme


def check(
    context: typer.Context,
    figures: FiguresFile,
    scheme: SchemeName,
    previous: Previous = None,
    cities: Cities = None,
    targets: Targets = None,
    year: Year = None,
    as_json: AsJson = False,
) -> Exit:
    """Exit 1 where anything hard or soft is found, 2 where the figures can't be read at all."""
    from kaohe.figures import check_figures

    session: Session = context.obj
    given = read_given(session, figures, scheme, previous, cities, targets, year)
    with session.progress("cli.check.checking"):
        unfit = _unfit(given.figures, given.scheme)
        found = (*given.notices, *unfit, *check_figures(given.figures, given.scheme))
    count = {level: sum(problem.level == level for problem in found) for level in ("hard", "soft", "note")}
    if as_json:
        session.json({**count, "problems": [as_data(problem, session.lang) for problem in found]})
    else:
        session.problems(found)
        session.say("cli.check.done", **count, units=len(given.figures.units))
    return Exit.FINDINGS if count["hard"] or count["soft"] else Exit.DONE


def _unfit(figures: "Figures", scheme: "Scheme") -> "tuple[Problem, ...]":
    """Why `kaohe assess` would refuse the figures as a whole, such as a year that the scheme isn't for."""
    from kaohe.messages import Refused
    from kaohe.scoring.fitness import fit

    try:
        fit(figures, scheme)
    except Refused as refused:
        return refused.problems
    return ()
