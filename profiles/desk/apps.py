"""The application of the private tables, and the admin site that it brings along.

Its label is `profiles`: admin's addresses and the names of rights begin with it, and people rely on both.
"""

from django.apps import AppConfig
from django.contrib.admin import apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "profiles.desk"
    label = "profiles"
    verbose_name = _("Member directory")

    def ready(self):
        from .permissions import make_groups
        from .upkeep.shelflives import make_shelf_lives

        # Permissions exist only after migrating, and `flush` sends the same signal.
        post_migrate.connect(make_groups, sender=self)
        post_migrate.connect(make_shelf_lives, sender=self)


class PortalAdminConfig(apps.AdminConfig):
    default = False
    default_site = "profiles.desk.accounts.door.PortalSite"
