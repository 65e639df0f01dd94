"""Each zone's way from item to rank, from the snapshot that a scoring scored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kaohe.archive import read_snapshot
from kaohe.explanations import Result, Voice, result_of
from kaohe.explanations.method import Method, method_of
from kaohe.messages import Lang, Text
from kaohe.office.assessment.models import Scoring
from kaohe.office.reporting.queries.figures import snapshot_folder
from kaohe.office.reporting.queries.standings import manifest_of
from kaohe.reports.lines import Lines, NodeLines, Other
from kaohe.schemes import Branch, Scheme
from kaohe.scoring import score


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the tree as one zone has it; texts are "" where there is nothing to say.

    `formula` names what the value is made of, `numbers` is the same with the zone's items filled in.
    """

    name: str
    depth: int
    is_leaf: bool
    measure: str
    value: str
    formula: str
    numbers: str
    score: str
    weight: str
    given: str
    rank: str
    of: int
    notes: str


@dataclass(frozen=True, slots=True)
class Way:
    """A zone's steps, the whole first; `others` are what the total has besides its indicators."""

    unit: str
    name: str
    steps: tuple[Step, ...]
    others: tuple[Other, ...]


def way_of(scoring: Scoring, unit: str, lang: Lang) -> Way | None:
    """The way of a zone; None for one that wasn't scored."""
    result = result_of_scoring(scoring)
    units = result.scores.figures.units
    if unit not in units:
        return None
    lines, place = _lines(*_key(scoring), lang), units.index(unit)
    steps = tuple(_steps(lines, result, place))
    return Way(unit, result.scores.figures.names[place], steps, tuple(lines.others(place)))


def method_of_scoring(scoring: Scoring, lang: Lang) -> Method:
    """How the scores came about, in words."""
    result = result_of_scoring(scoring)
    return method_of(Voice(result.scores.scheme, lang), result)


def scheme_of_scoring(scoring: Scoring) -> Scheme:
    """The scheme that the snapshot was frozen with."""
    return result_of_scoring(scoring).scores.scheme


def names_of_lists(scoring: Scoring) -> Mapping[str, Text]:
    """What each list of a scoring is called: the name of its node."""
    nodes = result_of_scoring(scoring).scores.nodes
    return {path: Text(node.node.name.zh, node.node.name.en) for path, node in nodes.items()}


def digits_of(scoring: Scoring, path: str) -> int | None:
    """Decimals of the scores of a list; None for an indicator's values, which have as many as they need."""
    result = result_of_scoring(scoring)
    if path == result.root:
        return result.digits
    return result.node_digits if isinstance(result.scores.nodes[path].node, Branch) else None


def result_of_scoring(scoring: Scoring) -> Result:
    """The scoring with all that follows from it; a snapshot never changes, so it is kept."""
    return _result(*_key(scoring))


def _key(scoring: Scoring) -> tuple[str, str]:
    """Raises `Refused` where the snapshot isn't what was frozen."""
    manifest_of(scoring.snapshot)
    return str(snapshot_folder(scoring.snapshot)), scoring.snapshot.manifest_hash


@lru_cache(maxsize=4)
def _result(folder: str, manifest_hash: str) -> Result:
    snapshot = read_snapshot(Path(folder))
    return result_of(score(snapshot.figures, snapshot.scheme))


@lru_cache(maxsize=4)
def _lines(folder: str, manifest_hash: str, lang: Lang) -> Lines:
    result = _result(folder, manifest_hash)
    return Lines(Voice(result.scores.scheme, lang), result)


def _steps(lines: Lines, result: Result, unit: int) -> Iterator[Step]:
    for node in result.scores.outline.reading_order():
        yield _step(lines.by_path[node.path], unit)


def _step(node: NodeLines, unit: int) -> Step:
    rank, of = node.places[unit]
    is_leaf = bool(node.values)
    return Step(
        name=node.name,
        depth=node.depth,
        is_leaf=is_leaf,
        measure=node.measure,
        value=node.values[unit] if is_leaf else "",
        formula=node.names[unit] if is_leaf else "",
        numbers=node.numbers[unit] if is_leaf else "",
        score=node.scores[unit],
        weight=node.weights[unit],
        given=node.given[unit],
        rank=rank,
        of=of,
        notes=node.notes[unit],
    )
