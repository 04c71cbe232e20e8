"""Cells of CSV and Excel files that people open in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value):
    """The value as a cell: a text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
