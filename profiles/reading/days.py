"""TODO reading.days"""

import datetime as dt

from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext as _

from profiles.values.partialdate import PartialDate


def day_asked(text: str, today: dt.date) -> dt.date:
    """The day that `on=` means: of a year or month its last day, as far as it has come. Raises BadRequest."""
    try:
        date = PartialDate.parse(text)
    except ValidationError as error:
        raise BadRequest(error.messages[0]) from error
    if date.first_day > today:
        raise BadRequest(_("“%s” is still to come: the directory can be read as of any day up to today.") % text[:40])
    return min(date.last_day, today)
