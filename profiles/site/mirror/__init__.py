"""The mirror: the whole public site as files, for when the site itself cannot answer.

`asking` gets an answer from Django in this process, as nobody, at one moment; `links` finds where an answer leads, and
turns what only the site can answer; `notes` is what the copy says of itself; `walking` goes from address to address;
`copying` brings a copy up to date; `folders` keeps copies beside each other and shows one of them.
"""
