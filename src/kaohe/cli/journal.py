"""`kaohe journal`: verify it here, or export it for others to verify."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer

from kaohe.cli.office import Home, existing
from kaohe.cli.session import AsJson, Exit, Session, as_data
from kaohe.messages import Place, Refused

journal = typer.Typer()


@journal.command(help="office.journal_verify")
def verify(
    context: typer.Context,
    head: Annotated[list[Path] | None, typer.Option(help="office.journal_head")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> Exit:
    """Exit 1 where an entry was altered, removed or moved."""
    session: Session = context.obj
    existing(home)

    from kaohe.office.journal.heads import read_head
    from kaohe.office.journal.verification import verify

    with session.progress("office.verifying"):
        verified = verify([read_head(file) for file in head or ()])
    if as_json:
        problems = [as_data(problem, session.lang) for problem in verified.problems]
        told = {"entries": verified.entries, "position": verified.position, "hash": verified.hash}
        session.json({**told, "problems": problems})
    elif verified.problems:
        session.problems(verified.problems)
    else:
        session.say("office.journal_whole", entries=verified.entries, hash=verified.hash)
        if not head:
            session.say("office.journal_without_head")
    return Exit.FINDINGS if verified.problems else Exit.DONE


@journal.command(help="office.journal_export")
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="office.journal_out")],
    home: Home = None,
) -> Exit:
    """The journal, and beside it the code that verifies it."""
    session: Session = context.obj
    existing(home)

    from kaohe.office.journal import verifier
    from kaohe.office.journal.export import exported
    from kaohe.office.journal.heads import head_at
    from kaohe.web.operations.setting_up import now

    head = head_at(now())
    _place(out, exported(head))
    program = out.with_name("verify_journal.py")
    program.write_bytes(Path(verifier.__file__).read_bytes())
    session.say("office.journal_exported", out=out, entries=head.position, program=program)
    return Exit.DONE


def _place(out: Path, lines: Iterable[bytes]) -> None:
    """The file appears when it is complete, and replaces nothing."""
    with NamedTemporaryFile(dir=out.absolute().parent, prefix=".", suffix=".part") as part:
        part.writelines(lines)
        part.flush()
        os.fsync(part.fileno())
        try:
            out.hardlink_to(part.name)
        except FileExistsError:
            raise Refused.because("office.export_exists", Place(str(out))) from None
