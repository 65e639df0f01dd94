"""Findings: what follows from published places, decided by two people; what the policy leaves open; files."""
