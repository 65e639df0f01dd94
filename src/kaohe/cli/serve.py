"""`kaohe serve`: the whole office with one command."""

from contextlib import nullcontext
from typing import Annotated

import typer

from kaohe.cli.demo_office import demo_home, show_demo, worker
from kaohe.cli.office import Home, first_users, home_of
from kaohe.cli.session import Exit, Session


def serve(
    context: typer.Context,
    home: Home = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="office.port")] = 8000,
    host: Annotated[str, typer.Option(help="office.host")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="office.demo")] = False,
) -> Exit:
    """Make what is missing, then serve until Ctrl-C or SIGTERM."""
    from kaohe.web.operations.setting_up import now, prepared, set_up

    session: Session = context.obj
    folder = demo_home(home) if demo else home_of(home)
    set_up(folder)

    from kaohe.web.operations.serving import Address, serve

    with prepared(folder):
        if demo:
            show_demo(session, folder, now())
        else:
            show_first_users(session, first_users(session, now()))
    address = Address(host, port)
    with worker(folder) if demo else nullcontext():
        serve(address, lambda: _told(session, address, str(folder), demo=demo))
    return Exit.DONE


def show_first_users(session: Session, passwords: dict[str, str]) -> None:
    """At the very first start: who can sign in, once."""
    if passwords:
        session.say("office.first_start")
        session.table(["office.user", "office.password"], list(passwords.items()))


def _told(session: Session, address: object, folder: str, *, demo: bool) -> None:
    session.say("office.serving", address=f"http://{address}", home=folder)
    if not demo:
        session.say("office.work_beside", home=folder)
    session.out.file.flush()  # whoever waits for this line reads a pipe
