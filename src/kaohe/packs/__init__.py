"""Versioned packs of data: strict YAML with line numbers, frozen models, and the shipped files."""

from kaohe.packs.model import Model, wrong
from kaohe.packs.reader import read_model, validate
from kaohe.packs.shipped import pack_file, pack_ids
from kaohe.packs.strict_yaml import Lines, parse_yaml

__all__ = ["Lines", "Model", "pack_file", "pack_ids", "parse_yaml", "read_model", "validate", "wrong"]
