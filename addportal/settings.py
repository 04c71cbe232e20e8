"""Every setting of the portal. What differs from place to place is read from the environment, here at the top.

Secure by default: without DEBUG=1 the portal wants a SECRET_KEY and ALLOWED_HOSTS, and says so. `.env.example`
lists every variable; a `.env` beside `manage.py` is read too.
"""

import datetime as dt
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from addportal import __version__, environment
from addportal.databases import databases
from addportal.environment import flag, number, stop, text

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = __version__
environment.read(BASE_DIR / ".env")

# ── From the environment ────────

DEBUG = flag("DEBUG")
SECRET_KEY = text("SECRET_KEY")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
DATABASES = databases(
    environment.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'data' / 'db.sqlite3'}"),
    replica=environment.database("REPLICA_URL", ""),
    pool=number("DATABASE_POOL", most=200),
    debug=DEBUG,
)
MEDIA_STORE = environment.bucket("MEDIA_STORE")
MEDIA_DISK_MB = number("MEDIA_DISK_MB", 256)
MEDIA_ROOT = environment.folder("MEDIA_ROOT", BASE_DIR / "data" / "media")
BACKUP_DIR = environment.folder("BACKUP_DIR", None)
STATIC_ROOT = Path(text("STATIC_ROOT") or BASE_DIR / "data" / "static")
LANGUAGES = [("en", "English"), *environment.second_language("SECOND_LANGUAGE", "ar")]
TIME_ZONE = environment.zone("TIME_ZONE", "Asia/Dubai")
HTTPS = flag("HTTPS", not DEBUG)
HSTS_SECONDS = number("HSTS_SECONDS", 5 * 60)
HSTS_SUBDOMAINS = flag("HSTS_SUBDOMAINS")
HSTS_PRELOAD = flag("HSTS_PRELOAD")
SITE_URL = environment.origin("SITE_URL")
TRUSTED_PROXY = number("TRUSTED_PROXY", most=9)
PAGE_STORE_MB = number("PAGE_STORE_MB", 64)
PAGE_DISK_MB = number("PAGE_DISK_MB", 256)
PAGE_DIR = Path(text("PAGE_DIR") or BASE_DIR / "data" / "pages")
HANDBOOK_MB = number("HANDBOOK_MB", 128)
HANDBOOK_DIR = Path(text("HANDBOOK_DIR") or BASE_DIR / "data" / "handbooks")
CACHE_URL = text("CACHE_URL")
CACHE_PREFIX = text("CACHE_PREFIX", "addportal")
CACHE_MB = number("CACHE_MB", 256)
REQUIRE_SECOND_FACTOR = flag("REQUIRE_SECOND_FACTOR", not DEBUG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email("DEFAULT_FROM_EMAIL", "addportal@localhost")
globals().update(environment.mail("EMAIL_URL", "consolemail://" if DEBUG else "smtp://localhost:25"))
EMAIL_TIMEOUT = 10
# Who sends them: a thread of each server process, or `manage.py send_mail` alone.
MAIL_SENDER = "thread" if flag("SEND_MAIL", True) else "command"
# Who reads and takes large files that were brought: a thread of each server process, or the request that brings them.
IMPORTER = "thread" if flag("IMPORT_IN_THREAD", True) else "request"
# Who is told of a weakness; without one, the e-mail address of the publisher.
SECURITY_CONTACT = environment.items("SECURITY_CONTACT")
LOG_FORMAT = text("LOG_FORMAT", "text")
SLOW_QUERY_MS = number("SLOW_QUERY_MS")
METRICS_TOKEN = environment.token("METRICS_TOKEN")
SENTRY_DSN = environment.address("SENTRY_DSN", is_secret=True)

environment.refuse_misspelt(BASE_DIR / ".env")
# Names of variables that look like one of those above and are none: `manage.py doctor` asks.
MISSPELT = environment.misspelt

if not SECRET_KEY:
    if not DEBUG:
        stop("set SECRET_KEY to a long random text (or DEBUG=1 on your own machine).")
    SECRET_KEY = "for-debugging-on-your-own-machine-only"  # noqa: S105
if not ALLOWED_HOSTS:
    if not DEBUG:
        stop("set ALLOWED_HOSTS to the host names that it answers to, with commas between them.")
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

if not SITE_URL:
    SITE_URL = f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}" + (":8000" if DEBUG else "")

