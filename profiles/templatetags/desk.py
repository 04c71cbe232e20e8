"""The first page of admin asks for its lists here, so that the admin site stays Django's own."""

from django import template

from ..worklist import Worklist

register = template.Library()


@register.simple_tag(takes_context=True)
def worklist(context):
    return Worklist.of(context["request"].user)
