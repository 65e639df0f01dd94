"""`kaohe letters [KIND] [--fields FILE --out FOLDER]`: official documents, listed, shown and written."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kaohe.cli.session import AsJson, Exit, Session

if TYPE_CHECKING:
    from kaohe.letters import Letter, Template


def letters(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(help="cli.letters.kind")] = None,
    fields: Annotated[Path | None, typer.Option(help="cli.letters.fields")] = None,
    out: Annotated[Path | None, typer.Option(help="cli.letters.out")] = None,
    number: Annotated[str | None, typer.Option(help="cli.letters.number")] = None,
    dated: Annotated[str | None, typer.Option(help="cli.letters.dated")] = None,
    as_json: AsJson = False,
) -> Exit:
    """The kinds; a kind's fields with examples; or, with fields and a folder, a document's two files."""
    from kaohe.messages import Refused

    if missing := [name for name in ("typst", "pylopdf_fonts_zh_cn") if find_spec(name) is None]:
        raise Refused.because("cli.letters.not_installed", missing=", ".join(missing))
    from kaohe.letters import fill, letter_template, read_values

    session: Session = context.obj
    if kind is None:
        _list(session, as_json=as_json)
        return Exit.DONE
    template = letter_template(kind)
    if fields is None and out is None:
        _show(template, session)
        return Exit.DONE
    if fields is None or out is None:
        raise Refused.because("cli.letters.both")
    values = read_values(template, _text(fields), fields.name)
    _write(_issued(fill(template, values), number, dated), kind, out, session, as_json=as_json)
    return Exit.DONE


def _list(session: Session, *, as_json: bool) -> None:
    from kaohe.letters import letter_kinds, letter_template

    loaded = [letter_template(code) for code in letter_kinds()]
    if as_json:
        about = ("id", "version", "genre", "style", "direction", "written_by")
        name = session.lang
        session.json(
            [each.model_dump(include=set(about)) | {"name": each.name.text.of(name)} for each in loaded]
        )
    heads = ("cli.letters.head_kind", "cli.letters.head_name", "cli.letters.head_fields")
    rows = [
        (each.id, each.name.text.of(session.lang), f"{len(each.required)} + {len(each.optional)}")
        for each in loaded
    ]
    session.table(heads, rows)


def _show(template: "Template", session: Session) -> None:
    """A file of fields to begin with: every field with its example, after what it is."""
    import yaml

    from kaohe.letters import sample_values

    lines = []
    for name, value in sample_values(template).items():
        field = template.fields[name]
        need = "cli.letters.required" if name in template.required else "cli.letters.optional"
        lines.append(f"# {field.text.of(session.lang)} ({session.words(need)})")
        lines += [f"# {field.hint.text.of(session.lang)}"] if field.hint else []
        lines.append(
            yaml.safe_dump({name: _plain(value)}, allow_unicode=True, width=1000, sort_keys=False).rstrip()
        )
    session.out.file.writelines(f"{line}\n" for line in lines)


def _plain(value: Any) -> Any:
    """A value as YAML has it: days as text, rows as mappings."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(cell) for name, cell in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _text(file: Path) -> str:
    from kaohe.messages import Place, Refused

    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused.because("packs.not_utf8", Place(str(file))) from None


def _issued(draft: "Letter", number: str | None, dated: str | None) -> "Letter":
    from dataclasses import replace

    from kaohe.messages import Refused

    try:
        day = None if dated is None else date.fromisoformat(dated)
    except ValueError:
        raise Refused.because("cli.letters.no_day", found=dated) from None
    return replace(draft, number=number, dated=day, printed_on=day)


def _write(letter: "Letter", name: str, out: Path, session: Session, *, as_json: bool) -> None:
    from kaohe.archive import whole_file
    from kaohe.letters import faces, render

    rendered = render(letter, faces())
    files = {out / f"{name}.docx": rendered.docx, out / f"{name}.pdf": rendered.pdf}
    for path, content in files.items():
        with whole_file(path) as file:
            file.write_bytes(content)
    if as_json:
        made = {
            "files": [str(path) for path in files],
            "sha256": rendered.sha256,
            "faces": dict(rendered.faces),
        }
        session.json(made)
    session.say("cli.letters.done", files=", ".join(map(str, files)), sha256=rendered.sha256)
    session.say("cli.letters.faces", faces=", ".join(dict.fromkeys(rendered.faces.values())))
