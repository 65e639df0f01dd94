"""`kaohe backup OUT`: everything that the office keeps, in one file."""

from pathlib import Path
from typing import Annotated

import typer

from kaohe.cli.office import Home, existing
from kaohe.cli.session import Exit, Session
from kaohe.messages import Problem


def backup(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="office.backup_out")],
    home: Home = None,
) -> Exit:
    """While others go on working. Exit 1 where the archive is whole but files that rows name are gone."""
    session: Session = context.obj
    existing(home)

    from kaohe.office.files.sweep import missing
    from kaohe.web.operations.backup import back_up
    from kaohe.web.operations.setting_up import now

    with session.progress("office.backing_up"):
        size = back_up(out, now())
    session.say("office.backed_up", out=out, size=f"{size / 1e6:,.1f}")
    lost = [Problem("files.lost", {"hash": each.sha256, "size": each.size}) for each in missing()]
    session.problems(lost)
    return Exit.FINDINGS if lost else Exit.DONE
