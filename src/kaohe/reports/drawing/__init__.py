"""Charts as inline SVG: no script, no picture from outside, readable in print and by a screen reader."""
