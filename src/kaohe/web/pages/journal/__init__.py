"""The journal's page: entries, the things they touch, and what changed, in words."""
