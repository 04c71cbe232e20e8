"""Fact sheets: an Excel file of one profile in words, which goes out to a ministry and comes back by the usual import.

`called` has the words of its sheets and columns, `shown` those of its values, `missing` what is not there; `layout`
puts cells in their places, `book` makes the file of them with the `styles` of its cells, `making` is the door. What
comes back `returned` turns into the rows that any file has.
"""
