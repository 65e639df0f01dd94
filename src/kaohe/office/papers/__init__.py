"""Official papers, outgoing and incoming: drafted, checked, countersigned, signed, numbered, delivered."""
