"""What every command that works on figures is given: the figures, the scheme, tables beside, the year."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kaohe.figures import Figures
    from kaohe.messages import Problem
    from kaohe.schemes import Scheme

FiguresFile = Annotated[Path, typer.Argument(help="cli.assess.figures")]
SchemeName = Annotated[str, typer.Option("--scheme", help="cli.scheme")]
Previous = Annotated[Path | None, typer.Option(help="cli.previous")]
Cities = Annotated[Path | None, typer.Option(help="cli.cities")]
Targets = Annotated[Path | None, typer.Option(help="cli.targets")]
Year = Annotated[int | None, typer.Option(help="cli.year")]


@dataclass(frozen=True, slots=True)
class Given:
    """What was read: `notices` are what reading found worth saying, `files` what was read."""

    figures: "Figures"
    scheme: "Scheme"
    notices: "tuple[Problem, ...]"
    files: tuple[Path, ...]
