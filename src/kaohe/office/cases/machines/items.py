"""How an item of a ledger goes, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.cases.machines.model import Party


@dataclass(frozen=True, slots=True)
class Work:
    """A step of an item: from which state to which (None: it stays), by which party.

    `plans`: with measure, owner and day; the others with words. `before`: until the order is out of the
    drafter's hands; the others once the case is ordered.
    """

    source: str
    target: str | None
    party: Party
    plans: bool = False
    before: bool = False


WORK: Mapping[str, Work] = {
    "mended": Work("open", None, Party.LEAD, plans=True, before=True),
    "planned": Work("open", None, Party.ANSWERING, plans=True),
    "reported": Work("open", "reported", Party.ANSWERING),  # done, with evidence
    "returned": Work("reported", "open", Party.LEAD),  # not yet
    "signed_off": Work("reported", "signed_off", Party.LEAD),  # 销号
    "looked_back": Work("signed_off", None, Party.LEAD),  # 回头看
}
