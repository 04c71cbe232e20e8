"""The public addresses. They are stable: others rely on them."""

from django.urls import path, re_path

from . import previewing, views

urlpatterns = [
    path("", views.home, name="home"),
    path("members/", views.members, name="members"),
    path("map/", views.membership_map, name="map"),
    path("members/<slug:slug>/", views.member, name="member"),
    re_path(r"^members/(?P<slug>[-\w]+)/versions/(?P<number>[1-9][0-9]{0,8})/$", views.version, name="version"),
    path("areas/", views.areas, name="areas"),
    path("areas/<slug:code>/", views.area, name="area"),
    path("timeline/", views.timelines, name="timeline"),
    path("roles/", views.roles, name="roles"),
    path("roles/<slug:code>/", views.role, name="role"),
    path("preview/<str:token>/", previewing.preview, name="preview"),
    *(
        path(f"{code}/", views.page, {"code": code}, name=code)
        for code in ("about", "contact", "licence", "accessibility")
    ),
]

untranslated = [
    path("media/<str:name>", views.media, name="media"),
    path("preview/<str:token>/logo/", previewing.preview_logo, name="preview_logo"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
