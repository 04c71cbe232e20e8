"""How pages write what documents hold: pairs of texts, partial dates, periods, flags; and addresses of pages."""

import re
from functools import cache

from django import template
from django.conf import settings
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_lazy

from profiles.reading.filters import LIST
from profiles.values import languages
from profiles.values.choices import Certainty, EntityKind, OrganizationKind, Status
from profiles.values.languages import DIRECTION, either, language_of
from profiles.values.partialdate import PartialDate
from profiles.values.period import Period, Qualifier

from .. import jsonld

register = template.Library()

# ── Pairs of texts ────────


@register.filter
def words(pair) -> str:
    """The plain text of a pair in the reader's language, or else in the other: for titles and attributes."""
    return either(pair)


@register.filter
def text(pair) -> str:
    """The text of a pair; one that stands in the other language says which it is."""
    language = language_of(pair)
    if language == languages.current():
        return pair[language]
    return format_html('<span lang="{}" dir="{}">{}</span>', language, DIRECTION[language], pair[language])


@register.filter
def text_said(pair) -> str:
    """The same, with a remark where it stands in the other language alone."""
    if language_of(pair) == languages.current():
        return text(pair)
    return format_html('{} <small class="remark">({})</small>', text(pair), only_other())


def only_other() -> str:
    return gettext("in English only") if languages.current() == "ar" else gettext("in Arabic only")


@register.filter
def rich(pair) -> str:
    """Rich text of a pair, its headings one level down and with anchors. It was sanitised when it was saved."""
    return mark_safe(demoted(anchored(chosen(pair))))


@register.filter
def rich_page(pair) -> str:
    """Rich text that is a page of its own: headings keep their level."""
    return mark_safe(anchored(chosen(pair)))


def chosen(pair) -> str:
    language = language_of(pair)
    if language == languages.current():
        return pair[language]
    return (
        f'<p class="remark">{escape(only_other())}</p>'
        f'<div lang="{language}" dir="{DIRECTION[language]}" class="prose">{pair[language]}</div>'
    )


HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)


def anchored(html: str) -> str:
    """Headings with ids, `s1`, `s2` …, that can be quoted."""
    found = iter(range(1, 10_000))
    return HEADING.sub(lambda match: f'<h{match[1]} id="s{next(found)}">{match[2]}</h{match[1]}>', html)


def demoted(html: str) -> str:
    return re.sub(r"(</?h)([2-4])", lambda match: f"{match[1]}{int(match[2]) + 1}", html)


@register.filter
def contents(pair) -> list[tuple[str, str]]:
    """The anchors and texts of the main headings of rich text."""
    headings = [(f"s{number}", match) for number, match in enumerate(HEADING.finditer(either(pair)), 1)]
    return [(anchor, mark_safe(re.sub("<[^>]+>", "", match[2]))) for anchor, match in headings if match[1] == "2"]


@register.filter
def pair(row, name: str) -> dict[str, str]:
    """A pair of columns of a vocabulary row: `{{ area|pair:"description"|text }}`."""
    return languages.of_row(row, name)


# ── Dates ────────


@register.filter
def partial(text: str) -> str:
    """A partial date with its machine-readable form."""
    return format_html('<time datetime="{}">{}</time>', text, PartialDate(text).display()) if text else ""


@register.filter
def day(date) -> str:
    """A day, as the site writes days."""
    return partial(date.isoformat()[:10])


@register.filter
def day_in_words(date) -> str:
    """A day as plain text: for titles."""
    return PartialDate(date.isoformat()[:10]).display()


@register.filter
def begins(fact) -> str:
    """The start of a dated fact or a meeting: the date, and its qualifier in small."""
    return qualified(*start_of(fact)) or format_html("{}", gettext("not stated"))


@register.filter
def ends(fact) -> str:
    """The end of a dated fact."""
    date, qualifier, ended = fact["end"], fact["end_qualifier"], fact["ended"]
    if not date:
        return gettext("ended, date not stated") if ended else gettext("present")
    if qualifier == Qualifier.AT_EARLIEST and not ended:
        return format_html("{} <small>{}</small>", partial(date), gettext("at least; may still hold"))
    return qualified(date, qualifier)


