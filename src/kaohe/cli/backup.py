"""`kaohe backup OUT`: everything that the office keeps, in one file."""

from pathlib import Path
from typing import Annotated

import typer

from kaohe.cli.office import Home, existing
from kaohe.cli.session import Exit, Session


def backup(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="office.backup_out")],
    home: Home = None,
) -> Exit:
    """While others go on working."""
    session: Session = context.obj
    existing(home)

    from kaohe.web.operations.backup import back_up
    from kaohe.web.operations.setting_up import now

    with session.progress("office.backing_up"):
        size = back_up(out, now())
    session.say("office.backed_up", out=out, size=f"{size / 1e6:,.1f}")
    return Exit.DONE
