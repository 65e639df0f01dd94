"""Rounds, reports, review, freeze: a year's figures from the first cell to the snapshot.

Read first: models/reports.py (what a report is), actions/drafting.py, submitting.py, reviewing.py,
freezing.py, and queries/cells.py (a report's cells as everybody sees them).
"""
