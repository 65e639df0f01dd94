"""The catalogue of zones: what each was called, its level, city and regions, from when until when."""
