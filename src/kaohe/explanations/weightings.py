"""How the weights of a branch's parts were computed, and what they came to, in words."""

from kaohe.explanations.numbers import figure
from kaohe.explanations.voice import Voice
from kaohe.schemes import Branch
from kaohe.schemes.weightings import Blend, Computed, Principal, weighting_kind
from kaohe.scoring import NodeScores
from kaohe.scoring.scores import Weighed


def weighting_words(voice: Voice, weighting: Computed, weighed: Weighed | None = None) -> str:
    """The methods by name; with the consistency ratio where judgements were `weighed`."""
    if isinstance(weighting, Blend):
        parts = [
            voice.say(
                "explanations.weighting.part", how=_named(voice, kind, weighed), share=figure(share * 100)
            )
            for kind, share in weighting.blend.named.items()
        ]
        joined = voice.say("explanations.and_then").join(parts)
        return voice.say("explanations.weighting.blend", parts=joined)
    loadings = isinstance(weighting, Principal) and weighting.pca == "loadings"
    return _named(voice, "loadings" if loadings else weighting_kind(weighting), weighed)


def computed_words(voice: Voice, node: NodeScores) -> str:
    """How the weights of the node's parts came about; "" where they are stated."""
    branch, weighed = node.node, node.weighed
    if not isinstance(branch, Branch) or branch.weighting is None or weighed is None:
        return ""
    how = weighting_words(voice, branch.weighting, weighed)
    if weighed.units:
        return voice.say("explanations.weighting.from_units", how=how, units=weighed.units)
    return voice.say("explanations.weighting.judged", how=how)


def weight_words(voice: Voice, node: NodeScores, parent: NodeScores | None) -> str:
    """A node's weight among its siblings: as the scheme states it, or what was computed."""
    if parent is None or parent.weighed is None:
        return voice.cases(node.node.weight, figure)
    found = node.weight[node.applies]
    if not len(found):
        return figure(0)
    ends = [figure(float(end)) for end in (found.min(), found.max())]
    return ends[0] if ends[0] == ends[1] else voice.say("explanations.range", low=ends[0], high=ends[1])


def _named(voice: Voice, kind: str, weighed: Weighed | None) -> str:
    if kind == "ahp" and weighed is not None and weighed.ratio is not None:
        return voice.say("explanations.weighting.ahp_ratio", ratio=f"{weighed.ratio:.3f}")
    return voice.say(f"explanations.weighting.{kind}")
