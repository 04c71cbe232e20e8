"""Static files: WhiteNoise around Django, under the security headers that Django puts on its own answers.

Files are those that `collectstatic` has collected when the process starts. With DEBUG=1 `runserver` finds them itself.
"""

from wsgiref.util import setup_testing_defaults

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from whitenoise import WhiteNoise

from .middleware import security_headers

# What `collectstatic` puts into a name: twelve digits of the hash of what is in the file. It never changes.
HASHED = r"\.[0-9a-f]{12}\."


def scheme_of(environ) -> str:
    """What Django takes the scheme of a request for: what a trusted proxy says, where there is one."""
    name, secure = settings.SECURE_PROXY_SSL_HEADER or (None, None)
    if name and name in environ:
        return "https" if environ[name].split(",")[0].strip() == secure else "http"
    return environ["wsgi.url_scheme"]


def headers_of_every_answer() -> dict[str, str]:
    """What the middleware that needs no view puts on an empty answer by HTTPS. By HTTP a file is answered only where
    nothing says HTTPS is wanted, and then the headers are the same."""

    def get_response(request):
        return HttpResponse()

    # `WSGIRequest` is Django's own; RequestFactory, which brings the test client with it, would replace it.
    environ = {"wsgi.url_scheme": "https", "PATH_INFO": settings.STATIC_URL}
    setup_testing_defaults(environ)
    for middleware in (XFrameOptionsMiddleware, CSPMiddleware, SecurityMiddleware, security_headers):
        get_response = middleware(get_response)
    headers = get_response(WSGIRequest(environ)).headers
    return {name: value for name, value in headers.items() if name != "Content-Type"}


def static_files(application):
    """The application with static files before it, but for requests that are to be redirected to HTTPS."""
    if settings.DEBUG:
        return application
    added = headers_of_every_answer()

    def add_headers(headers, path, url):
        for name, value in added.items():
            headers[name] = value

    files = WhiteNoise(
        application,
        settings.STATIC_ROOT,
        settings.STATIC_URL,
        add_headers_function=add_headers,
        immutable_file_test=HASHED,
    )

    def answer(environ, start_response):
        redirects = settings.SECURE_SSL_REDIRECT and scheme_of(environ) == "http"
        return (application if redirects else files)(environ, start_response)

    return answer
