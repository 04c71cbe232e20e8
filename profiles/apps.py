"""The one application of the portal."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProfilesConfig(AppConfig):
    name = "profiles"
    verbose_name = "Member directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .permissions import make_groups

        # Permissions exist only after migrating, and `flush` sends the same signal.
        post_migrate.connect(make_groups, sender=self)
