"""What the template of rows of facts asks for."""

from django import template

from ..admin.facts.rows import FactGroup

register = template.Library()


@register.filter
def as_group(formset) -> FactGroup:
    """`{% with group=inline_admin_formset|as_group %}`"""
    return FactGroup(formset)
