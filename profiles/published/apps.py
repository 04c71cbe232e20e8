"""The application of the public tables."""

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.utils.translation import gettext_lazy as _


class PublishedConfig(AppConfig):
    name = "profiles.published"
    verbose_name = _("Member directory")

    def ready(self):
        checks.register(refuse_undivided, checks.Tags.database)


def refuse_undivided(app_configs, databases, **kwargs):
    """A database that was made while all tables were one application's cannot be migrated: say so first."""
    return [
        checks.Error(
            "This database was made before public and private tables were divided, and cannot be migrated.",
            hint="Keep it, name an empty one by DATABASE_URL (or move data/db.sqlite3 away), and load the directory.",
            id="published.E001",
        )
        for alias in databases or ()
        if "profiles_publication" in connections[alias].introspection.table_names()
    ]
