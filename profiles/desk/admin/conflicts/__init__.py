"""Two people at one thing: a form that somebody overtook is refused with what changed meanwhile, and loses nothing.

`meanwhile` `table` `form` do that for entries, which have saved copies to merge with; `stateform` for words, sources
and accounts, which have what their row says; `labels` writes fields and values the way pages do.
"""
