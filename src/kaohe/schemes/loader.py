"""A scheme from its file: strict YAML, the format's shape, then the review; every problem with its line."""

from pathlib import Path

from kaohe.messages import Place, Refused
from kaohe.packs import Lines, pack_file, pack_ids, parse_yaml, validate
from kaohe.schemes.beside import Beside
from kaohe.schemes.indicator_table import IndicatorTable
from kaohe.schemes.judgement_tables import JudgementTables
from kaohe.schemes.model import Scheme
from kaohe.schemes.review import review


def scheme_ids() -> tuple[str, ...]:
    """Ids of the shipped schemes."""
    return pack_ids("schemes")


def load_scheme(scheme: str | Path) -> Scheme:
    """The scheme with a shipped id, or in a YAML file. Raises `Refused` with every problem found."""
    return read_scheme(*scheme_text(scheme))


def scheme_text(scheme: str | Path) -> tuple[str, Path]:
    """The whole text of a shipped or own scheme and the file it stands in."""
    name, file = str(scheme), Path(scheme)
    if name in scheme_ids():
        return pack_file("schemes", f"{name}.yaml").read_text(encoding="utf-8"), Path(f"{name}.yaml")
    try:
        content = file.read_bytes()
    except (OSError, ValueError):
        raise Refused.because("schemes.unknown_id", id=name, allowed=", ".join(scheme_ids())) from None
    try:
        return content.decode("utf-8-sig"), file
    except UnicodeDecodeError:
        raise Refused.because("packs.not_utf8", Place(str(file))) from None


def read_scheme(text: str, file: Path, *, alone: bool = False) -> Scheme:
    """The scheme written in `text`; `file` names it in messages and is where tables are looked for.

    One that came `alone`, from another machine, has to hold its tables itself: no file of this one is read.
    Raises `Refused` with every problem found.
    """
    value, lines = parse_yaml(text, file.name)
    beside = Beside(file, lines, alone)
    judgements = JudgementTables()
    judgements.read_into(value, beside)
    table = IndicatorTable.named_in(value, beside)
    if table is not None:
        value, lines = {**value, "indicators": table.rows}, {**lines, **table.lines}
    try:
        return _reviewed(value, lines, file.name)
    except Refused as refused:
        said = refused.problems if table is None else map(table.placed, refused.problems)
        raise Refused(map(judgements.placed, said)) from None


def _reviewed(value: object, lines: Lines, file: str) -> Scheme:
    scheme = validate(Scheme, value, file, lines)
    problems = review(scheme, lines, file)
    if problems:
        raise Refused(problems)
    return scheme
