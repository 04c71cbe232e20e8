"""The facts below the form of an entry: each a row that reads as a sentence and opens to be edited.

`inlines` what stands in the forms; `sentences` a fact in words; `rows` which rows are open, and what is wrong with them
together; `drawing` what their dates mean, drawn along one axis.
"""