def start_of(fact):
    if isinstance(fact, dict) or hasattr(fact, "__getitem__"):
        return fact["start"], fact["start_qualifier"]
    return fact.start, fact.start_qualifier


def qualified(date: str, qualifier: str) -> str:
    if not date:
        return ""
    if qualifier == Qualifier.EXACT:
        return partial(date)
    return format_html("{} <small>{}</small>", partial(date), Qualifier(qualifier).label)


@register.filter
def lasts(fact) -> str:
    """A period in one line."""
    period = Period.of(fact if isinstance(fact, dict) else fact.fact)
    if period.start and (period.start, period.start_qualifier) == (period.end, period.end_qualifier):
        return begins(fact)
    return format_html("{} – {}", begins(fact), ends(fact))


@register.filter
def meeting_days(meeting) -> str:
    """From the first to the last day of a meeting."""
    first = qualified(meeting.start, meeting.start_qualifier)
    if not meeting.end or meeting.end == meeting.start:
        return first
    return format_html("{} – {}", first, qualified(meeting.end, meeting.end_qualifier))


# ── Words for codes ────────


@register.filter
def kind_label(content) -> str:
    """State, or the kind of organization."""
    return str(
        OrganizationKind(content["organization_kind"]).label
        if content["organization_kind"]
        else EntityKind(content["kind"]).label
    )


@register.filter
def certainty_label(code: str) -> str:
    return str(Certainty(code).label)


@register.filter
def status_label(code: str) -> str:
    return str(Status(code).label)


# ── Pictures and addresses ────────


@cache
def flags() -> frozenset[str]:
    """The flags that are there, by ISO code in small letters."""
    return frozenset(path.stem for path in (settings.BASE_DIR / "static" / "img" / "flags").glob("*.svg"))


@register.inclusion_tag("_flag.html")
def flag(profile, width=32):
    """The flag of a state, the logo of an organization, or else its acronym in a frame."""
    code = profile["iso2"].lower()
    return {
        "address": static(f"img/flags/{code}.svg") if code in flags() else "",
        "logo": profile["logo"] and (profile.logo_address or reverse("media", args=[profile["logo"]])),
        "letters": profile["acronym"] or profile["iso2"],
        "width": width,
        "height": width * 3 // 4,
    }


@register.simple_tag(takes_context=True)
def other_language(context) -> dict[str, str]:
    """The same page in the other language: its address and code."""
    request = context["request"]
    path, query = request.path, request.GET.urlencode()
    if languages.current() == "ar":
        path, code = path.removeprefix("/ar"), "en"
    else:
        path, code = f"/ar{path}", "ar"
    return {"code": code, "direction": DIRECTION[code], "url": path + (f"?{query}" if query else "")}


@register.simple_block_tag
def in_attribute(content) -> str:
    """What a block holds, on one line and fit for an attribute too."""
    return mark_safe(" ".join(content.split()).replace('"', "&quot;"))


@register.simple_tag(takes_context=True)
def addresses(context) -> dict[str, str]:
    """The absolute addresses of this page with what it was asked, `here`, `en` and `ar`; and of the site, `root`."""
    request = context["request"]
    root, query = site_of(request).root, request.GET.copy()
    if query.get("page") == "1":
        query.pop("page")
    english = request.path.removeprefix("/ar") if languages.current() == "ar" else request.path
    asked = f"?{query.urlencode()}" if query else ""
    found = {"en": f"{root}{english}{asked}", "ar": f"{root}/ar{english}{asked}"}
    return found | {"here": found[languages.current()], "root": root}


def site_of(request) -> jsonld.Site:
    return jsonld.Site(f"{request.scheme}://{request.get_host()}")


SECTIONS = {
    "members": gettext_lazy("Members"),
    "areas": gettext_lazy("Themes"),
    "roles": gettext_lazy("Roles"),
}


