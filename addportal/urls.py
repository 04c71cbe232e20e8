"""Addresses: one language each, English without a prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from profiles.desk import urls as desk
from profiles.site import urls as site

urlpatterns = [
    *site.untranslated,
    *desk.untranslated,
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include(site)),
        path("", include(desk)),
        prefix_default_language=False,
    ),
]

handler400 = "profiles.site.errors.bad_request"
handler403 = "profiles.site.errors.forbidden"
handler404 = "profiles.site.errors.not_found"
handler500 = "profiles.site.errors.server_error"
