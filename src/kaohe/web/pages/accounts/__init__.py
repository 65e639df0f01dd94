"""Pages of offices, users and the own account."""
