"""Which measures the policies leave to the office to start."""

from functools import cache

from kaohe.rules import rule_pack, rule_pack_ids


@cache
def startable(level: str) -> tuple[str, ...]:
    """Kinds of measures that the office may start for zones of a level, by the shipped packs, in their order.

    For provincial zones there are none: the text has no sanctions for them.
    """
    rules = (rule for code in rule_pack_ids() for rule in rule_pack(code).pack.rules if rule.level == level)
    measures = (measure for rule in rules for measure in rule.measures)
    return tuple(dict.fromkeys(measure.kind for measure in measures if measure.taken == "may_start"))
