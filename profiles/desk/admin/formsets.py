"""Rows below a form, for whatever is posted to them."""

import re
from functools import cached_property

from django import forms


class PostedRows(forms.BaseInlineFormSet):
    """As many rows as were posted, however many their number says: each of the thousands that Django would make of a
    greater one costs time."""

    def total_form_count(self) -> int:
        count = super().total_form_count()
        # One more: an empty row that was asked for.
        return min(count, self.posted + 1) if self.is_bound else count

    @cached_property
    def posted(self) -> int:
        names = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,4}})-")
        return max((int(found[1]) + 1 for name in self.data if (found := names.match(name))), default=0)
