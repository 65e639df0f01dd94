"""The shipped kinds of documents: what each is, the words it rests on, its fields, its text."""

from docs.generators.markdown import made_from, page, table
from kaohe.letters import Template, letter_kinds, letter_template
from kaohe.letters.fonts import FACES, usual_profile

_ABOUT = """\
The texts are drafts of ours in the usual form of such papers, not forms that anybody issued: an office
previews and edits them before it signs. What the policy says reaches them through `{quote}` and `{citation}`
alone. How they are laid out, and what of the standard is claimed: [letters](../explanation/letters.md)."""
_STYLE = {"document": "公文格式", "letter": "信函格式", "minutes": "纪要格式"}
_FIELD_HEADS = ("field", "English", "中文", "kind", "from", "needed")
_FACES = """\
## Faces

For each face of a document the fonts that may stand for it in the PDF, in order: the first that is there is
used, later ones only for characters that it lacks. The docx names its font and leaves the rest to the
reader's machine."""


def text() -> str:
    loaded = [letter_template(kind) for kind in letter_kinds()]
    rows = [
        (
            f"[{each.id}](#{each.id})",
            each.name.en,
            each.name.zh,
            each.genre,
            _STYLE[each.style],
            each.direction,
        )
        for each in loaded
    ]
    index = table(("kind", "English", "中文", "genre", "layout", "goes"), rows)
    return page("# Letters", made_from("data/letters"), _ABOUT, index, *map(_kind, loaded), _FACES, _faces())


def _kind(template: Template) -> str:
    rows = [
        (
            f"`{name}`",
            field.en,
            field.zh,
            field.kind,
            field.source,
            "yes" if name in template.required else "",
        )
        for name, field in template.fields.items()
    ]
    rests = (
        f"Usually rests on: {template.cites.label('en')}, “{template.cites.quote}”" if template.cites else ""
    )
    body = f"```text\n{template.title}\n\n{template.body.strip()}\n```"
    name, writer = f"{template.name.en} {template.name.zh}", template.written_by.replace("_", " ")
    about = f"{name}, version {template.version}; written by the {writer}."
    return page(f"## {template.id}", about, rests, table(_FIELD_HEADS, rows), body).strip()


def _faces() -> str:
    faces = usual_profile().faces
    rows = [
        (
            f"{faces[face].name.en} {faces[face].name.zh}",
            ", ".join(f"{each.family} {each.weight or ''}".strip() for each in faces[face].stack),
            faces[face].docx,
        )
        for face in FACES
    ]
    return table(("face", "in the PDF", "in the docx"), rows)
