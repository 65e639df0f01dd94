"""What a machine is made of: states, and steps with who may take them and what they need."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Party(StrEnum):
    """An office's part in a case: whose matter a step is, and who is told of it."""

    LEAD = "lead"  # the office that acts
    ANSWERING = "answering"  # the one acted upon, or that has to answer
    ABOVE = "above"  # the provincial government: asked, or answered to
    JOINT = "joint"  # those that act jointly with the lead


class Need(StrEnum):
    """What must be there before a step is taken; `queries.needs` has a check for each."""

    NOTE = "note"  # a reason or an instruction in words
    RESULT = "result"  # what came of the case, in words
    DUE = "due"  # the last day, set before the order or request is issued
    JOINT_OFFICES = "joint_offices"  # the departments that act jointly, chosen
    COSIGNED = "cosigned"  # the letter is issued jointly by all of them
    ITEMS = "items"  # what is to be put right, in the ledger
    ALL_ITEMS_SIGNED_OFF = "all_items_signed_off"
    MEETING = "meeting"  # when and where the talk is to be held
    MEETING_HELD = "meeting_held"  # who came, recorded
    COMMITMENTS_CHECKED = "commitments_checked"
    LETTER = "letter"  # the step's letter, issued
    TEXT = "text"  # of the answer that the step hands in
    OTHER_PERSON = "other_person"  # than the one who took the step named by `other_than`


@dataclass(frozen=True, slots=True)
class Step:
    """From `sources` to `target`, by whoever holds `grant` for the matter of `party`.

    `letter`: the kind of letter that must be issued before; `form`: the one that the answering side may
    write for it. `answer`: what the step hands in; `verdict`: what it says of the last answer. `clock`: the
    clock is started by the day that was set, or ended.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    grant: str
    party: Party = Party.LEAD
    needs: tuple[Need, ...] = ()
    letter: str = ""
    form: str = ""
    other_than: str = ""
    answer: str = ""
    verdict: str = ""
    clock: str = ""  # start, met, fell_away
    tells: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Machine:
    """How a kind of case goes: `way` is its states from the first to the regular end."""

    kind: str
    way: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def first(self) -> str:
        """The state in which a case is opened."""
        return self.way[0]

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Every state: those of the way, then the others."""
        return tuple(dict.fromkeys((*self.way, *(step.target for step in self.steps))))

    @cached_property
    def closed(self) -> frozenset[str]:
        """The states that nothing leads out of."""
        return frozenset(self.states) - {state for step in self.steps for state in step.sources}

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The kinds of letters that its steps need or offer."""
        named = (kind for step in self.steps for kind in (step.letter, step.form) if kind)
        return tuple(dict.fromkeys(named))

    @property
    def shown_at_once(self) -> bool:
        """Whether whoever has to answer sees the case as soon as it is opened: something is theirs to do."""
        return any(self.first in step.sources and step.party is Party.ANSWERING for step in self.steps)

    def shows(self, step: Step) -> bool:
        """Whether the answering side sees the case from this step on: they are told, and it isn't its end."""
        return Party.ANSWERING in step.tells and step.target not in self.closed

    def step(self, name: str) -> Step:
        """The step of a name; KeyError for one it doesn't have."""
        found = next((step for step in self.steps if step.name == name), None)
        if found is None:
            raise KeyError(name)
        return found
