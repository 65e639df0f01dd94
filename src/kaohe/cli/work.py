"""`kaohe work`: what must happen without anybody opening a page."""

from typing import TYPE_CHECKING, Annotated

import typer

from kaohe.cli.office import Home, home_of
from kaohe.cli.session import Exit, Session

if TYPE_CHECKING:
    from kaohe.web.sweeps import Sweep


def work(
    context: typer.Context,
    home: Home = None,
    once: Annotated[bool, typer.Option("--once", help="office.once")] = False,
) -> Exit:
    """Sweep on a timer until Ctrl-C or SIGTERM."""
    from kaohe.web.operations.setting_up import now, prepared, set_up

    session: Session = context.obj
    folder = home_of(home)
    set_up(folder)

    from kaohe.web.operations.working import work
    from kaohe.web.sweeps import SWEEPS

    def done(sweep: "Sweep", count: int) -> None:
        at = now().strftime("%Y-%m-%d %H:%M:%S")
        session.say("office.swept", at=at, sweep=session.words(f"office.sweep_{sweep.name}"), count=count)
        session.out.file.flush()

    with prepared(folder):
        pass
    work(SWEEPS, now, done, once=once)
    return Exit.DONE
