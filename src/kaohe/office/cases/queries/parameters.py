"""The parameters of the packs with what the office has set so far."""

from collections import defaultdict
from dataclasses import dataclass

from kaohe.office.cases.models import Setting
from kaohe.rules import Pack, rule_pack, rule_pack_ids
from kaohe.rules.model import OpenParameter


@dataclass(frozen=True, slots=True)
class Asked:
    """What a policy leaves open, and every word of the office on it, the latest first."""

    pack: Pack
    name: str
    open: OpenParameter
    history: tuple[Setting, ...]

    @property
    def last(self) -> Setting | None:
        """The word that counts; one without a value opened the parameter again."""
        return self.history[0] if self.history else None


def asked() -> tuple[Asked, ...]:
    """Every parameter of every shipped pack, in their order. One query."""
    history: dict[tuple[str, str], list[Setting]] = defaultdict(list)
    for row in Setting.objects.order_by("-pk"):
        history[row.pack, row.name].append(row)
    packs = (rule_pack(code).pack for code in rule_pack_ids())
    return tuple(
        Asked(pack, name, parameter, tuple(history[pack.id, name]))
        for pack in packs
        for name, parameter in pack.parameters.items()
    )
