"""`kaohe schemes`: list, show, check, describe and edit indicator systems."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text
from rich.tree import Tree

from kaohe.cli.session import AsJson, Exit, Session, visible

if TYPE_CHECKING:
    from kaohe.explanations import Voice
    from kaohe.schemes import Branch, Cases, Leaf

schemes = typer.Typer()

SchemeName = Annotated[str, typer.Argument(metavar="SCHEME", help="cli.scheme")]


@schemes.command("list", help="cli.schemes.list")
def list_schemes(context: typer.Context, as_json: AsJson = False) -> Exit:
    """The shipped schemes."""
    from kaohe.schemes import load_scheme, scheme_ids

    session: Session = context.obj
    loaded = [load_scheme(name) for name in scheme_ids()]
    if as_json:
        rows = [
            {
                "id": each.id,
                "version": each.version,
                "status": each.status,
                "name": each.name.of(session.lang),
            }
            for each in loaded
        ]
        session.json(rows)
    heads = (
        "cli.schemes.id",
        "cli.schemes.version",
        "cli.schemes.status",
        "cli.schemes.items",
        "cli.schemes.indicators",
        "cli.schemes.name",
    )
    session.table(
        heads,
        [
            (
                each.id,
                each.version,
                each.status,
                len(each.items),
                len(each.indicators),
                each.name.of(session.lang),
            )
            for each in loaded
        ],
    )
    return Exit.DONE


@schemes.command("show", help="cli.schemes.show")
def show(context: typer.Context, scheme: SchemeName, as_json: AsJson = False) -> Exit:
    """The tree of a scheme with names, weights and units."""
    from kaohe.explanations import Voice
    from kaohe.schemes import load_scheme, outline_of

    session: Session = context.obj
    system = load_scheme(scheme)
    root = outline_of(system).root
    if as_json:
        session.json(
            {
                "id": system.id,
                "version": system.version,
                "status": system.status,
                "tree": _data(root, session),
            }
        )
        return Exit.DONE
    session.draw(Text(visible(f"{system.name.of(session.lang)}  [{system.id} {system.version}]"), "bold"))
    session.say(f"cli.schemes.is_{system.status}")
    if system.note:
        session.draw(Text(visible(system.note.of(session.lang)), "dim"))
    voice = Voice(system, session.lang)
    tree = Tree(_label(root, voice), guide_style="dim")
    _grow(tree, root, voice)
    session.draw(tree)
    return Exit.DONE


@schemes.command("check", help="cli.schemes.check")
def check(context: typer.Context, file: Annotated[Path, typer.Argument(help="cli.schemes.file")]) -> Exit:
    """Refused with every problem and its line, or said to be sound."""
    from kaohe.schemes import load_scheme

    system = load_scheme(file)
    counts = {"items": len(system.items), "indicators": len(system.indicators), "checks": len(system.checks)}
    context.obj.say("cli.schemes.sound", id=system.id, **counts)
    return Exit.DONE


@schemes.command("schema", help="cli.schemes.schema")
def schema(context: typer.Context) -> Exit:
    """The scheme format as JSON Schema, on stdout."""
    from kaohe.schemes import Scheme

    context.obj.json(Scheme.model_json_schema(by_alias=True))
    return Exit.DONE


@schemes.command("export", help="cli.schemes.export")
def export(
    context: typer.Context,
    scheme: SchemeName,
    out: Annotated[Path, typer.Argument(help="cli.schemes.workbook")],
) -> Exit:
    """A scheme as a workbook to be edited."""
    from kaohe.archive import whole_file
    from kaohe.schemes import load_scheme
    from kaohe.workbooks import scheme_to_sheets

    system = load_scheme(scheme)
    with whole_file(out) as file:
        scheme_to_sheets(system, file)
    context.obj.say("cli.schemes.exported", id=system.id, out=out)
    return Exit.DONE


@schemes.command("import", help="cli.schemes.import")
def import_scheme(
    context: typer.Context,
    workbook: Annotated[Path, typer.Argument(help="cli.schemes.workbook")],
    out: Annotated[Path, typer.Argument(help="cli.schemes.file")],
) -> Exit:
    """A workbook back into a scheme file."""
    from kaohe.archive import whole_file
    from kaohe.workbooks import scheme_from_sheets, scheme_yaml

    system = scheme_from_sheets(workbook)
    with whole_file(out) as file:
        file.write_text(scheme_yaml(system), encoding="utf-8")
    context.obj.say("cli.schemes.imported", id=system.id, out=out)
    return Exit.DONE


def _label(node: "Leaf | Branch", voice: "Voice") -> Text:
    from kaohe.schemes import Leaf

    weight = Text(f"  {_weight(node.weight)}{_weighting(node, voice)}", "cyan")
    unit = Text(visible(f"  {node.unit}") if isinstance(node, Leaf) and node.unit else "", "dim")
    return Text.assemble(visible(node.name.of(voice.lang)), (f"  {node.code}", "dim"), weight, unit)


def _grow(tree: Tree, node: "Leaf | Branch", voice: "Voice") -> None:
    from kaohe.schemes import Leaf

    for child in () if isinstance(node, Leaf) else node.children:
        _grow(tree.add(_label(child, voice)), child, voice)


def _weight(weight: "Cases[float]") -> str:
    """`3`, or by case `东部 60 / 中部 50`."""
    if weight.by is None:
        return " / ".join(f"{value:g}" for value in weight.all())
    cases = [f"{case} {value:g}" for case, value in weight.named.items()]
    return " / ".join(cases if weight.otherwise is None else [*cases, f"else {weight.otherwise:g}"])


def _weighting(node: "Leaf | Branch", voice: "Voice") -> str:
    """How the weights of a branch's children are computed, where they are."""
    from kaohe.explanations.weightings import weighting_words
    from kaohe.schemes import Leaf

    if isinstance(node, Leaf) or node.weighting is None:
        return ""
    return f"  {voice.say('explanations.weighting.stated', how=weighting_words(voice, node.weighting))}"


def _data(node: "Leaf | Branch", session: Session) -> Mapping[str, object]:
    from kaohe.schemes import Leaf

    own: dict[str, object] = {
        "path": node.path,
        "name": node.name.of(session.lang),
        "weight": _weight(node.weight),
    }
    if isinstance(node, Leaf):
        return {**own, "unit": node.unit}
    if node.weighting is not None:
        own["weights"] = node.weighting.model_dump(mode="json", exclude_unset=True)
    return {**own, "children": [_data(child, session) for child in node.children]}
