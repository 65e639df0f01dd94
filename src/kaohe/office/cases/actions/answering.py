"""The answering side hands in a plan, a report or proposals, with files."""

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.actions.effects import MOST_FILES
from kaohe.office.cases.actions.holding import require_part
from kaohe.office.cases.actions.moving import take_step
from kaohe.office.cases.machines import machine_of
from kaohe.office.cases.models import Case, Move
from kaohe.office.files.storing import receive


def hand_in(
    *, actor: Actor, case: Case, step: str, text: str, files: Sequence["File[Any]"], seen: int, key: str
) -> Move:
    """Take a step that hands something in: the files are on the disk before the step is taken.

    Raises what `take_step` raises, and `Refused` for a file that isn't taken.
    """
    taken = machine_of(case.kind).step(step)
    require_part(actor, case, taken.grant, taken.party)  # nobody else's file touches the disk
    if len(files) > MOST_FILES:
        raise Refused.because("cases.too_many_files", found=len(files), allowed=MOST_FILES)
    received = [receive(file) for file in files]
    return take_step(actor=actor, case=case, step=step, text=text, files=received, seen=seen, key=key)
