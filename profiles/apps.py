"""The one application of the portal, and the admin site that it brings along."""

from django.apps import AppConfig
from django.contrib.admin import apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    name = "profiles"
    verbose_name = _("Member directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .permissions import make_groups

        # Permissions exist only after migrating, and `flush` sends the same signal.
        post_migrate.connect(make_groups, sender=self)


class PortalAdminConfig(apps.AdminConfig):
    default = False
    default_site = "profiles.door.PortalSite"
