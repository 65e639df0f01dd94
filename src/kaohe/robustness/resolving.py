"""From the plan's file to factors: what each `at` points to, and whether its alternatives fit the scheme."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from kaohe.formulas import parse
from kaohe.messages import Place, Problem, Refused
from kaohe.packs import Lines, pack_file, read_model
from kaohe.robustness.factors import Drop, Errors, Factor, Noise, OneOf, Sets, Step
from kaohe.robustness.plan import Plan, Uncertainty
from kaohe.robustness.weight_sets import read_sets
from kaohe.schemes import Branch, Leaf, Outline, Scheme, outline_of
from kaohe.schemes.choice import Choice, spelled
from kaohe.schemes.methods import ByFormula, Combine
from kaohe.schemes.names import Said, formulas_in
from kaohe.schemes.scales import AnyScale
from kaohe.schemes.switches import groups_in, switches_in
from kaohe.schemes.treatments import Missing, Treat
from kaohe.schemes.ways import contradictions

AS_IS = "as_is"
STEPS: dict[str, TypeAdapter[Any]] = {
    "missing": TypeAdapter(Choice[Missing]),
    "treat": TypeAdapter(Choice[Treat]),
    "scale": TypeAdapter(Choice[AnyScale]),
    "combine": TypeAdapter(Choice[Combine]),
}
_ALLOWED = {
    "error": ("items", "items.CODE"),
    "drop": ("indicators", "indicators.CODE"),
    "noise": ("weights", "PATH.weights"),
    "sets": ("weights", "PATH.weights"),
    "one_of": ("missing", "treat", "scale", "combine", "indicators.CODE.STEP", "PATH.STEP"),
}


@dataclass(frozen=True, slots=True)
class Doubts:
    """A plan as it was written and as it was read, and what its uncertainties come to in a scheme."""

    text: str
    plan: Plan
    factors: tuple[Factor, ...]


def read_doubts(file: Path, scheme: Scheme) -> Doubts:
    """What is uncertain, from a YAML file. Raises `Refused` with every problem and its line."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        raise Refused.because("robustness.no_file", Place(str(file))) from None
    return doubts_in(text, scheme, file)


def usual_doubts(scheme: Scheme) -> Doubts:
    """The shipped plan, for whoever states none."""
    text = pack_file("robustness", "usual.yaml").read_text(encoding="utf-8")
    return doubts_in(text, scheme, Path("usual.yaml"))


def doubts_in(text: str, scheme: Scheme, file: Path) -> Doubts:
    """The same from the text of a plan that `file` is named in problems for."""
    plan, lines = read_model(Plan, text, file.name)
    return Doubts(text, plan, factors_of(plan, scheme, lines, file))


def factors_of(plan: Plan, scheme: Scheme, lines: Lines, file: Path) -> tuple[Factor, ...]:
    """The factors of a plan, one for each uncertainty. Raises `Refused`."""
    resolver = _Resolver(scheme, file)
    factors: list[Factor] = []
    problems: list[Problem] = []
    for attribute in plan.within or ():
        if attribute not in resolver.attributes:
            known = ", ".join(sorted(resolver.attributes)) or "—"
            place = Place(file.name, line=lines.get(("within",)), path="within")
            params = {"name": attribute, "known": known}
            problems.append(Problem("robustness.unknown_attribute", params, place))
    for number, said in enumerate(plan.uncertain):
        place = Place(file.name, line=lines.get(("uncertain", number)), path=f"uncertain.{number}")
        try:
            factors.append(resolver.factor(said))
        except Refused as refused:
            problems += [replace(problem, place=place) for problem in refused.problems]
    if problems:
        raise Refused(problems)
    return tuple(factors)


