"""The first page of admin asks for its lists here, so that the admin site stays Django's own."""

from django import template
from django.utils import timezone
from django.utils.html import format_html

from ..worklist import Worklist

register = template.Library()


@register.simple_tag(takes_context=True)
def worklist(context):
    return Worklist.of(context["request"].user)


@register.filter
def moment(value):
    """`2026-11-25 17:04`, which reads so from left to right in Arabic too."""
    return format_html('<bdi class="moment" dir="ltr">{}</bdi>', timezone.localtime(value).strftime("%Y-%m-%d %H:%M"))
