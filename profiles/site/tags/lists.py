"""What stands in lists: flags, choices, numbers, names."""

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_lazy

from profiles.reading import meetings
from profiles.reading.drawings import strip as strips
from profiles.reading.reading import Reading
from profiles.site import flags
from profiles.values import languages

register = template.Library()


@register.simple_tag(takes_context=True)
def main_meetings(context) -> str:
    """What the meetings are called that count in the life of the body."""
    return meetings.plural(context.get("reading") or Reading.now())


@register.inclusion_tag("_flag.html", takes_context=True)
def flag(context, profile, width=32, alone=False, lazy=False):
    """The flag of a state, the logo of an organization, or else its acronym in a frame.

    The flag is one in the file of all that are public. It is a picture of its own where it is not among them, on a page
    that shows no others (`alone`), and where it may never be wanted: a `lazy` picture is fetched when it comes near.
    """
    iso2, reading = profile["iso2"], context.get("reading")
    drawn = flags.of(reading).address_of(iso2) if iso2 and reading and not (alone or lazy) else ""
    return {
        "drawn": drawn,
        "address": static(f"img/flags/{iso2.lower()}.svg") if iso2 in flags.files() and not drawn else "",
        "logo": profile["logo"] and (profile.logo_address or reverse("media", args=[profile["logo"]])),
        "letters": languages.either(profile["acronym"]) or iso2,
        "lazy": lazy,
        "width": width,
        "height": width * 3 // 4,
    }


# What fills the ring of each sign, and its name.
SIGNS = {
    "certain": ('<circle cx="6" cy="6" r="5"/>', gettext_lazy("certain")),
    "possible": ('<path d="M6 1a5 5 0 0 0 0 10z"/>', gettext_lazy("possible")),
    "no": ("", gettext_lazy("not on this day")),
}


@register.simple_tag
def sign(held: str, words="") -> str:
    """How sure something is on the day, as one sign everywhere: a full disc, a half one, an empty ring. It has a name
    of its own, or the words given; or none, where words beside it say it (`words=" "`)."""
    filling, name = SIGNS[held]
    name = (words or name) if words != " " else ""
    return format_html(
        '<svg class="sign" viewBox="0 0 12 12" width="12" height="12" {}>'
        '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5"/>{}</svg>',
        format_html('role="img" aria-label="{}"', name) if name else mark_safe('aria-hidden="true"'),
        mark_safe(filling.replace("/>", ' fill="currentColor"/>')),
    )


# How high each year of a strip stands: whole, half, not at all.
HEIGHTS = {"certain": 8, "possible": 4}


@register.simple_tag
def strip(profile, years) -> str:
    """The years of a profile as a small picture: whole where it certainly was a member or an observer, half as high
    where perhaps."""
    drawn = strips.of_profile(profile, years)
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/>',
        (
            (run.start * 4, 8 - HEIGHTS[run.held], run.length * 4, HEIGHTS[run.held])
            for run in drawn.runs
            if run.held in HEIGHTS
        ),
    )
    return format_html(
        '<svg class="strip" viewBox="0 0 {0} 9" width="{0}" height="9" preserveAspectRatio="none" aria-hidden="true">'
        '{1}<path d="M0 8.5h{0}"/></svg>',
        drawn.length * 4,
        bars,
    )


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
            for item in facet.offered
        ),
    )


@register.filter
def item(mapping, key):
    """The value of a dictionary at a key, or nothing."""
    return mapping.get(key)


@register.filter
def among(value, values) -> bool:
    """Whether a value is one of some."""
    return value in values


@register.filter
def at_least(total) -> str:
    """A total in words: the certain, with “at least” where there may be more; or “up to” where none is certain."""
    if not total.more:
        return str(total.certain)
    return gettext("at least %d") % total.certain if total.certain else gettext("up to %d") % total.possible
