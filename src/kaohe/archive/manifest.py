"""What stands beside every output: of what it was made, by what, with the hash of every file."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from kaohe import __version__
from kaohe.archive.outputs import MARK
from kaohe.archive.snapshot import hashes_in, scheme_text, sha256
from kaohe.figures import Figures
from kaohe.schemes import Scheme

_SCHEME = "snapshot/scheme.yaml"


def input_hashes(files: Iterable[Path]) -> Mapping[str, str]:
    """SHA-256 of each file given, by its name."""
    return {file.name: sha256(file.read_bytes()) for file in files}


def write_manifest(
    folder: Path,
    scheme: Scheme,
    figures: Figures,
    given: Mapping[str, str],
    how: Mapping[str, int | None] | None = None,
) -> None:
    """Write the manifest of all in `folder`, made by `scheme` of the `given` files (hashes by name).

    `how` is what else it takes to make it again: a seed, a number of draws.
    """
    hashes = hashes_in(folder)
    digest = hashes.get(_SCHEME) or sha256(scheme_text(scheme))
    content = {
        "kaohe": __version__,
        "scheme": {"id": scheme.id, "version": scheme.version, "sha256": digest},
        "data_year": figures.data_year,
        "inputs": given,
        **({"how": how} if how else {}),
        "outputs": hashes,
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")
