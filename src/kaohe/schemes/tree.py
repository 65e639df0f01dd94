"""What the review says of the tree: what stands where, each path once, weights that total what is stated."""

from collections.abc import Iterator
from itertools import islice, product

from kaohe.schemes.choice import Switch, spelled
from kaohe.schemes.model import Node, Scheme
from kaohe.schemes.names import Path, Said
from kaohe.schemes.outline import Weight, child_nodes
from kaohe.schemes.weighed import computed_weights, negative_weights

_OF_BRANCHES = ("combine", "through", "back", "total", "need", "of", "weights", "each")


def tree_problems(scheme: Scheme) -> Iterator[Said]:
    """Every problem of the tree, the root's first."""
    for code, root in scheme.tree.items():
        yield from _node(scheme, ("tree", code), root)


def tree_paths(scheme: Scheme) -> Iterator[str]:
    """The path of every node, `index/base/share`."""
    stack = list(scheme.tree.items())
    while stack:
        path, node = stack.pop()
        yield path
        stack += [(f"{path}/{code}", child) for code, child, _ in child_nodes(scheme, node)]


def _node(scheme: Scheme, path: Path, node: Node) -> Iterator[Said]:
    children = child_nodes(scheme, node)
    if not children:
        yield from _leaf(scheme, path, node)
        return
    if node.reading is not None:
        yield Said("schemes.leaf_only", (*path, "reading"), {"node": path[-1], "key": "reading"})
    if node.through is not None and any(combine != "mean" for combine in spelled(node.combine).all()):
        yield Said("schemes.through_needs_mean", (*path, "through"), {"node": path[-1]})
    codes = [code for code, _, _ in children]
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        yield Said("schemes.path_twice", path, {"path": "/".join(map(str, (*path[1::2], code)))})
    for code in node.of if isinstance(node.of, tuple) else ():
        if code not in scheme.indicators:
            yield Said("schemes.unknown_indicator", (*path, "of"), {"name": code})
    if node.weights is None or isinstance(node.weights, str):
        yield from _weights(scheme, path, node, [weight for _, _, weight in children])
    else:
        yield from computed_weights(path, node, {code: weight for code, _, weight in children})
    for code, child in node.children.items():
        yield from _node(scheme, (*path, "children", code), child)


def _leaf(scheme: Scheme, path: Path, node: Node) -> Iterator[Said]:
    if path[-1] not in scheme.indicators:
        yield Said("schemes.unknown_indicator", path, {"name": path[-1]})
        return
    for key in _OF_BRANCHES:
        if key in node.model_fields_set and getattr(node, key) is not None:
            yield Said("schemes.branch_only", (*path, key), {"node": path[-1], "key": key})


def _weights(scheme: Scheme, path: Path, node: Node, weights: list[Weight]) -> Iterator[Said]:
    """A named column that is there, no negative weights, the stated total in every case of every switch."""
    if isinstance(node.weights, str) and node.weights != "equal":
        columns = {
            column for keys in (*scheme.indicators.values(), scheme.defaults) for column in keys.weights
        }
        if node.weights not in columns:
            yield Said("schemes.unknown_weights", (*path, "weights"), {"name": node.weights})
    yield from negative_weights(path, weights)
    if node.total is None:
        return
    for case, found in _totals(scheme, weights):
        if abs(found - node.total) > 1e-9 * max(1.0, abs(node.total)):
            params = {"found": f"{found:g}", "total": f"{node.total:g}", "case": case or "—"}
            yield Said("schemes.total", path, params)


def _totals(scheme: Scheme, weights: list[Weight]) -> Iterator[tuple[str, float]]:
    """What the weights total in every combination of cases; cases of an attribute that agree go together.

    Where that leaves many combinations, most are wrong; the first hundred are enough to say so.
    """
    fixed = sum(weight for weight in weights if not isinstance(weight, Switch))
    switches = [weight for weight in weights if isinstance(weight, Switch)]
    by_attribute: list[list[tuple[str, float]]] = []
    for by in dict.fromkeys(switch.by for switch in switches):
        own = [switch for switch in switches if switch.by == by]
        together: dict[float, list[str]] = {}
        for case in scheme.units.get(by) or (
            *dict.fromkeys(case for switch in own for case in switch.cases),
            "*",
        ):
            together.setdefault(round(sum(switch.of(case) or 0.0 for switch in own), 9), []).append(case)
        by_attribute.append([(f"{by}={'/'.join(cases)}", part) for part, cases in together.items()])
    for combination in islice(product(*by_attribute), 100):
        yield ", ".join(words for words, _ in combination), fixed + sum(part for _, part in combination)
