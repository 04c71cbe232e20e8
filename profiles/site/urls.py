"""The public addresses. They are stable: others rely on them."""

from django.urls import path, re_path

from profiles.values.choices import EntryKind, SiteText

from . import sitemaps
from .addresses import FILES, NAMES, VERSIONS
from .api import changes as api_changes
from .api import confirmations as api_confirmations
from .api import documentation
from .api import endpoints as api
from .api import entries as api_entries
from .api import facts as api_facts
from .api import members as api_members
from .api import sources as api_sources
from .api import vocabulary as api_vocabulary
from .embed import oembed
from .embed import views as embed
from .feeds import atom, jsonfeed
from .feeds import views as feeds
from .files import exports
from .handbook import views as handbook
from .handbook.contents import LANGUAGES as BOOKS
from .views import (
    comparison,
    data,
    directory,
    entries,
    log,
    meetings,
    pictures,
    profiles,
    search,
    sources,
    texts,
    themes,
)

TEXT = "|".join(SiteText.values)
ATOM, JSON = {"write": atom.write}, {"write": jsonfeed.write}
RELEASE = r"^data/releases/(?P<release>\d{4}-\d\d-\d\d(\.[1-9]\d{0,2})?)"
VERSION = "versions/(?P<number>[1-9][0-9]{0,8})"


def addresses_of(shown: entries.Shown) -> list:
    """Those of an entry of a kind, and of its versions."""
    more, name, section = {"shown": shown}, NAMES[shown.kind], shown.section
    version = rf"^{section}/(?P<slug>[-\w]+)/{VERSION}"
    return [
        path(f"{section}/<slug:slug>/", entries.show, more, name=name),
        re_path(rf"{version}/$", entries.version, more, name=VERSIONS[shown.kind]),
        re_path(rf"{version}/cite\.bib$", entries.cite, more, name=FILES[shown.kind]),
    ]


