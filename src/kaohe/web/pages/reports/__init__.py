"""The pages on which a committee (or a city, for its own figures) reports."""
