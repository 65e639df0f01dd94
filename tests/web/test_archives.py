"""Archives that somebody has tampered with are refused, and nothing of them is left behind."""

import hashlib
import io
import json
import tarfile

import pytest

from kaohe.messages import Refused
from kaohe.web.operations.archives import unpacked

MANIFEST = {"format": 1, "database": "sqlite", "at": "2026-03-02", "version": "1"}


def archive(folder, members, files=None, **manifest):
    """A tar of regular members by name; the manifest tells their true hashes unless told otherwise."""
    if files is None:
        files = {name: hashlib.sha256(content).hexdigest() for name, content in members}
    told = json.dumps(MANIFEST | {"files": files} | manifest).encode()
    with tarfile.open(folder / "office.tar", "w") as tar:
        for name, content in [*members, ("manifest.json", told)]:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return folder / "office.tar"


@pytest.mark.parametrize(
    ("members", "manifest", "code"),
    [
        ([("../out", b"x")], {}, "office.backup_strange"),
        ([("/tmp/out", b"x")], {}, "office.backup_strange"),
        ([("a", b"x"), ("a", b"y")], {}, "office.backup_strange"),
        ([("a", b"x"), ("a/b", b"y")], {}, "office.backup_broken"),
        ([("a/b", b"x"), ("a", b"y")], {}, "office.backup_broken"),
        ([(".", b"x")], {}, "office.backup_broken"),
        ([("a", b"x")], {"files": []}, "office.backup_differs"),
        ([("a", b"x")], {"files": {"a": "0"}}, "office.backup_differs"),
        ([("a", b"x")], {"files": {}}, "office.backup_differs"),
        ([], {"files": {"a": "0"}}, "office.backup_differs"),
        ([], {"files": 7}, "office.backup_broken"),
        ([], {"format": 2}, "office.backup_format"),
    ],
)
def test_what_was_tampered_with_is_refused(tmp_path, members, manifest, code):
    file, home = archive(tmp_path, members, **manifest), tmp_path / "home"
    with pytest.raises(Refused) as refused, unpacked(file, home):
        pass
    assert [problem.code for problem in refused.value.problems] == [code]
    assert [each.name for each in tmp_path.iterdir()] == ["office.tar"]


def test_what_is_whole_is_unpacked(tmp_path):
    with unpacked(archive(tmp_path, [("files/ab/abc", b"x")]), tmp_path / "home") as (folder, manifest):
        assert (folder / "files/ab/abc").read_bytes() == b"x"
        assert manifest.database == "sqlite"
    assert (tmp_path / "home/files/ab/abc").read_bytes() == b"x"
