"""How an item of a ledger goes, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.cases.machines.model import Party


@dataclass(frozen=True, slots=True)
class Work:
    """A step of an item: from which state to which (None: it stays), by which party, with words or not."""

    source: str
    target: str | None
    party: Party
    needs_note: bool = True


WORK: Mapping[str, Work] = {
    "planned": Work("open", None, Party.ANSWERING, needs_note=False),  # measure, owner, day
    "reported": Work("open", "reported", Party.ANSWERING),  # done, with evidence
    "returned": Work("reported", "open", Party.LEAD),  # not yet
    "signed_off": Work("reported", "signed_off", Party.LEAD),  # 销号
    "looked_back": Work("signed_off", None, Party.LEAD),  # 回头看
}
