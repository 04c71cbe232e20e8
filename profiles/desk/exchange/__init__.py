"""Data in and out of the working copies: what stands there as sheets of cells, and what a file would change.

`tables` says which sheets and columns there are, `cells` how a value stands in a cell, `writing` makes files.
`reading` makes rows under known columns (`rows`) of the bytes of any file. `matching` says which row is meant,
`differences` what would change (`comparison`): `meanwhile` whether it was the file or somebody here who changed it,
`trying` whether it may stand there, `cleaning` by the rules of its row, `rights` whether somebody may. `places` says
where that stands in the file, `choosing` what of it is taken, `applying` writes it.

Whoever wants it done calls the verb `verbs.importing`, which this room does not know, nor admin; it knows what lies
beside it: the working copies, their checks, the permissions.
"""
