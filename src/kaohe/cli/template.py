"""`kaohe template --scheme S --units UNITS.csv --out FORM.xlsx`: the reporting form."""

from pathlib import Path
from typing import Annotated

import typer

from kaohe.cli.session import Exit, Session


def template(
    context: typer.Context,
    scheme: Annotated[str, typer.Option("--scheme", help="cli.scheme")],
    units: Annotated[Path, typer.Option("--units", help="cli.template.units")],
    out: Annotated[Path, typer.Option("--out", help="cli.template.out")],
    previous: Annotated[Path | None, typer.Option(help="cli.template.previous")] = None,
    year: Annotated[int | None, typer.Option(help="cli.template.year")] = None,
) -> Exit:
    """Write an empty form for the units; a file that is there already may be filled and is never replaced."""
    from kaohe.archive import whole_file
    from kaohe.messages import Place, Refused
    from kaohe.schemes import load_scheme
    from kaohe.workbooks import read_last_year, read_units, write_form

    session: Session = context.obj
    if out.exists():
        raise Refused.because("cli.template.exists", Place(str(out)))
    system = load_scheme(scheme)
    zones = read_units(units, system)
    before = None if previous is None else read_last_year(previous, system)
    with session.progress("cli.template.writing"), whole_file(out) as file:
        write_form(system, zones, file, before, year)
    session.say("cli.template.done", out=out, units=len(zones.units), items=len(system.items))
    return Exit.DONE
