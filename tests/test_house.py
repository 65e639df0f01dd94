"""The rules of the house that no other tool checks: words, releases, the lock, sizes."""

import ast
import hashlib
import re
import statistics
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from django.apps import apps

from kaohe.messages import codes, sentence
from kaohe.packs import parse_yaml

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "kaohe"
TEXTS = sorted((SOURCE / "messages" / "texts").glob("*.yaml"))
MODULES = sorted(file for file in SOURCE.rglob("*.py") if file.parent.name != "migrations")
FILE_ENDINGS = {"css", "csv", "html", "js", "json", "sqlite3", "txt", "xlsx", "yaml"}
ROOMS = {file.stem for file in TEXTS} | {folder.name for folder in SOURCE.iterdir() if folder.is_dir()}
ROOM = rf"({'|'.join(sorted(ROOMS))})\."
FRAMEWORKS = {"ip"}  # what a framework calls a thing: whose failed sign-ins are counted
CODE = re.compile(ROOM + r"[a-z0-9_]+(\.[a-z0-9_]+)*")
CHINESE_SIGNS = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
CHINESE = re.compile(rf"[\u4e00-\u9fff]|{CHINESE_SIGNS.pattern}")


@cache
def nodes():
    """Every part of the source, with its module."""
    trees = [(module, ast.parse(module.read_text(encoding="utf-8"))) for module in MODULES]
    return [(module, node) for module, tree in trees for node in ast.walk(tree)]


@cache
def strings():
    """Every string constant in the source, and every quoted code in a page's template."""
    constants = (node.value for _, node in nodes() if isinstance(node, ast.Constant))
    templates = "".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("templates/**/*.html"))
    return {text for text in constants if isinstance(text, str)} | set(re.findall(r"'([\w.]+)'", templates))


@cache
def tables():
    """The tables of the office as codes name them: `reporting_report`."""
    return {model._meta.label_lower.replace(".", "_") for model in apps.get_models()}


@cache
def names():
    """Every name in the source, in lower case: members of enumerations are parts of codes."""
    return {node.id.lower() for _, node in nodes() if isinstance(node, ast.Name)}


@cache
def built_strings():
    """What may put codes together, as patterns with a group for each hole.

    These are f-strings, texts with `{}` to be formatted, and beginnings in templates: `'room.x_'|add:y`.
    """
    built = [node.values for _, node in nodes() if isinstance(node, ast.JoinedStr)]
    parts = [[part.value if isinstance(part, ast.Constant) else None for part in each] for each in built]
    parts += [
        [*each.split("{}", 1)[:1], None] for each in strings() if re.fullmatch(r"[a-z_]+\.[a-z_]+_\{\}", each)
    ]
    parts += [[each, None] for each in strings() if re.fullmatch(r"[a-z_]+\.[a-z_]+_", each)]
    wordy = [each for each in parts if re.fullmatch(r"[a-z_.]*[a-z]{3}[a-z_.]*", "".join(filter(None, each)))]
    holes = (r"(\w+)", r"(\w+?)")  # where two meet at an underscore, either may be the longer one
    return [
        re.compile("".join(hole if part is None else re.escape(part) for part in each))
        for each in wordy
        for hole in holes
    ]


def is_said(text):
    """It stands in the source, or is put together there from words that do."""
    if text in strings() | names() | tables() | FRAMEWORKS:
        return True
    matches = filter(None, (pattern.fullmatch(text) for pattern in built_strings()))
    return any(all(map(is_said, match.groups())) for match in matches)


def fields(code, lang):
    return {name for _, name, _, _ in Formatter().parse(words()[code][lang]) if name is not None}


@cache
def words():
    return {
        code: said
        for file in TEXTS
        for code, said in parse_yaml(file.read_text(encoding="utf-8"), file.name)[0].items()
    }


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_every_sentence_stands_in_both_languages_with_the_same_fields(file):
    entries, _ = parse_yaml(file.read_text(encoding="utf-8"), file.name)
    for code, said in entries.items():
        assert CODE.fullmatch(code), f"{code}: a code is room.name"
        assert set(said) == {"zh", "en"}, code
        assert all(text.strip() for text in said.values()), code
        assert fields(code, "zh") == fields(code, "en"), code
        assert not CHINESE_SIGNS.search(said["en"]), f"{code}: Chinese signs in the English sentence"


