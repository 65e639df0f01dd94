"""The docx held against the schemas of Office itself, by the Open XML SDK of who makes Word."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from kaohe.letters import letter_kinds
from kaohe.letters.word import docx
from tests.letters.paper import packaged, sample

VALIDATOR = shutil.which("ooxml-validate")
VERSIONS = ("Office2007", "Microsoft365")
"""The oldest and the newest Word that the SDK knows."""

pytestmark = pytest.mark.skipif(
    VALIDATOR is None, reason="ooxml-validate isn't here: npm install -g @ooxml-tools/validate (and Node.js)"
)


def faults(version: str, file: Path) -> list[dict[str, str]]:
    order = [VALIDATOR, "--office-version", version, "--output-format", "json", file]
    done = subprocess.run(order, capture_output=True, text=True, timeout=120, check=False)
    return json.loads(done.stdout)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", letter_kinds())
def test_every_kind_is_valid(kind, version, tmp_path):
    (tmp_path / "letter.docx").write_bytes(docx(sample(kind), packaged()))
    assert faults(version, tmp_path / "letter.docx") == []


def test_what_word_does_not_know_is_found(tmp_path):
    (tmp_path / "letter.docx").write_bytes(docx(sample(letter_kinds()[0]), packaged()))
    with (
        zipfile.ZipFile(tmp_path / "letter.docx") as whole,
        zipfile.ZipFile(tmp_path / "bad.docx", "w") as bad,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == "word/document.xml":
                content = content.replace(b"</w:body>", b"<w:unheard/></w:body>")
            bad.writestr(name, content)
    assert [fault["path"]["partUri"] for fault in faults("Microsoft365", tmp_path / "bad.docx")] == [
        "/word/document.xml"
    ]
