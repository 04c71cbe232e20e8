"""Known files: the WSGI application that answers uploaded files while the database is away, if they were public when
they were answered last.

Of each an empty file of its name is kept, where the pages are that all processes of a node share: what is in a file
makes its name. One that was withdrawn just before can be among them, as with pages.
"""

from contextlib import suppress
from pathlib import Path

from django.conf import settings

from profiles.site.public import DOWN, FULL, KNOWN
from profiles.values.files import NAME

from .pagecache import PageCache
from .stampreader import Down


class KnownFiles:
    """Notes what is public, and tells Django so when the database cannot."""

    def __init__(self, application, *, reader, folder: Path):
        self.application, self.reader, self.folder = application, reader, folder

    def __call__(self, environ, start_response):
        prefix, _, name = environ["PATH_INFO"].partition("/media/")
        if prefix or not NAME.fullmatch(name) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        note = self.folder / name
        try:
            self.reader.read()
        except Down:
            return self.application(environ | {KNOWN if note.exists() else DOWN: True}, start_response)
        heads = []
        answer = self.application(environ, lambda status, headers, exc_info=None: heads.append((status, headers)))
        status, headers = heads[-1]
        if status.startswith("503 ") and FULL not in environ and note.exists():
            answer.close()
            return self.application(environ | {KNOWN: True}, start_response)
        with suppress(OSError):  # Without a note it is not known in an outage, and that is all.
            if status.startswith("200 "):
                self.folder.mkdir(parents=True, exist_ok=True)
                note.touch()
            elif status.startswith("404 "):
                note.unlink(missing_ok=True)
        start_response(status, headers)
        return answer


def known_files(application):
    """The application with known files before it, where it has a page cache that may write to disk."""
    if not isinstance(application, PageCache) or not settings.PAGE_DISK_MB:
        return application
    return KnownFiles(application, reader=application.reader, folder=Path(settings.PAGE_DIR) / "files")
