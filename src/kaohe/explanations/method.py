"""The method section: the scheme, its tree and every indicator with what was done to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kaohe.explanations import methods as words
from kaohe.explanations.numbers import figure
from kaohe.explanations.result import Result
from kaohe.explanations.scales import scale_words
from kaohe.explanations.treatments import moved_values, whole_column_treated
from kaohe.explanations.voice import Voice
from kaohe.explanations.weightings import computed_words, weight_words
from kaohe.schemes import Branch, Leaf
from kaohe.scoring import NodeScores


@dataclass(frozen=True, slots=True)
class Joint:
    """A branch of the tree: how its children become its score."""

    name: str
    depth: int
    weight: str
    combine: str
    need: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator; of missing, treat and scale `steps` has only what differs from the common way."""

    name: str
    unit: str
    weight: str
    direction: str
    formula: str
    definition: str
    provenance: str
    clause: str
    source: str
    steps: tuple[str, ...]
    present: int
    done: str
    least: str
    median: str
    most: str


@dataclass(frozen=True, slots=True)
class Part:
    """The indicators below one branch."""

    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """`steps` in their fixed order, with what most indicators share; `reading`: how to read contributions."""

    steps: tuple[str, ...]
    reading: tuple[str, ...]
    joints: tuple[Joint, ...]
    parts: tuple[Part, ...]


def method_of(voice: Voice, result: Result) -> Method:
    """The scheme in words, with what its treatment came to in this assessment."""
    outline = result.scores.outline
    said = {leaf.path: _said(voice, leaf) for leaf in outline.leaves()}
    columns = zip(*said.values(), strict=True)
    common = tuple(Counter(column).most_common(1)[0][0] for column in columns)
    branches = [node for node in outline.reading_order() if isinstance(node, Branch)]
    return Method(
        steps=tuple(_fixed_steps(voice, result, common)),
        reading=_reading(voice, result),
        joints=tuple(_joint(voice, result, branch) for branch in branches),
        parts=tuple(_parts(voice, result, common)),
    )


def _fixed_steps(voice: Voice, result: Result, common: tuple[str, ...]) -> Iterator[str]:
    ranks = result.scores.scheme.ranks
    yield voice.say("explanations.step.value")
    yield voice.say("explanations.step.missing", common=common[0])
    yield voice.say("explanations.step.treat", common=common[1])
    yield voice.say("explanations.step.scale", common=common[2])
    yield voice.say("explanations.step.cap")
    yield voice.say("explanations.step.combine")
    yield voice.say("explanations.step.adjust")
    yield voice.say("explanations.step.round")
    yield voice.say("explanations.step.rank", ties=words.ties_words(voice, ranks.ties))
    if ranks.then:
        names = [voice.of(result.scores.nodes[path].node.name) for path in ranks.then]
        yield voice.say("explanations.step.ties_then", names=", ".join(names))


def _reading(voice: Voice, result: Result) -> tuple[str, ...]:
    adds = result.contributions.baseline == "none"
    return (
        voice.say("explanations.contributions_add" if adds else "explanations.contributions_baseline"),
        voice.say("explanations.against_means"),
        voice.say("explanations.rounding_line"),
    )


def _said(voice: Voice, node: Leaf | Branch) -> tuple[str, str, str]:
    return (
        voice.cases(node.way.missing, lambda method: words.missing_words(voice, method)),
        voice.cases(node.way.treat, lambda method: words.treat_words(voice, method)),
        voice.cases(node.way.scale, lambda method: scale_words(voice, method)),
    )


