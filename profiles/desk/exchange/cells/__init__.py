"""What a value of a document says in a cell, and back.

`values` reads and writes those of all kinds; `plain` rich text without its marks, `citing` sources by code or title;
`words` knows what words of the vocabularies and sources are called.
"""
