"""Files handed in: streamed to disk, known by hash, never executed, served through a permission check."""
