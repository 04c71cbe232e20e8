"""Addresses: one language each, English without a prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from profiles.urls import untranslated

urlpatterns = [
    *untranslated,
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("profiles.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "profiles.views.bad_request"
handler403 = "profiles.views.forbidden"
handler404 = "profiles.views.not_found"
handler500 = "profiles.views.server_error"
