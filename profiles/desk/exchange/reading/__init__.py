"""The bytes of a file as rows under known columns, whatever wrote it.

`files` is the door: it looks at what a file is, `bounds` says how much of it is read, `markup` looks at the XML of
spreadsheets before they are read, `csvtexts` and `jsonrows` read theirs, and `headings` finds out which sheet is which,
and which column. Of what the rows mean, and of what stands in the working copies, it knows nothing.
"""