for contact in SECURITY_CONTACT:
    if not contact.startswith(("mailto:", "https://", "tel:")):
        stop(f"SECURITY_CONTACT has {contact!r}; write mailto:…, https://… or tel:….")

if LOG_FORMAT not in ("text", "json"):
    stop(f"LOG_FORMAT is {LOG_FORMAT!r}; write text or json.")
if CACHE_URL and not CACHE_URL.startswith(("redis://", "rediss://", "valkey://", "valkeys://")):
    stop("CACHE_URL names no Redis; write redis://:password@host:6379/0, or rediss://… with TLS.")
for name, package, extra in (
    ("CACHE_URL", "redis", "redis"),
    ("MEDIA_STORE", "storages", "s3"),
    ("METRICS_TOKEN", "prometheus_client", "metrics"),
    ("SENTRY_DSN", "sentry_sdk", "sentry"),
):
    if globals()[name]:
        environment.wants(name, package, extra)

# Whether pages offer the handbook, as a PDF: where the package that makes it is, and files may be kept.
HANDBOOKS = HANDBOOK_MB > 0 and find_spec("typst") is not None
# Who makes those that are asked for: a thread of a server process. (Tests make theirs themselves.)
HANDBOOK_MAKER = "thread"

# ── The application ────────

INSTALLED_APPS = [
    "profiles.published",
    "profiles.desk",
    "django_prose_editor",
    "django_filters",
    "csp",
    "profiles.desk.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "profiles.serving.middleware.security_headers",
    "profiles.serving.compression.compressed_streams",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "profiles.serving.middleware.language_of_the_address",
    "profiles.serving.middleware.gate",
    "profiles.serving.middleware.out_of_order",
    "profiles.serving.middleware.probes",
    "profiles.serving.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "profiles.site.redirects.redirects",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "addportal.urls"
WSGI_APPLICATION = "addportal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "profiles.site.naming.named",
            ],
            "libraries": {"directory": "profiles.site.tags"},
        },
    },
]

# ── The database ────────

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What a process keeps of pages: see profiles/site/fragments.py.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "profiles": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "profiles",
        "OPTIONS": {"MAX_ENTRIES": 600},
    },
}

# ── Languages (see above): one an address, English without a prefix ────────

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = None
USE_I18N = True
USE_TZ = True

# ── Files ────────

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
STORAGES = {
    "default": {
        "BACKEND": "profiles.values.buckets.Bucket",
        "OPTIONS": MEDIA_STORE | {"near": PAGE_DIR / "media", "room": MEDIA_DISK_MB * 2**20},
    }
    if MEDIA_STORE
    else {"BACKEND": "profiles.values.files.WholeFiles"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# ── Who may sign in, and how ────────

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "profiles.desk.accounts.signin.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTH_USER_MODEL = "profiles.User"
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "profiles.site.errors.csrf_failure"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "profiles.desk.accounts.signin.CurrentAccounts"]
# Five failures of one name from one network; the wider bounds are in `profiles/desk/accounts/throttle.py`.
AXES_HANDLER = "profiles.desk.accounts.throttle.Bounds"
AXES_USERNAME_CALLABLE = "profiles.desk.accounts.throttle.counted_name"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "profiles.desk.accounts.signin.network_of"
AXES_LOCKOUT_CALLABLE = "profiles.desk.accounts.throttle.render_lockout"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OTP_TOTP_ISSUER = "addportal"

# ── What browsers are told ────────

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = HSTS_SUBDOMAINS, HSTS_PRELOAD
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# One password may be changed, one form may be long: rich text in two languages with all its rows.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "addportal.logs.Lines"},
        "json": {"()": "addportal.logs.JsonLines"},
    },
    "filters": {"strangers": {"()": "addportal.logs.OneLineForAStranger"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["strangers"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would say everything a second time with DEBUG.
        "django": {"handlers": [], "level": "INFO"},
        # It says which passkey was shown.
        "fido2": {"level": "WARNING"},
    },
}
# HSTS without subdomains and preload: only who owns the whole domain can promise HTTPS for all of it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
