"""What templates of admin ask the desk for: the lists of the first page, so that the admin site stays Django's own;
and the addresses of an entry's pages."""

from django import template

from .. import moments
from ..admin import frontcounts, frontpage, stale
from ..admin.exchange import exports
from ..admin.kept import kept_lists
from ..admin.menu import first, menu, overviews
from ..admin.pages.deskpage import address

register = template.Library()
register.filter("moment", moments.shown)
register.simple_tag(moments.zone_name, name="zone")


@register.simple_tag(takes_context=True)
def desk_sections(context):
    return list(frontpage.sections(context["request"].user))


@register.simple_tag
def desk_greeting(sections):
    return frontpage.greeting(sections)


@register.simple_tag(takes_context=True)
def desk_counts(context):
    return list(frontcounts.counts(context["request"].user))


@register.simple_tag(takes_context=True)
def desk_menu(context):
    return list(menu(context["request"]))


@register.simple_tag(takes_context=True)
def desk_export(context, options) -> str:
    """Where the rows of a list are taken out as a file."""
    return exports.address_of(context["request"].user, options)


@register.simple_tag(takes_context=True)
def desk_first(context):
    return first(context["request"])


@register.simple_tag(takes_context=True)
def desk_kept(context):
    return kept_lists(context["request"])


@register.simple_tag(takes_context=True)
def desk_overviews(context):
    return list(overviews(context["request"]))


@register.simple_tag(takes_context=True)
def desk_stale(context):
    """Of the profiles that somebody keeps those with facts that grew old."""
    return stale.lines_of_keeper(context["request"].user)


@register.simple_tag
def desk_url(entry, page: str, *args) -> str:
    """The address of a page of an entry in admin: `{% desk_url entry "review" proposal.pk %}`."""
    return address(page, entry, *args)
