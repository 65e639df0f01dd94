"""A scheme with everything said where it holds: each node its own steps and weight, nothing inherited."""

from kaohe.schemes import Scheme
from kaohe.schemes.model import Applies, IndicatorKeys, Node, Steps
from kaohe.schemes.outline import Weight, child_nodes, leaf_layers, said

_NO_STEPS = dict.fromkeys(Steps.model_fields)


def spelled_out(scheme: Scheme) -> Scheme:
    """The same scheme without `of`, `each`, named columns of weights and steps of indicators or defaults.

    It scores as the scheme does, in any year.
    """
    ((code, root),) = scheme.tree.items()
    formula = scheme.defaults.formula
    indicators = {
        name: keys.model_copy(update={**_NO_STEPS, "formula": keys.formula or formula, "weights": {}})
        for name, keys in scheme.indicators.items()
    }
    return scheme.model_copy(
        update={
            "applies": Applies(),
            "defaults": IndicatorKeys(unit=scheme.defaults.unit),
            "indicators": indicators,
            "tree": {code: _node(scheme, code, root, root.weight, ())},
        }
    )


def _node(scheme: Scheme, code: str, node: Node, weight: Weight, each: tuple[Steps, ...]) -> Node:
    if not node.children and node.of is None:
        layers = leaf_layers(scheme, code, node, each)
        steps = {key: said(key, layers) for key in Steps.model_fields}
        return node.model_copy(update={**steps, "weight": weight})
    inner = (node.each, *each) if node.each else each
    children = {
        name: _node(scheme, name, child, own, inner) for name, child, own in child_nodes(scheme, node)
    }
    column = isinstance(node.weights, str) and node.weights != "equal"
    keys = {"weight": weight, "children": children, "of": None, "each": None, "total": None}
    return node.model_copy(update={**keys, "weights": None if column else node.weights})
