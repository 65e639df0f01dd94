"""The command line `kaohe`: one module a command; everything a person reads comes from the catalogue."""

from kaohe.cli.app import main

__all__ = ["main"]
