"""The public addresses. They are stable: others rely on them."""

from django.urls import path, re_path

from . import api, exports, feeds, sitemaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("members/", views.members, name="members"),
    path("map/", views.membership_map, name="map"),
    path("members/<slug:slug>/", views.member, name="member"),
    re_path(r"^members/(?P<slug>[-\w]+)/versions/(?P<number>[1-9][0-9]{0,8})/$", views.version, name="version"),
    re_path(r"^members/(?P<slug>[-\w]+)/versions/(?P<number>[1-9][0-9]{0,8})/cite\.bib$", views.cite, name="cite"),
    path("members.csv", exports.members_csv, name="members_csv"),
    path("members.xlsx", exports.members_xlsx, name="members_xlsx"),
    path("members.json", exports.members_json, name="members_json"),
    path("api/", api.documentation, name="api"),
    path("members/<slug:slug>/changes/", views.member_changes, name="member_changes"),
    path("members/<slug:slug>/changes/feed/", feeds.member, name="member_feed"),
    path("changes/", views.change_log, name="changes"),
    path("changes/feed/", feeds.changes, name="changes_feed"),
    path("between/", views.between_days, name="between"),
    path("areas/<slug:code>/changes/", views.area_changes, name="area_changes"),
    path("areas/<slug:code>/changes/feed/", feeds.area, name="area_feed"),
    path("areas/", views.areas, name="areas"),
    path("areas/<slug:code>/", views.area, name="area"),
    path("timeline/", views.timelines, name="timeline"),
    path("roles/", views.roles, name="roles"),
    path("roles/<slug:code>/", views.role, name="role"),
    path("compare/", views.compare, name="compare"),
    path("cross-membership/", views.cross_membership, name="cross_membership"),
    *(
        path(f"{code}/", views.page, {"code": code}, name=code)
        for code in ("about", "contact", "licence", "accessibility")
    ),
]

untranslated = [
    path("media/<str:name>", views.media, name="media"),
    path("api/v1/", api.entry, name="api_entry"),
    path("api/v1/members/", api.members, name="api_members"),
    path("api/v1/members/<slug:slug>/", api.member, name="api_member"),
    path("api/v1/members/<slug:slug>/versions/", api.versions, name="api_versions"),
    re_path(
        r"^api/v1/members/(?P<slug>[-\w]+)/versions/(?P<number>[1-9][0-9]{0,8})/$", api.version, name="api_version"
    ),
    path("api/v1/vocabulary/", api.vocabulary, name="api_vocabulary"),
    path("api/v1/openapi.json", api.description, name="api_openapi"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path(".well-known/security.txt", sitemaps.security, name="security"),
    path("favicon.ico", sitemaps.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
