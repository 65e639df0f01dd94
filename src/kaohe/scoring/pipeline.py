"""The whole way from figures to scores. Read this first.

value -> missing -> treat -> scale -> cap -> adjust -> round, at every node, children before parents; a leaf's
value is its indicator, a branch's the combination of its children by weight.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, by_case, cases, groups, numbers
from kaohe.figures.measures import Measures
from kaohe.formulas import Cause, Column, Reason
from kaohe.messages import Problem, Refused
from kaohe.schemes import Branch, Leaf, Scheme, outline_of
from kaohe.schemes.scales import AnyScale, NoScale, Reference
from kaohe.scoring.adjusting import Adjusted, adjusted
from kaohe.scoring.combining import combined
from kaohe.scoring.exact import Floats, half_up
from kaohe.scoring.fitness import fit
from kaohe.scoring.missing import filled, methods_by_reason
from kaohe.scoring.presence import because, presence
from kaohe.scoring.scaling import scaled
from kaohe.scoring.scores import NodeScores, Scores, Weighed
from kaohe.scoring.treatment import treated
from kaohe.scoring.weights import weighed

Progress = Callable[[int, int], None]
"""Told after every node: nodes done, nodes in all."""


def score(figures: Figures, scheme: Scheme, progress: Progress = lambda done, of: None) -> Scores:
    """Score `figures` by `scheme`. Raises `Refused` where it doesn't fit or mustn't go on with gaps."""
    fit(figures, scheme)
    with np.errstate(all="ignore"):  # what leaves the range of numbers becomes missing, with its cause
        return Pipeline(figures, scheme).run(progress)


class Pipeline:
    """One scoring under way: what is known of the nodes scored so far."""

    def __init__(self, figures: Figures, scheme: Scheme):
        self.figures = figures
        self.scheme = scheme
        self.outline = outline_of(scheme)
        self.measures = Measures(scheme, figures)
        self.weights: dict[str, Floats] = {}
        self.applies: dict[str, Mask] = {}
        self.nodes: dict[str, NodeScores] = {}
        self.excluded = np.zeros(len(figures.units), dtype=bool)
        self.held: dict[int, tuple[str, ...]] = {}
        self.refusals: list[Problem] = []

    def run(self, progress: Progress) -> Scores:
        self.weigh(self.outline.root, np.ones(len(self.figures.units), dtype=bool))
        order = list(self.outline.nodes())
        for done, node in enumerate(order, start=1):
            self.nodes[node.path] = self.score_node(node)
            progress(done, len(order))
        if self.refusals:
            raise Refused(self.refusals)
        return Scores(self.scheme, self.figures, self.outline, self.nodes, self.excluded, self.held)

    def weigh(self, node: Leaf | Branch, above: Mask) -> None:
        """The weights of a node and all below it; a weight of 0 makes all below it not applicable too."""
        weight = numbers(node.weight, self.figures)
        applies = above & (weight > 0)
        self.weights[node.path], self.applies[node.path] = weight, applies
        for child in node.children if isinstance(node, Branch) else ():
            self.weigh(child, applies)

    def score_node(self, node: Leaf | Branch) -> NodeScores:
        applies = self.applies[node.path]
        used, computed = np.empty((0, 0)), None
        if isinstance(node, Branch):
            computed = self.computed_weights(node)
            value, used = self.branch(node)
        else:
            value = self.measures.read(node)
        whole = self.fill(node, value, applies)
        tame = by_case(node.way.treat, self.figures, lambda treat: treated(whole, treat, applies))
        level = self.scale(node, tame, applies)
        capped = self.cap(node, level)
        final = self.adjust(node, capped, applies)
        points = final.score
        if node.way.round is not None:
            points = points.filled(~points.missing, half_up(points.values, node.way.round))
        weight, steps = self.weights[node.path], (value, whole, tame, level, capped, points)
        return NodeScores(node, *steps, weight, applies, used, final.adjustments, computed)

    def computed_weights(self, branch: Branch) -> Weighed | None:
        """Give the children the weights that the scheme has computed from their scores."""
        if branch.weighting is None:
            return None
        children = [self.nodes[child.path] for child in branch.children]
        found, problems = weighed(branch, children, self.figures)
        self.refusals += problems
        for child, weight in zip(children, found.weights.T, strict=True):
            self.nodes[child.node.path] = replace(child, weight=weight)
        return found

    def branch(self, branch: Branch) -> tuple[Column, Floats]:
        """The branch's value and the children's weights in force."""
        there = presence(branch, [self.nodes[child.path] for child in branch.children], self.figures)
        lacking = there.lacking.missing
        used = np.where(lacking[:, None], 0.0, there.weights)
        parts = [(lacking, there.lacking)]
        for mask, how in cases(branch.combine, self.figures):
            if how == "sum":
                used[mask] *= there.spread[mask, None]
            # whoever is under another case has no weights here, and so isn't compared with
            here = np.where(mask[:, None], used, 0.0)
            parts.append((mask & ~lacking, combined(branch, how, there.scores, here)))
        return Column.choose(parts), used

    def fill(self, node: Leaf | Branch, value: Column, applies: Mask) -> Column:
        """Missing values treated as the scheme says; those it refuses are noted, each with its unit.

        What is not applicable, by its weight or because no case of its formula is the unit's, stays so.
        """
        value = Column.choose([(applies, value)], Cause(Reason.NOT_APPLICABLE, node.path))
        wanted = applies & ~because(value, Reason.NOT_APPLICABLE)
        reasons = np.array([cause.reason for cause in value.causes])[value.why]
        for mask, method in cases(node.way.missing, self.figures):
            for where, plain in methods_by_reason(method, reasons):
                if plain == "refuse":
                    self.refuse(node, value, mask & where & wanted & value.missing)
        return by_case(
            node.way.missing,
            self.figures,
            lambda method: filled(value, method, self.figures, wanted, lambda: self.last_year(node)),
        )

    def last_year(self, node: Leaf | Branch) -> Column:
        before = self.measures.last_year()
        if before is None or isinstance(node, Branch):
            return Column.of(np.full(len(self.figures.units), np.nan))
        return before.read(node)

    def refuse(self, node: Leaf | Branch, value: Column, where: Mask) -> None:
        for unit in np.flatnonzero(where).tolist():
            cause = value.cause(unit)
            params = {"unit": self.figures.names[unit], "node": node.name, "name": cause.name}
            self.refusals.append(Problem("scoring.refused_missing", params))

    def scale(self, node: Leaf | Branch, column: Column, applies: Mask) -> Column:
        parts: list[tuple[Mask, Column]] = []
        for scale_mask, method in cases(node.way.scale, self.figures):
            members = list(groups(self.figures, method.within).values())
            others = [self.other_year(node, frame, applies) for frame in method.pool]
            base = self.base(node, method, column)
            for mask, direction in cases(node.way.direction, self.figures):
                # a branch's own direction says how it is ranked; only a scale turns its score
                as_is = isinstance(node, Branch) and isinstance(method, NoScale)
                result = column if as_is else scaled(column, method, direction, members, others, base)
                parts.append((scale_mask & mask, result))
        return parts[0][1] if len(parts) == 1 else Column.choose(parts)

    def other_year(self, node: Leaf | Branch, frame: str, applies: Mask) -> Column:
        """A leaf's values in a frame's table, treated among themselves as this year's are."""
        if isinstance(node, Branch):
            return Column.of(np.full(len(applies), np.nan))
        value = (
            self.measures.through(frame).read(node).masked(~applies, Cause(Reason.NOT_APPLICABLE, node.path))
        )
        return by_case(node.way.treat, self.figures, lambda treat: treated(value, treat, applies))

    def base(self, node: Leaf | Branch, method: AnyScale, column: Column) -> Column | None:
        """What a target, reference, ratio or growth is measured against; None where units are compared."""
        if isinstance(method, Reference):
            return self.reference(node, method.reference, column)
        if method.against is None:
            return None
        if isinstance(method.against, str):
            return self.measures.with_x(method.against, node, column)
        return Column.of(np.full(len(column), method.against))

    def reference(self, node: Leaf | Branch, unit: str, column: Column) -> Column:
        """The value of the reference unit, for everyone."""
        value = np.nan
        if unit in self.figures.units:
            value = column.values[self.figures.units.index(unit)]
        else:
            self.refusals.append(Problem("scoring.no_reference", {"unit": unit, "node": node.name}))
        return Column.of(np.full(len(column), value), Cause(Reason.ABSENT, unit))

    def cap(self, node: Leaf | Branch, column: Column) -> Column:
        for mask, most in cases(node.way.cap, self.figures) if node.way.cap else ():
            column = column.filled(mask & ~column.missing, np.minimum(column.values, most))
        return column

    def adjust(self, node: Leaf | Branch, column: Column, applies: Mask) -> Adjusted:
        result = adjusted(column, node.way.adjust, self.measures, applies)
        self.excluded |= result.excluded
        for unit, classes in result.held.items():
            self.held[unit] = (*self.held.get(unit, ()), *classes)
        return result
