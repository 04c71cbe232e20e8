"""What the directory publishes as files: tables, each in every format, from a `Reading` and without a request.

`tables` names them, `members` `facts` `entries` `register` have their rows and columns, `formats` and `workbooks` write
them, `exports` answers. Beside them `vcards`.
"""
