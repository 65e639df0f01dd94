"""The small province of the reporting tests, on its day, for what the journal tells of it."""

from tests.web.rounds.conftest import (
    actors,
    client_of,
    fill,
    hand_in,
    home,
    report_of,
    round,
    scheme,
    today,
)

__all__ = ["actors", "client_of", "fill", "hand_in", "home", "report_of", "round", "scheme", "today"]
