"""The portal's own settings, as in production but for a key, plain HTTP and files that need no collecting."""

import os
import tempfile
from pathlib import Path

os.environ |= {
    "DEBUG": "0",
    "SECRET_KEY": "for-tests",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "HTTPS": "0",
    "REQUIRE_SECOND_FACTOR": "0",
}
os.environ.setdefault("TIME_ZONE", "Asia/Dubai")

from addportal.settings import *  # noqa: F403

# A file, as in real use: SQLite's shared memory locks differently.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    name = os.environ.get("TEST_DATABASE") or f"{tempfile.mkdtemp(prefix='addportal-tests-')}/db.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": name}  # noqa: F405
STATIC_ROOT = tempfile.mkdtemp(prefix="addportal-static-")
MEDIA_ROOT = tempfile.mkdtemp(prefix="addportal-media-")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# Mails go out with the transaction that stores them.
MAIL_SENDER = "commit"
IMPORTER = "request"
HANDBOOK_DIR = Path(tempfile.mkdtemp(prefix="addportal-handbooks-"))
HANDBOOK_MAKER = "nobody"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*INSTALLED_APPS, "bench"]  # noqa: F405
