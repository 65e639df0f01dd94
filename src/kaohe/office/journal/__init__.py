"""The journal: what was done, by whom, when, from where, why; each entry has the hash of the one before."""