@register.simple_tag(takes_context=True)
def linked_data(context, section: str = "", code: str = "", name: str = "", profile=None) -> str:
    """What the page says to machines: the way to it and, of a live profile as of today, what it is about."""
    request = context["request"]
    site = site_of(request)
    if not section:
        return jsonld.script(jsonld.home(site))
    trail = [(str(SECTIONS[section]), site.page(section))]
    if code:
        trail.append((name, site.page(section.removesuffix("s"), code)))
    nodes = [jsonld.crumbs(site, trail)]
    if profile and not past(request):
        nodes = jsonld.profile(site, profile) + nodes
    return jsonld.script(nodes)


@register.simple_tag
def profile_url(slug: str) -> str:
    """The address of a profile that a word names, or nothing."""
    try:
        return reverse("member", args=[slug]) if slug else ""
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def without(context, name: str, value: str) -> str:
    """This page's address with one value of one parameter taken out."""
    query = context["request"].GET.copy()
    query.setlist(name, [kept for kept in query.getlist(name) if kept != value])
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else context["request"].path


@register.simple_tag(takes_context=True)
def same_list(context, name: str, view: str = "") -> str:
    """The address of another view of the members that are listed here; nothing where there is no such page."""
    query = QueryDict(mutable=True)
    for parameter in LIST:
        if values := context["request"].GET.getlist(parameter):
            query.setlist(parameter, values)
    if view:
        query["view"] = view
    try:
        address = reverse(name)
    except NoReverseMatch:
        return ""
    return f"{address}?{query.urlencode()}" if query else address


@register.simple_tag(takes_context=True)
def carry(context) -> str:
    """`?on=…` where the page speaks of a past day, so that a link stays on it; or nothing."""
    request = context["request"]
    return f"?on={request.day.isoformat()}" if past(request) else ""


@register.simple_tag(takes_context=True)
def download(context, name: str) -> str:
    """The address of an export with this page's filters."""
    query = context["request"].GET.copy()
    for parameter in set(query) - set(LIST):
        del query[parameter]
    return reverse(name) + (f"?{query.urlencode()}" if query else "")


@register.simple_tag
def choices(facet) -> str:
    """The choices of a facet as boxes to tick. Written here, as there are many on each list."""
    html = (
        '<label class="choice"><input type="checkbox" name="{}" value="{}"{}><span>{}</span> <small>{}</small></label>'
    )
    tick = mark_safe(" checked")
    return format_html_join(
        "\n",
        html,
        (
            (facet.name, item["value"], tick if item["chosen"] else "", item["label"], item["count"])
            for item in facet.choices
        ),
    )


@register.filter
def past(request) -> bool:
    """Whether the page speaks of a day before today."""
    return getattr(request, "day", None) != getattr(request, "today", None)


@register.filter
def item(mapping, key):
    """The value of a dictionary at a key, or nothing."""
    return mapping.get(key)


@register.filter
def localday(moment) -> str:
    """The day of a moment, where the portal is."""
    return day(timezone.localtime(moment))


@register.filter
def letters(text: str) -> str:
    """The language of a text that stands in one language alone, by its letters."""
    return languages.by_letters(text)


@register.filter
def host(url: str) -> str:
    """The host name of an address, to show for it."""
    return url.split("//", 1)[-1].split("/", 1)[0]


@register.filter
def at_least(total) -> str:
    """A total in words: the certain, with “at least” where there may be more; or “up to” where none is certain."""
    if not total.more:
        return str(total.certain)
    return gettext("at least %d") % total.certain if total.certain else gettext("up to %d") % total.possible


@register.filter
def today(holders) -> list[str]:
    """The names of those who certainly hold a role on the day, each once."""
    return names(holders, "certain")


@register.filter
def perhaps(holders) -> list[str]:
    """The names of those who may hold a role on the day, and of whom it is not certain."""
    return [name for name in names(holders, "possible") if name not in names(holders, "certain")]


def names(holders, held: str) -> list[str]:
    return list(dict.fromkeys(text(holder.profile["name"]) for holder in holders if holder.term.held == held))
