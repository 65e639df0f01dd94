"""Why a cell is missing and what was done to it, in words."""

from kaohe.explanations.methods import adjust_name
from kaohe.explanations.numbers import figure, signed
from kaohe.explanations.result import Result
from kaohe.explanations.treatments import whole_column_treated
from kaohe.explanations.voice import Voice
from kaohe.formulas import FormulaError, parse
from kaohe.scoring import NodeScores, Note, Scores


def gap_words(voice: Voice, scores: Scores, what: str) -> str:
    """A cause as notes write it (`absent:prev.tax`, `too_few:index/ecology`): `上年税收收入：未报`."""
    reason, _, about = what.partition(":")
    said = voice.say(f"formulas.reason.{reason}")
    named = _named(voice, scores, about)
    return voice.say("explanations.about", name=named, what=said) if named else said


def _named(voice: Voice, scores: Scores, about: str) -> str:
    if about in scores.nodes:
        return voice.of(scores.nodes[about].node.name)
    try:
        return voice.formula(parse(about, "number"))
    except FormulaError:
        return ""


def why_missing(voice: Voice, scores: Scores, node: NodeScores, unit: int) -> str:
    """Why a unit has no score at a node; "" where it has one."""
    if not node.score.missing[unit]:
        return ""
    cause = node.score.cause(unit)
    return gap_words(voice, scores, f"{cause.reason.name.lower()}:{cause.name}")


def note_words(voice: Voice, scores: Scores, note: Note) -> str:
    """One note as a sentence without its unit and node."""
    if note.step in ("missing", "scale"):
        gap = gap_words(voice, scores, note.what)
        return gap if note.after is None else voice.say("explanations.filled", gap=gap, by=figure(note.after))
    if note.before is None and note.step == "adjust":
        return voice.say("explanations.adjust_untold", gap=gap_words(voice, scores, note.what))
    if note.step == "rank":
        return voice.say("explanations.excluded")
    before, after = note.before or 0.0, note.after or 0.0
    if note.step == "adjust":
        adjust = scores.nodes[note.path].node.way.adjust[int(note.what.split()[-1]) - 1]
        name = adjust_name(voice, adjust)
        return voice.say("explanations.adjusted", name=name, points=signed(after - before, 2))
    code = "explanations.capped" if note.step == "cap" else "explanations.treated"
    return voice.say(code, before=figure(before), after=figure(after))


def notes_of_node(voice: Voice, result: Result, path: str) -> list[str]:
    """What is to be noted at a node, one text a unit, "" where nothing is.

    A treatment of the whole column (a logarithm) belongs to the method and isn't repeated for every unit.
    """
    if (voice.lang, path) not in result.said:
        column_treated = whole_column_treated(result.scores.nodes[path])
        joined = voice.say("explanations.and_then")
        texts = [""] * len(result.classes)
        for unit, code in enumerate(result.scores.figures.units):
            notes = result.notes.get((code, path), ())
            own = [note for note in notes if not (note.step == "treat" and column_treated)]
            if own:
                texts[unit] = joined.join([note_words(voice, result.scores, note) for note in own])
        result.said[voice.lang, path] = texts
    return result.said[voice.lang, path]
