"""Deadlines: what is due when, one deadline and its history, changing it, the calendars that count."""
