"""Deadlines that run, pause, are extended and are noticed, with a history that a court could read."""