class _Resolver:
    def __init__(self, scheme: Scheme, file: Path):
        self.scheme = scheme
        self.file = file
        self.outline = outline_of(scheme)
        self.nodes = {node.path: node for node in self.outline.reading_order()}
        self.attributes = {*scheme.units, *(f.through for f in scheme.frames.values() if f.through)}

    def factor(self, said: Uncertainty) -> Factor:
        match said.kind:
            case "error":
                return self.errors(said)
            case "drop":
                return Drop(self.leaves_at(said), _share(said, said.drop, below=True))
            case "noise":
                return Noise(self.weights_at(said), _share(said, said.noise, below=True))
            case "sets":
                return self.sets(said)
            case _:
                return self.one_of(said)

    def errors(self, said: Uncertainty) -> Errors:
        first, _, code = said.at.partition(".")
        if first != "items" or (code and code not in self.scheme.items):
            raise _unknown(said, self.scheme.items)
        items = (code,) if code else tuple(self.scheme.items)
        relative = isinstance(said.error, str)
        size = _share(said, said.error) if isinstance(said.error, str) else float(said.error or 0)
        if size <= 0:
            raise Refused.because("robustness.not_positive", at=said.at, key="error", found=said.error)
        return Errors(items, size, relative, said.shape)

    def leaves_at(self, said: Uncertainty) -> tuple[str, ...]:
        first, _, code = said.at.partition(".")
        found = [leaf.path for leaf in self.outline.leaves() if not code or leaf.code == code]
        if first != "indicators" or not found:
            raise _unknown(said, self.scheme.indicators)
        return tuple(found)

    def weights_at(self, said: Uncertainty) -> tuple[str, ...]:
        """Paths of the nodes whose weights are meant: all below the root, or a branch's children."""
        path, _, key = said.at.rpartition(".")
        if key != "weights" or (path and not isinstance(self.nodes.get(path), Branch)):
            raise _unknown(said, [each for each, node in self.nodes.items() if isinstance(node, Branch)])
        if not path:
            return tuple(path for path in self.nodes if path != self.outline.root.path)
        branch = self.nodes[path]
        assert isinstance(branch, Branch)
        return tuple(child.path for child in branch.children)

    def sets(self, said: Uncertainty) -> Sets:
        among = self.weights_at(said)
        sets = read_sets(said.sets, self.file.parent) if isinstance(said.sets, str) else said.sets
        paths = tuple(path for path in among if any(path in each for each in sets))
        for each in sets:
            if strange := [path for path in each if path not in among]:
                raise Refused.because("robustness.unknown_path", at=said.at, found=strange[0])
        weights = np.array([[each.get(path, np.nan) for path in paths] for each in sets], dtype=np.float64)
        if (weights < 0).any():
            raise Refused.because("robustness.negative_weight", at=said.at)
        return Sets(paths, weights)

    def one_of(self, said: Uncertainty) -> OneOf:
        step, paths = self.step_at(said)
        if len(said.one_of) < 2:
            raise Refused.because("robustness.one_alternative", at=said.at)
        alternatives = tuple(self.alternative(said, step, paths, value) for value in said.one_of)
        return OneOf(step, paths, alternatives)

    def step_at(self, said: Uncertainty) -> tuple[Step, frozenset[str]]:
        """The step, and the leaves (for combine: branches) that it is a step of."""
        where, _, step = said.at.rpartition(".")
        if step not in STEPS:
            raise _unknown(said, STEPS)
        kind = Branch if step == "combine" else Leaf
        if where.startswith("indicators.") and kind is Leaf:
            code = where.removeprefix("indicators.")
            found = {leaf.path for leaf in self.outline.leaves() if leaf.code == code}
        elif step == "combine":
            found = {path for path, node in self.nodes.items() if not where or path == where}
        else:
            found = {path for path in self.nodes if not where or f"{path}/".startswith(f"{where}/")}
        paths = frozenset(path for path in found if isinstance(self.nodes[path], kind))
        if not paths:
            raise _unknown(said, self.nodes)
        return step, paths  # type: ignore[return-value]

    def alternative(self, said: Uncertainty, step: Step, paths: frozenset[str], value: Any) -> Any:
        """The alternative for every case; None where it is the scheme's own."""
        if value == AS_IS:
            return None
        try:
            said_step = STEPS[step].validate_python(value)
        except ValidationError as error:
            params = {"at": said.at, "found": repr(value)[:80], "why": error.errors()[0]["msg"]}
            raise Refused.because("robustness.not_an_alternative", **params) from None
        choice = spelled(said_step)
        problems = list(self.in_its_place(step, paths, said_step))
        problems = problems or list(contradictions(self.with_step(step, paths, choice), self.scheme.units))
        if problems:
            raise Refused([Problem(problems[0].code, problems[0].params)])
        return choice

    def in_its_place(self, step: Step, paths: frozenset[str], value: Any) -> Iterator[Said]:
        """What the review of schemes says of the value, as if the first of the nodes said it in the file."""
        if step == "combine":
            for path in sorted(paths):
                yield from self.formula_of(path, value)
            return
        first = self.nodes[min(paths)]
        keys = self.scheme.indicators[first.code].model_copy(update={step: value})
        probe = self.scheme.model_copy(update={"indicators": {**self.scheme.indicators, first.code: keys}})
        for found in (*formulas_in(probe), *switches_in(probe), *groups_in(probe)):
            if found.path[:2] == ("indicators", first.code):
                yield found

    def formula_of(self, path: str, value: Any) -> Iterator[Said]:
        """Names in a combining formula that are none of the branch's children."""
        branch = self.nodes[path]
        known = {child.code for child in branch.children} if isinstance(branch, Branch) else set()
        for how in spelled(value).all():
            names = parse(how.formula, "number").names if isinstance(how, ByFormula) else ()
            for name in names:
                if str(name) not in known:
                    params = {"name": str(name), "known": ", ".join(sorted(known)), "formula": how.formula}
                    yield Said("schemes.unknown_child", (), params)

    def with_step(self, step: Step, paths: frozenset[str], choice: Any) -> Outline:
        """The outline in which these nodes take this step."""

        def changed(node: Leaf | Branch) -> Leaf | Branch:
            if isinstance(node, Branch):
                node = replace(node, children=tuple(map(changed, node.children)))
            if node.path not in paths:
                return node
            if isinstance(node, Branch):
                return replace(node, combine=choice)
            return replace(node, way=replace(node.way, **{step: choice}))

        return Outline(changed(self.outline.root))


def _share(said: Uncertainty, text: str | None, *, below: bool = False) -> float:
    """`25%` as 0.25; `below` 100 % where a weight or indicator would otherwise be gone for good."""
    share = float((text or "0").rstrip("%")) / 100
    if share <= 0 or (below and share >= 1):
        raise Refused.because("robustness.share", at=said.at, key=said.kind, found=text)
    return share


def _unknown(said: Uncertainty, known: Any) -> Refused:
    listed = [str(each) for each in known]
    shown = ", ".join(listed[:12]) + (" …" if len(listed) > 12 else "")
    params = {"at": said.at, "kind": said.kind, "allowed": ", ".join(_ALLOWED[said.kind]), "known": shown}
    return Refused.because("robustness.unknown_place", **params)
