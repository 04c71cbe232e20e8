"""Static files past Django: as WhiteNoise's middleware found them, under the headers that Django's answers have."""

from django.conf import settings


def scheme_of(environ) -> str:
    """What Django takes the scheme of a request for: what a trusted proxy says, where there is one."""
    name, secure = settings.SECURE_PROXY_SSL_HEADER or (None, None)
    if name and name in environ:
        return "https" if environ[name].split(",")[0].strip() == secure else "http"
    return environ["wsgi.url_scheme"]


class Statics:
    """Answers GET and HEAD of whole static files; anything else is Django's.

    Which headers go on them is learnt from Django's own first answer of each scheme: there is one origin of them.
    """

    def __init__(self, application, files: dict):
        self.application, self.files = application, files
        self.added: dict[str, list[tuple[str, str]]] = {}

    def __call__(self, environ, start_response):
        file = self.files.get(environ["PATH_INFO"])
        if file is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_RANGE" in environ:
            return self.application(environ, start_response)
        scheme = scheme_of(environ)
        if scheme not in self.added:
            return self.application(environ, self.learning(file, scheme, environ, start_response))
        answer = file.get_response(environ["REQUEST_METHOD"], environ)
        start_response(f"{answer.status} {answer.status.phrase}", [*answer.headers, *self.added[scheme]])
        if answer.file is None:
            return []
        with answer.file:
            return [answer.file.read()]

    def learning(self, file, scheme, environ, start_response):
        def started(status, headers, exc_info=None):
            if status.startswith("200 "):
                own = {name.lower() for name, _ in file.get_path_and_headers(environ)[1]}
                self.added[scheme] = [(name, value) for name, value in headers if name.lower() not in own]
            return start_response(status, headers)

        return started
