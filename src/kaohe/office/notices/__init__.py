"""Notices to people: in the office exactly once, by mail as far as mail allows."""
