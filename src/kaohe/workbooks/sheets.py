"""Which sheet holds what: the units' own table, last year's, the cities', targets."""

from collections.abc import Iterator
from itertools import product

from kaohe.figures import Frames
from kaohe.messages import Place, Problem, Refused
from kaohe.schemes import Scheme
from kaohe.schemes.model import Frame
from kaohe.workbooks.folding import fold
from kaohe.workbooks.grids import Book
from kaohe.workbooks.headers import ATTRIBUTES, Column, Vocabulary, vocabulary
from kaohe.workbooks.heads import Head, find_head

REPORT = ("填报", "figures", "填报表", "数据")
_REPORT = frozenset(map(fold, REPORT))
ITEMS, GUIDE, META, LISTS = "数据项", "填表说明", "_meta", "_lists"
_LAST_YEAR = ("上年", "last year", "previous")
_CITIES = ("城市", "cities", "所在地市")
_TARGETS = ("目标", "targets", "目标值")
_AUXILIARY = frozenset(map(fold, (ITEMS, GUIDE, *_LAST_YEAR, *_CITIES, *_TARGETS)))


def frame_sheets(scheme: Scheme, frames: Frames) -> tuple[str, ...]:
    """Names that the sheet of a frame may have, ours first: `上年`, and `上年城市` for last year's cities."""
    words = [(*_usual(scheme, code), code, *_own(scheme.frames[code])) for code in frames]
    joined = ("".join(parts) for parts in product(*words))
    dotted = (".".join(parts) for parts in product(*words))
    return tuple(dict.fromkeys((*joined, *dotted)))


def _usual(scheme: Scheme, code: str) -> tuple[str, ...]:
    """The usual names of a frame's kind, which go to the first of the kind."""
    kinds = {other: _kind(frame) for other, frame in scheme.frames.items()}
    first = next(other for other, kind in kinds.items() if kind == kinds[code])
    return kinds[code] if code == first else ()


def _kind(frame: Frame) -> tuple[str, ...]:
    if frame.through:
        return _CITIES
    if frame.given:
        return _TARGETS
    return _LAST_YEAR if frame.year == -1 else ()


def _own(frame: Frame) -> tuple[str, ...]:
    return (frame.name.zh, frame.name.en) if frame.name else ()


def frame_vocabulary(scheme: Scheme, frames: Frames) -> Vocabulary:
    """The heads of a frame's table; a table of cities is keyed by city."""
    through = scheme.frames[frames[-1]].through if frames else None
    keys = (through, *ATTRIBUTES.get(through, ())) if through else ()
    return vocabulary(scheme, keys=keys, indicators=bool(frames))


def report_head(book: Book, scheme: Scheme, frames: Frames) -> Head:
    """The main table of a file, read as the table of `frames`. Raises `Refused` where no sheet is one."""
    words = frame_vocabulary(scheme, frames)
    own = frozenset(map(fold, frame_sheets(scheme, frames) if frames else ()))
    others = {fold(name) for way in all_frames(scheme) for name in frame_sheets(scheme, way)} - own
    taken = (others | _AUXILIARY) - own
    open_grids = [grid for grid in book.grids if not grid.hidden and fold(grid.sheet or "") not in taken]
    called = ([grid for grid in open_grids if fold(grid.sheet or "") in names] for names in (_REPORT, own))
    grids = next((grids for grids in called if grids), open_grids)
    heads = [head for grid in grids if (head := find_head(grid, words)) and _is_table(head)]
    if len(heads) == 1:
        return heads[0]
    wanted = REPORT[0] if not frames else frame_sheets(scheme, frames)[0]
    if not heads and len(book.grids) == 1 and book.grids[0].sheet is None:
        raise Refused.because("workbooks.no_header", Place(book.file))
    found = "、".join(grid.sheet or "" for grid in ([head.grid for head in heads] or book.grids))
    code = "workbooks.several_sheets" if heads else "workbooks.no_sheet"
    raise Refused.because(code, Place(book.file), found=found, wanted=wanted)


def _is_table(head: Head) -> bool:
    """A header that names a unit's column and a value, or at least two values."""
    return len(head.values) >= (1 if Column("unit") in head.columns else 2)


def frame_heads(
    book: Book, scheme: Scheme, problems: list[Problem], under: Frames = ()
) -> Iterator[tuple[Frames, Head]]:
    """Frames that stand as filled sheets; `under` is what the file itself is, e.g. `("prev",)`.

    A sheet of a frame without a header joins `problems`.
    """
    sheets = {fold(grid.sheet): grid for grid in book.grids if grid.sheet}
    for frames in all_frames(scheme):
        names = map(fold, frame_sheets(scheme, frames))
        grid = next((sheets[name] for name in names if name in sheets), None)
        if grid is None or not any(any(row) for row in grid.rows):
            continue
        head = find_head(grid, frame_vocabulary(scheme, (*under, *frames)))
        if head is None:
            problems.append(Problem("workbooks.no_header", {}, Place(grid.file, grid.sheet)))
        elif len(grid.rows) > head.row + 1:
            yield (*under, *frames), head


def all_frames(scheme: Scheme) -> Iterator[Frames]:
    """Every way to a frame, one or two steps long."""
    for code in scheme.frames:
        yield (code,)
    for first, second in product(scheme.frames, repeat=2):
        if first != second:
            yield (first, second)
