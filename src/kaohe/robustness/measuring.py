"""The whole of it: from figures, scheme and plan to how sure every rank is. The library's way in."""

from dataclasses import dataclass
from pathlib import Path

from kaohe.figures import Figures
from kaohe.messages import Refused
from kaohe.robustness.draws import Draws, Recorded, Seeded
from kaohe.robustness.outcome import RankList, Robustness
from kaohe.robustness.recording import Recorder
from kaohe.robustness.resolving import Doubts
from kaohe.robustness.run import Progress, Runner
from kaohe.robustness.sensitivity import check_base, sensitivities
from kaohe.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Asked:
    """How often to draw, out of which seed, and what to explain.

    `base` (a power of 2, 0: not at all) samples of Sobol indices for the mean rank shift and for the places
    of the `units`, by code. `threads` change how long it takes and nothing else (None: one a core).
    """

    draws: int
    seed: int
    base: int = 0
    units: tuple[str, ...] = ()
    threads: int | None = None

    def all_draws(self, doubts: Doubts) -> int:
        """How many draws that is in all."""
        return self.draws + self.base * (len(doubts.factors) + 2)


def robustness_of(
    figures: Figures,
    scheme: Scheme,
    doubts: Doubts,
    asked: Asked,
    *,
    replay: Recorded | None = None,
    record: Path | None = None,
    progress: Progress = lambda done: None,
) -> Robustness:
    """How sure every rank is: draw, count places, explain them.

    `doubts` come from `read_doubts`. `replay` takes the draws of a table written earlier, in the place of the
    seed's; `record` is a folder to write the table to. `progress` is told draws done, of `asked.all_draws`.
    Raises `Refused` for no draws, a base that is no power of 2, unknown units, figures that don't fit the
    scheme, or more than 5,000 units.
    """
    plan, factors = doubts.plan, doubts.factors
    if asked.draws < 1:
        raise Refused.because("robustness.no_draws_asked", found=asked.draws)
    if asked.base:
        check_base(asked.base)
    runner = Runner(figures, scheme, factors, plan.within, plan.cut_offs)
    for unit in asked.units:
        runner.position(unit)
    seeded = Seeded(factors, len(figures.units), asked.seed)
    source: Draws = replay or seeded
    recorder = (
        None if record is None else Recorder(record, factors, figures.units, asked.draws, source.errors)
    )
    note = (lambda block: None) if recorder is None else recorder.add
    tallies, shift = runner.count(source, asked.draws, progress, asked.threads, note)
    lists = tuple(
        RankList(group, positions, nominal, tally.places, tally.worse)
        for (group, positions), nominal, tally in zip(runner.lists, runner.nominal, tallies, strict=True)
    )
    explained = (
        sensitivities(runner, seeded, asked.base, asked.seed, asked.units, progress, asked.threads)
        if asked.base
        else ()
    )
    return Robustness(
        scheme=scheme,
        figures=figures,
        plan=plan,
        draws=asked.draws,
        seed=None if replay else asked.seed,
        scores=runner.scores,
        lists=lists,
        shift=shift,
        sensitivities=explained,
    )
