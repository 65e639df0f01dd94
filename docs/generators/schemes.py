"""The shipped schemes: tree, indicators with provenance and formula, items, checks, in both languages."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from docs.generators.markdown import made_from, page, table
from kaohe.explanations import Voice
from kaohe.explanations.methods import (
    adjust_name,
    adjust_words,
    combine_words,
    direction_words,
    missing_words,
    need_words,
    treat_words,
)
from kaohe.explanations.scales import scale_words
from kaohe.explanations.weightings import weighting_words
from kaohe.figures.bounds import bounds_of, in_words
from kaohe.formulas import parse
from kaohe.schemes import Branch, Cases, Leaf, Scheme, load_scheme, outline_of, scheme_ids
from kaohe.schemes.choice import spelled

Voices = tuple[Voice, Voice]
"""English, Chinese."""

_HEADS = ("indicator", "unit", "weight", "direction", "provenance", "formula", "otherwise")
_STATUS = {
    "official": "officially issued",
    "published": "published",
    "reconstructed": "reconstructed from public sources; not the original annex",
    "example": "an example",
}
_ABOUT = """\
`kaohe schemes show ID` prints a tree, `kaohe schemes export ID OUT.xlsx` writes it to a workbook. Provenance
says of every indicator where it comes from; weights and formulas of a reconstructed scheme are ours:
[what is ours](../explanation/what-is-ours.md)."""


def pages() -> Mapping[str, str]:
    loaded = [load_scheme(code) for code in scheme_ids()]
    texts = {f"schemes/{scheme.id}.md": _scheme(scheme) for scheme in loaded}
    rows = [
        (
            f"[{each.id}](schemes/{each.id}.md)",
            each.name.en,
            each.name.zh,
            each.status,
            len(each.items),
            len(each.indicators),
        )
        for each in loaded
    ]
    index = table(("scheme", "English", "中文", "status", "items", "indicators"), rows)
    return {"schemes.md": page("# Schemes", made_from("data/schemes"), _ABOUT, index), **texts}


def _scheme(scheme: Scheme) -> str:
    voices = Voice(scheme, "en"), Voice(scheme, "zh")
    outline = outline_of(scheme)
    root = outline.root
    ways = Counter(_ways(leaf, voices) for leaf in outline.leaves())
    usual = ways.most_common(1)[0][0]
    return page(
        f"# {scheme.name.en}",
        made_from(f"data/schemes/{scheme.id}.yaml"),
        scheme.name.zh,
        _facts(scheme),
        f"> {scheme.note.en}\n>\n> {scheme.note.zh}" if scheme.note else "",
        "## How it adds up",
        table(("node", "English", "中文", "weight", "how"), _branches(root, voices)),
        "## Indicators",
        f"Unless an indicator says otherwise:  \n{usual[0]}.  \n{usual[1]}。",
        *_dimensions(root, voices, usual),
        "## Items",
        _items(scheme),
        "## Checks" if scheme.checks else "",
        _checks(scheme),
    )


def _facts(scheme: Scheme) -> str:
    span = scheme.applies
    years = (
        f"{span.by.replace('_', ' ')} from {span.first or '…'} until {span.until or '…'}"
        if span.first or span.until
        else "any year"
    )
    attributes = "; ".join(f"`{name}`: {'、'.join(values) or 'any'}" for name, values in scheme.units.items())
    rows = [
        (
            "id, version",
            f"`{scheme.id}` {scheme.version}" + (f", released {scheme.released}" if scheme.released else ""),
        ),
        ("status", _STATUS[scheme.status]),
        ("source", scheme.source),
        ("licence", scheme.licence),
        ("for", years),
        ("every unit brings", attributes),
    ]
    return table(("", ""), [row for row in rows if row[1]])


def _number(value: float) -> str:
    return f"{value:g}"


def _cases(choice: Cases[float]) -> str:
    if choice.by is None:
        return "".join(map(_number, choice.all()))
    named = [f"{case} {_number(value)}" for case, value in choice.named.items()]
    return " / ".join(named if choice.otherwise is None else [*named, f"else {_number(choice.otherwise)}"])


def _branches(node: Leaf | Branch, voices: Voices) -> Iterator[tuple[str, ...]]:
    if isinstance(node, Leaf):
        return
    hows = [_how(node, voice) for voice in voices]
    yield f"`{node.path}`", node.name.en, node.name.zh, _cases(node.weight), " / ".join(hows)
    for child in node.children:
        yield from _branches(child, voices)


def _how(branch: Branch, voice: Voice) -> str:
    said = [voice.cases(branch.combine, lambda how: combine_words(voice, how))]
    if branch.weighting is not None:
        said.append(voice.say("explanations.weighting.stated", how=weighting_words(voice, branch.weighting)))
    said.append(voice.cases(branch.need, lambda need: need_words(voice, need)))
    said += [f"{adjust_name(voice, adjust)}: {adjust_words(voice, adjust)}" for adjust in branch.way.adjust]
    return "; ".join(said)


def _dimensions(node: Leaf | Branch, voices: Voices, usual: tuple[str, str]) -> Iterator[str]:
    """A table of indicators for every branch that has some, in reading order."""
    if isinstance(node, Leaf):
        return
    leaves = [child for child in node.children if isinstance(child, Leaf)]
    if leaves:
        yield f"### {node.name.en} / {node.name.zh}"
        yield table(_HEADS, [_indicator(leaf, voices, usual) for leaf in leaves])
    for child in node.children:
        yield from _dimensions(child, voices, usual)


def _indicator(leaf: Leaf, voices: Voices, usual: tuple[str, str]) -> tuple[str, ...]:
    scheme = voices[0].scheme
    keys = scheme.indicators[leaf.code]
    provenance = keys.provenance or scheme.defaults.provenance or ""
    clause = keys.clause or keys.source or ""
    formulas = [voice.cases(leaf.formula, voice.formula) for voice in voices]
    directions = [voice.cases(leaf.way.direction, partial(direction_words, voice)) for voice in voices]
    ways = _ways(leaf, voices)
    return (
        f"`{leaf.code}`<br>{leaf.name.en}<br>{leaf.name.zh}",
        _unit(voices[0], leaf.unit),
        _cases(leaf.weight),
        "<br>".join(directions),
        f"{provenance}{f' ({clause})' if clause else ''}",
        "<br>".join(dict.fromkeys(formulas)),
        "" if ways == usual else "<br>".join(ways),
    )


def _unit(english: Voice, unit: str) -> str:
    return " / ".join(dict.fromkeys((english.unit(unit), unit)))


def _ways(leaf: Leaf, voices: Voices) -> tuple[str, str]:
    return _way(leaf, voices[0]), _way(leaf, voices[1])


def _way(leaf: Leaf, voice: Voice) -> str:
    way = leaf.way
    said = [
        voice.cases(way.missing, lambda method: missing_words(voice, method)),
        ""
        if set(way.treat.all()) == {"none"}
        else voice.cases(way.treat, lambda method: treat_words(voice, method)),
        voice.cases(way.scale, lambda scale: scale_words(voice, scale)),
    ]
    return "; ".join(filter(None, said))


def _items(scheme: Scheme) -> str:
    heads = ("item", "unit", "kind", "allowed", "evidence", "vouched for by", "definition")
    voice = Voice(scheme, "en")
    rows = [
        (
            f"`{code}`<br>{item.name.en}<br>{item.name.zh}",
            _unit(voice, item.unit),
            item.kind
            + ("" if item.required else ", not required")
            + (f", from {item.defined_from}" if item.defined_from else ""),
            in_words(bounds_of(item)),
            "yes" if item.evidence else "",
            item.vouched_by,
            f"{item.definition.en}<br>{item.definition.zh}" if item.definition else "",
        )
        for code, item in scheme.items.items()
    ]
    return table(heads, rows)


def _checks(scheme: Scheme) -> str:
    if not scheme.checks:
        return ""
    voice = Voice(scheme, "en")
    rows = [
        (
            f"`{check.code}`",
            check.level,
            voice.cases(spelled(check.that, lambda text: parse(text, "truth")), voice.formula),
            f"{check.say.en}<br>{check.say.zh}",
        )
        for check in scheme.checks
    ]
    return table(("check", "level", "must hold", "what is said"), rows)