def _joint(voice: Voice, result: Result, branch: Branch) -> Joint:
    missing, treat, scale = _said(voice, branch)
    plain = (voice.say("explanations.missing.leave"), voice.say("explanations.treat.none"))
    unscaled = voice.say("explanations.scale.none")
    own = [said for said in (missing, treat, scale) if said not in (*plain, unscaled)]
    computed = computed_words(voice, result.scores.nodes[branch.path])
    return Joint(
        voice.of(branch.name),
        branch.path.count("/"),
        _weight(voice, result, branch) if "/" in branch.path else "",
        voice.cases(branch.combine, lambda how: words.combine_words(voice, how)),
        voice.cases(branch.need, lambda need: words.need_words(voice, need)),
        (*([computed] if computed else ()), *own, *_further(voice, branch)),
    )


def _weight(voice: Voice, result: Result, node: Leaf | Branch) -> str:
    parent = result.scores.nodes.get(node.path.rpartition("/")[0])
    return weight_words(voice, result.scores.nodes[node.path], parent)


def _further(voice: Voice, node: Leaf | Branch) -> Iterator[str]:
    """Cap, adjustments and rounding, where there are any."""
    way = node.way
    if way.cap is not None:
        yield voice.say("explanations.cap", most=voice.cases(way.cap, figure))
    for adjust in way.adjust:
        does = words.adjust_words(voice, adjust)
        yield voice.say("explanations.about", name=words.adjust_name(voice, adjust), what=does)
    if way.round is not None:
        yield voice.say("explanations.rounded", digits=way.round)


def _parts(voice: Voice, result: Result, common: tuple[str, ...]) -> Iterator[Part]:
    """The leaves of each dimension; those that hang on the root under the root's name."""
    root = result.scores.outline.root
    loose = [node for node in result.dimensions or (root,) if isinstance(node, Leaf)]
    if loose:
        yield Part(voice.of(root.name), tuple(_indicator(voice, result, leaf, common) for leaf in loose))
    for node in result.dimensions:
        if isinstance(node, Branch):
            yield Part(
                voice.of(node.name), tuple(_indicator(voice, result, leaf, common) for leaf in _leaves(node))
            )


def _leaves(branch: Branch) -> Iterator[Leaf]:
    for child in branch.children:
        if isinstance(child, Leaf):
            yield child
        else:
            yield from _leaves(child)


def _indicator(voice: Voice, result: Result, leaf: Leaf, common: tuple[str, ...]) -> Indicator:
    keys, node = result.scores.scheme.indicators[leaf.code], result.scores.nodes[leaf.path]
    defaults = result.scores.scheme.defaults
    own = [said for said, shared in zip(_said(voice, leaf), common, strict=True) if said != shared]
    values = node.value.values[~node.value.missing]
    least, median, most = (
        (figure(float(x)) for x in np.percentile(values, [0, 50, 100])) if len(values) else [""] * 3
    )
    reading = (
        [voice.say("explanations.reading", formula=voice.cases(leaf.reading, voice.formula))]
        if leaf.reading
        else []
    )
    return Indicator(
        name=voice.of(leaf.name),
        unit=voice.unit(leaf.unit),
        weight=_weight(voice, result, leaf),
        direction=voice.cases(leaf.way.direction, lambda way: words.direction_words(voice, way)),
        formula=voice.cases(leaf.formula, voice.formula),
        definition=voice.of(keys.definition) if keys.definition else "",
        provenance=words.provenance_words(voice, keys.provenance or defaults.provenance),
        clause=keys.clause or defaults.clause or "",
        source=keys.source or defaults.source or "",
        steps=(*own, *reading, *_further(voice, leaf)),
        present=len(values),
        done=_done(voice, node),
        least=least,
        median=median,
        most=most,
    )


def _done(voice: Voice, node: NodeScores) -> str:
    """What the treatment came to, and the range that the scale then saw."""
    moved = moved_values(node)
    if not moved:
        return ""
    values = node.treated.values[~node.treated.missing]
    ends = {"low": figure(float(values.min())), "high": figure(float(values.max()))}
    if whole_column_treated(node):
        return voice.say("explanations.done_column", **ends)
    return voice.say("explanations.done_values", count=moved, **ends)
