"""The handbook: the directory, or a part of it, as a PDF to print, made of what is published and once for each stamp.

What stands in it (`contents` and what that asks) is plain data; `book.typ` says how that is set; `press` makes the file
in a process of its own, which alone needs the package typst; `shelf` keeps files; `bindery` makes those that visitors
ask for.
"""

from functools import cache
from importlib.util import find_spec

# How many profiles are in one file. Setting a page takes about 6 MB until the book is done, so more make volumes.
VOLUME = 100


@cache
def is_installed() -> bool:
    """Whether handbooks can be made here (`requirements-handbook.txt`)."""
    return find_spec("typst") is not None