def test_every_code_in_the_source_is_in_the_catalogue():
    looks_like_code = {text for text in strings() if CODE.fullmatch(text) and not text.endswith("_")}
    unknown = {text for text in looks_like_code - codes() if text.rpartition(".")[2] not in FILE_ENDINGS}
    assert not unknown, "say these in messages/texts, in both languages"


def test_no_sentence_is_left_that_nobody_says():
    assert not [code for code in sorted(codes()) if not is_said(code)], "remove these, or say them"


SAYING = {"Problem", "because", "progress", "say", "sentence", "words"}


def spoken():
    """Calls like `Problem("code", {...})`, `because("code", name=...)`: where, the code, the names given."""
    for module, node in nodes():
        if not isinstance(node, ast.Call):
            continue
        function = getattr(node.func, "id", getattr(node.func, "attr", ""))
        said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and arg.value in codes()]
        dicts = [arg for arg in node.args if isinstance(arg, ast.Dict)]
        given = {keyword.arg for keyword in node.keywords}
        given |= {getattr(key, "value", None) for each in dicts for key in each.keys}
        known = None not in given and (dicts or given - {"place", "level"})
        if function in SAYING and said and known:
            yield f"{module.relative_to(ROOT)}:{node.lineno}", said[0], given


def test_whoever_says_a_sentence_fills_its_fields():
    calls = list(spoken())
    assert len(calls) > 20
    assert not [(where, code) for where, code, given in calls if fields(code, "en") - given]


def test_a_sentence_is_never_a_riddle():
    """Every sentence can be said: its fields are plain names."""
    for code in codes():
        for lang in ("zh", "en"):
            assert all(name.isidentifier() for name in fields(code, lang)), code
            assert sentence(code, lang, **dict.fromkeys(fields(code, lang), 1))


def test_the_command_line_has_no_words_of_its_own():
    alone = {id(node.value) for _, node in nodes() if isinstance(node, ast.Expr)}  # docstrings
    untranslated = [
        f"{module.name}:{node.lineno}"
        for module, node in nodes()
        if module.parent == SOURCE / "cli" and isinstance(node, ast.Constant) and id(node) not in alone
        if CHINESE.search(str(node.value))
    ]
    assert not untranslated, "these belong into messages/texts/cli.yaml"


def test_files_stay_short():
    lengths = [len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES]
    assert statistics.median(lengths) < 150


def changed_since_release(listing, root):
    """Files of a `sha256sum` listing that are gone or no longer what was released."""
    for line in listing.splitlines():
        digest, name = line.split(maxsplit=1)
        file = root / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            yield name


def test_released_packs_are_never_edited():
    listing = (ROOT / "tests" / "released.txt").read_text(encoding="utf-8")
    changed = list(changed_since_release(listing, ROOT))
    assert not changed, "released packs stay: undo, and put the correction into a new version (a new file)"


def test_a_changed_or_missing_release_is_noticed(tmp_path):
    (tmp_path / "same.yaml").write_bytes(b"a")
    (tmp_path / "edited.yaml").write_bytes(b"b")
    digest = hashlib.sha256(b"a").hexdigest()
    listing = "".join(f"{digest}  {name}.yaml\n" for name in ("same", "edited", "gone"))
    assert list(changed_since_release(listing, tmp_path)) == ["edited.yaml", "gone.yaml"]


def test_the_lock_names_no_host_and_pins_every_package_by_hash():
    lock = (ROOT / "lock" / "requirements.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-(-index|-extra|i|f|-find)", lock, re.MULTILINE)
    packages = re.split(r"\n(?=\S)", lock.strip())
    for package in packages:
        assert re.match(r"[a-z0-9._-]+==\S+( ;[^\\]+)? \\\n    --hash=sha256:", package), package.split()[0]
