"""The small province of the reporting tests, on its day, seen through the pages of rounds."""

from tests.web.review.conftest import actors, client_of, fill, hand_in, home, report_of, round, scheme, today

__all__ = ["actors", "client_of", "fill", "hand_in", "home", "report_of", "round", "scheme", "today"]
