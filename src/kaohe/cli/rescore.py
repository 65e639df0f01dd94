"""`kaohe rescore SNAPSHOT`: the same published tables to the byte, or what differs."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kaohe.cli.session import AsJson, Exit, Session


def rescore(
    context: typer.Context,
    snapshot: Annotated[Path, typer.Argument(help="cli.rescore.snapshot")],
    as_json: AsJson = False,
) -> Exit:
    """Exit 1 where a table differs."""
    from kaohe.archive import read_snapshot
    from kaohe.archive import rescore as score_again

    session: Session = context.obj
    kept = read_snapshot(snapshot)
    with session.progress("cli.progress.scoring"):
        differences = score_again(kept)
    if as_json:
        found = [asdict(difference) for difference in differences]
        session.json({"tables": sorted(kept.published), "differences": found})
    for difference in differences:
        session.say("cli.rescore.differs", **asdict(difference))
    if not differences:
        session.say("cli.rescore.same", tables=len(kept.published), version=kept.code_version)
    return Exit.FINDINGS if differences else Exit.DONE
