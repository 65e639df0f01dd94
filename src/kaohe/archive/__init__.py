"""What is kept: published tables, snapshots that score again to the byte, outputs whole or not at all."""

from kaohe.archive.manifest import input_hashes, write_manifest
from kaohe.archive.outputs import whole_directory, whole_file
from kaohe.archive.rescore import Difference, rescore
from kaohe.archive.snapshot import Snapshot, hashes_in, read_snapshot, scheme_text, sha256, write_snapshot
from kaohe.archive.tables import published_tables

__all__ = [
    "Difference",
    "Snapshot",
    "hashes_in",
    "input_hashes",
    "published_tables",
    "read_snapshot",
    "rescore",
    "scheme_text",
    "sha256",
    "whole_directory",
    "whole_file",
    "write_manifest",
    "write_snapshot",
]
