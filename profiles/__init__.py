"""The portal, in rooms by what they may know; each may use those before it.

`values` (dates, texts, choices) ← `published` (documents and the tables they stand in) ← `reading` (what they say, on
a day, in a language) ← `site` (pages, API, files, feeds) ← `desk` (the working copy, and who works on it) and `serving`
(what stands between a server and Django). No room imports the desk or
`serving`: `addportal` does, which puts all together, and the benchmark.
"""
