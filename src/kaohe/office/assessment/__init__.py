"""Places: a frozen snapshot is scored, looked at, published; the ministry's ranking comes in."""
