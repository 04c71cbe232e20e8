"""Drawings: time along an axis, and states on a map, as numbers and paths that templates draw. No HTML."""
