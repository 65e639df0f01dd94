"""Kaohe (考核): the yearly assessment of development zones, from the reported cell to the legal finding."""

__version__ = "0.1.0"
