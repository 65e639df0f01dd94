"""`kaohe check FIGURES --scheme S`: what is wrong or doubtful in reported figures, by cell."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaohe.cli.session import AsJson, Exit, Session, as_data

if TYPE_CHECKING:
    from kaohe.figures import Figures
    from kaohe.messages import Problem
    from kaohe.schemes import Scheme


def check(
    context: typer.Context,
    figures: Annotated[Path, typer.Argument(help="cli.assess.figures")],
    scheme: Annotated[str, typer.Option("--scheme", help="cli.scheme")],
    previous: Annotated[Path | None, typer.Option(help="cli.previous")] = None,
    cities: Annotated[Path | None, typer.Option(help="cli.cities")] = None,
    targets: Annotated[Path | None, typer.Option(help="cli.targets")] = None,
    year: Annotated[int | None, typer.Option(help="cli.year")] = None,
    as_json: AsJson = False,
) -> Exit:
    """Exit 1 where anything hard or soft is found, 2 where the figures can't be read at all."""
    from kaohe.figures import check_figures
    from kaohe.schemes import load_scheme
    from kaohe.workbooks import read_figures

    session: Session = context.obj
    system = load_scheme(scheme)
    with session.progress("cli.progress.reading"):
        reading = read_figures(
            figures, system, data_year=year, previous=previous, cities=cities, targets=targets
        )
    with session.progress("cli.check.checking"):
        unfit = _unfit(reading.figures, system)
        found = (*reading.notices, *unfit, *check_figures(reading.figures, system))
    count = {level: sum(problem.level == level for problem in found) for level in ("hard", "soft", "note")}
    if as_json:
        session.json({**count, "problems": [as_data(problem, session.lang) for problem in found]})
    else:
        session.problems(found)
        session.say("cli.check.done", **count, units=len(reading.figures.units))
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