urlpatterns = [
    path("", directory.home, name="home"),
    path("home.svg", directory.home_svg, name="home_svg"),
    path("search/", search.search, name="search"),
    path("members/", directory.members, name="members"),
    path("map/", pictures.membership_map, name="map"),
    path("map.svg", pictures.map_svg, name="map_svg"),
    path("members/<slug:slug>/", profiles.member, name="member"),
    path("members/<slug:slug>/timeline.svg", profiles.member_timeline_svg, name="member_timeline_svg"),
    re_path(rf"^members/(?P<slug>[-\w]+)/{VERSION}/$", profiles.version, name="version"),
    re_path(rf"^members/(?P<slug>[-\w]+)/{VERSION}/cite\.bib$", profiles.cite, name="cite"),
    *(path(f"{name}.{ending}", view, name=f"{name}_{ending}") for (name, ending), view in exports.DOWNLOADS.items()),
    path("directory.xlsx", exports.workbook, name="directory_xlsx"),
    path("data/", data.data, name="data"),
    re_path(rf"{RELEASE}/$", data.release, name="data_release"),
    re_path(rf"{RELEASE}/cite\.bib$", data.cite, name="data_cite"),
    re_path(rf"^handbook-(?P<language>{'|'.join(BOOKS)})\.pdf$", handbook.handbook, name="handbook"),
    path("api/", documentation.documentation, name="api"),
    path("members/<slug:slug>/changes/", log.member_changes, name="member_changes"),
    path("members/<slug:slug>/changes/feed/", feeds.member, ATOM, name="member_feed"),
    path("members/<slug:slug>/changes/feed.json", feeds.member, JSON, name="member_json_feed"),
    path("changes/", log.all_changes, name="changes"),
    path("changes/feed/", feeds.changes, ATOM, name="changes_feed"),
    path("changes/feed.json", feeds.changes, JSON, name="changes_json_feed"),
    path("between/", log.between_days, name="between"),
    path("areas/<slug:code>/changes/", log.area_changes, name="area_changes"),
    path("areas/<slug:code>/changes/feed/", feeds.area, ATOM, name="area_feed"),
    path("areas/<slug:code>/changes/feed.json", feeds.area, JSON, name="area_json_feed"),
    path("areas/", themes.areas, name="areas"),
    path("areas/<slug:code>/", themes.area, name="area"),
    path("timeline/", pictures.timelines, name="timeline"),
    path("timeline.svg", pictures.timeline_svg, name="timeline_svg"),
    path("roles/", themes.roles, name="roles"),
    path("roles/<slug:code>/", themes.role, name="role"),
    path("roles/<slug:code>/timeline.svg", themes.role_timeline_svg, name="role_timeline_svg"),
    path("sources/", sources.register, name="sources"),
    path("sources/<slug:code>/", sources.source, name="source"),
    path("compare/", comparison.compare, name="compare"),
    path("cross-membership/", comparison.cross_membership, name="cross_membership"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings.ics", feeds.meetings, name="meetings_ics"),
    path("embed/count/", embed.count, name="embed_count"),
    path("embed/timeline/", embed.offices, name="embed_timeline"),
    path("embed/map/", embed.membership_map, name="embed_map"),
    path("embed/members/<slug:slug>/", embed.member, name="embed_member"),
    path("embed/meetings/<slug:slug>/", embed.meeting, name="embed_meeting"),
    path("documents/", entries.papers, name="documents"),
    path("programmes/", entries.programmes, name="programmes"),
    *(address for shown in entries.SHOWN.values() for address in addresses_of(shown)),
    *(path(f"{code}/", texts.show, {"text": code}, name=code) for code in SiteText.values if code != SiteText.HOME),
    re_path(rf"^(?P<text>{TEXT})/{VERSION}/$", texts.version, name="text_version"),
    re_path(rf"^(?P<text>{TEXT})/{VERSION}/cite\.bib$", texts.cite, name="text_cite"),
]

untranslated = [
    path("members/<slug:slug>/<uuid:uid>.vcf", profiles.card, name="member_card"),
    path("oembed", oembed.oembed, name="oembed"),
    path("media/<str:name>", profiles.media, name="media"),
    re_path(r"^flags\.(?P<digest>[0-9a-f]{12})\.svg$", pictures.flags, name="flags"),
    re_path(r"^accent\.(?P<colours>[0-9a-f]{6}-[0-9a-f]{6})\.css$", pictures.accent, name="accent"),
    path("data/catalog.jsonld", data.catalogue, name="data_catalog"),
    re_path(rf"{RELEASE}/(?P<file>(?!cite\.bib$)[A-Za-z0-9][-_.A-Za-z0-9]*)$", data.file, name="data_file"),
    path("api/v1/", api.entry, name="api_entry"),
    path("api/v1/members/", api_members.members, name="api_members"),
    path("api/v1/members/<slug:slug>/", api_members.member, name="api_member"),
    path("api/v1/members/<slug:slug>/versions/", api_members.versions, name="api_versions"),
    path("api/v1/members/<slug:slug>/confirmations/", api_confirmations.confirmations, name="api_confirmations"),
    re_path(
        r"^api/v1/members/(?P<slug>[-\w]+)/versions/(?P<number>[1-9][0-9]{0,8})/$",
        api_members.version,
        name="api_version",
    ),
    path("api/v1/meetings/", api_entries.meetings, name="api_meetings"),
    path("api/v1/meetings/<slug:slug>/", api_entries.entry, {"kind": EntryKind.MEETING}, name="api_meeting"),
    path("api/v1/documents/", api_entries.papers, name="api_documents"),
    path("api/v1/documents/<slug:slug>/", api_entries.entry, {"kind": EntryKind.PAPER}, name="api_document"),
    path("api/v1/programmes/", api_entries.programmes, name="api_programmes"),
    path("api/v1/programmes/<slug:slug>/", api_entries.entry, {"kind": EntryKind.PROGRAMME}, name="api_programme"),
    path("api/v1/sources/", api_sources.register, name="api_sources"),
    path("api/v1/sources/<slug:code>/", api_sources.source, name="api_source"),
    path("api/v1/facts/", api_facts.facts, name="api_facts"),
    path("api/v1/changes/", api_changes.changes, name="api_changes"),
    path("api/v1/vocabulary/", api_vocabulary.vocabulary, name="api_vocabulary"),
    path("api/v1/openapi.json", api.description, name="api_openapi"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path(".well-known/security.txt", sitemaps.security, name="security"),
    path("favicon.ico", sitemaps.favicon, name="favicon"),
]
