"""A snapshot: figures, scheme and published tables of one assessment under one manifest of hashes.

manifest.json               what it is, of which code, the hash of every file
scheme.yaml                 the whole text the assessment was made by
figures.csv, figures.prev.csv, figures.city.csv ...   the figures, and each frame's in the same order
published/*.csv             the tables that were published
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from kaohe import __version__
from kaohe.archive.outputs import MARK
from kaohe.archive.tables import figures_table
from kaohe.figures import Figures, figures_of
from kaohe.messages import Place, Problem, Refused
from kaohe.schemes import Scheme, read_scheme

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a snapshot holds, checked against its manifest."""

    figures: Figures
    scheme: Scheme
    published: Mapping[str, bytes]
    code_version: str


def write_snapshot(
    folder: Path, figures: Figures, scheme: Scheme, tables: Mapping[str, bytes]
) -> dict[str, str]:
    """Write a snapshot into an empty `folder`; gives the hash of every file by name."""
    files = {"scheme.yaml": scheme_text(scheme), **_figure_files("figures", figures)}
    files |= {f"published/{name}": content for name, content in tables.items()}
    hashes = {name: sha256(content) for name, content in sorted(files.items())}
    manifest = {
        "kaohe_snapshot": FORMAT,
        "kaohe": __version__,
        "scheme": {"id": scheme.id, "version": scheme.version},
        "data_year": figures.data_year,
        "frame_years": _frame_years("figures", figures),
        "files": hashes,
    }
    (folder / "published").mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / MARK).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return hashes


def read_snapshot(folder: Path) -> Snapshot:
    """Read a snapshot back. Raises `Refused` naming every file that is missing or isn't what was written."""
    manifest = _manifest(folder)
    files, problems = {}, []
    for name, expected in manifest["files"].items():
        place = Place(str(folder / name))
        if not (folder / name).is_file():
            problems.append(Problem("archive.file_missing", {}, place))
            continue
        files[name] = (folder / name).read_bytes()
        if sha256(files[name]) != expected:
            problems.append(Problem("archive.file_changed", {}, place))
    if problems:
        raise Refused(problems)
    scheme = read_scheme(files["scheme.yaml"].decode(), folder / "scheme.yaml")
    years = {"figures": manifest["data_year"], **manifest["frame_years"]}
    published = {Path(name).name: content for name, content in files.items() if name.startswith("published/")}
    return Snapshot(_figures("figures", files, years), scheme, published, manifest["kaohe"])


def scheme_text(scheme: Scheme) -> bytes:
    """The whole scheme as YAML, with nothing left in other files."""
    plain = scheme.model_dump(mode="json", by_alias=True, exclude_unset=True)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(plain, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110)
    return str(text).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hashes_in(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by its path inside."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()) for file in files}


def _manifest(folder: Path) -> dict[str, Any]:
    place = Place(str(folder / MARK))
    try:
        manifest = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Refused.because("archive.no_snapshot", place) from None
    if not isinstance(manifest, dict) or "kaohe_snapshot" not in manifest:
        raise Refused.because("archive.no_snapshot", place)
    if manifest["kaohe_snapshot"] != FORMAT:
        raise Refused.because("archive.other_format", place, found=manifest["kaohe_snapshot"], allowed=FORMAT)
    return cast("dict[str, Any]", manifest)


def _figure_files(name: str, figures: Figures) -> dict[str, bytes]:
    files = {f"{name}.csv": figures_table(figures)}
    for frame, table in figures.frames.items():
        files |= _figure_files(f"{name}.{frame}", table)
    return files


def _frame_years(name: str, figures: Figures) -> dict[str, int | None]:
    years: dict[str, int | None] = {}
    for frame, table in figures.frames.items():
        years |= {f"{name}.{frame}": table.data_year, **_frame_years(f"{name}.{frame}", table)}
    return years


def _figures(name: str, files: Mapping[str, bytes], years: Mapping[str, int | None]) -> Figures:
    """The table of that name and, below it, those of its frames, rows as they stand."""
    heads, *rows = csv.reader(io.StringIO(files[f"{name}.csv"].decode(), newline=""))
    columns = {head: [row[place] for row in rows] for place, head in enumerate(heads)}
    marks = {head[1:]: columns[head] for head in heads if head.startswith("@")}
    items = {head: columns[head] for head in heads[2:] if not head.startswith("@")}
    below = {key for key in years if key.startswith(f"{name}.") and "." not in key[len(name) + 1 :]}
    return figures_of(
        columns["unit"],
        {item: [float(cell or "nan") for cell in cells] for item, cells in items.items()},
        names=columns["name"],
        attributes={mark: [cell or None for cell in cells] for mark, cells in marks.items()},
        data_year=years[name],
        frames={key[len(name) + 1 :]: _figures(key, files, years) for key in sorted(below)},
        sort="." not in name,
    )
