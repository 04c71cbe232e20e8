"""The first page of admin asks for its lists here, so that the admin site stays Django's own."""

from django import template

from ..admin import frontpage

register = template.Library()
register.filter("moment", frontpage.moment)


@register.simple_tag(takes_context=True)
def desk_sections(context):
    return list(frontpage.sections(context["request"].user))
