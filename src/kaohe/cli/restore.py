"""`kaohe restore ARCHIVE`: the office as it was backed up."""

from pathlib import Path
from typing import Annotated

import typer

from kaohe.cli.office import Home, home_of
from kaohe.cli.session import Exit, Session


def restore(
    context: typer.Context,
    archive: Annotated[Path, typer.Argument(help="office.restore_archive")],
    home: Home = None,
) -> Exit:
    """Exit 1 where it is restored and its journal has flaws."""
    session: Session = context.obj
    folder = home_of(home)

    from kaohe.web.operations.archives import unpacked
    from kaohe.web.operations.setting_up import set_up

    with session.progress("office.restoring"), unpacked(archive, folder) as (beside, manifest):
        set_up(beside)
        from kaohe.web.operations.backup import bring_back

        verified = bring_back(beside, manifest)
    session.say("office.restored", home=folder, entries=verified.entries)
    session.problems(verified.problems)
    return Exit.FINDINGS if verified.problems else Exit.DONE
