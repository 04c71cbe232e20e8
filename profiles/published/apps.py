"""The application of the public tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishedConfig(AppConfig):
    name = "profiles.published"
    verbose_name = _("Member directory")
