"""How pages write dates: partial dates, periods, days and moments."""

from dataclasses import replace

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from profiles.published import documents
from profiles.values.partialdate import PartialDate
from profiles.values.period import Period, Qualifier, display, pattern

register = template.Library()


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
    """The start of a dated fact, as everything shows it: the date with its qualifier; where the body itself printed
    another date than it means, that one, with what is meant for machines."""
    if printed := fact["start_printed"]:
        return format_html('<time datetime="{}">{}</time>', fact["start"] or printed, PartialDate(printed).as_printed())
    return with_qualifier(*documents.shown_start(fact)) or format_html("{}", gettext("not stated"))


@register.filter
def begins_by(fact) -> str:
    """The same with what a printed date means, or with the day by which it held where the date alone is vaguer."""
    start, qualifier, by = fact["start"], fact["start_qualifier"], fact["start_by"]
    if fact["start_printed"]:
        small = gettext("as printed; %s is meant") % display(start, qualifier) if start else gettext("as printed")
    elif by and start:
        small = gettext("by %s") % PartialDate(by).display()
    else:
        return begins(fact)
    return format_html("{} <small>{}</small>", begins(fact), small)


@register.filter
def begins_as_meant(fact) -> str:
    """The start of a dated fact as it is meant, whatever was printed: where there is no room for a note on that."""
    return with_qualifier(*documents.meant_start(fact)) or gettext("not stated")


@register.filter
def meant(fact) -> str:
    """Of a date that the body itself printed: that it did, and what is meant; or nothing."""
    if not fact["start_printed"]:
        return ""
    values = {"meant": period_of(fact).from_text}
    return gettext("Printed so by the site of the body; what is meant: %(meant)s.") % values


@register.filter
def ends(fact) -> str:
    """The end of a dated fact; where none is known, when it was last named."""
    date, ended = fact["end"], fact["ended"]
    if not date:
        open_end = gettext("no end stated") if period_of(fact).is_to_come else gettext("present")
        return gettext("ended, date not stated") if ended else open_end
    if named := period_of(fact).last_named:
        end = format_html(gettext("last named %s").replace("%s", "{}"), partial(named))
        return format_html("{} <small>{}</small>", end, gettext("then ended")) if ended else end
    return with_qualifier(date, fact["end_qualifier"])


def with_qualifier(date: str, qualifier: str) -> str:
    """A date, with its qualifier."""
    return format_html(pattern(qualifier).replace("%s", "{}"), partial(date)) if date else ""


@register.filter
def qualified(entry, name: str) -> str:
    """A date of an entry, `start` or `end`, with its qualifier; or that it is not stated."""
    return with_qualifier(entry[name], entry[f"{name}_qualifier"]) or gettext("not stated")


def period_of(fact) -> Period:
    """The period of what a document or a page says."""
    return Period(**{key: fact[key] for key in Period.KEYS})


@register.filter
def lasts(fact) -> str:
    """A period in one line; one date where no more is known."""
    start, qualifier = documents.shown_start(fact)
    period = replace(period_of(fact), start=start, start_qualifier=qualifier)
    if period.is_one_date:
        return partial(fact["end"]) if period.last_named else begins(fact)
    if period_of(fact).is_to_come and not (fact["end"] or fact["ended"]):
        return format_html(gettext("from %s").replace("%s", "{}"), begins(fact))
    return format_html("{} – {}", begins(fact), ends(fact))


@register.filter
def meeting_days(meeting) -> str:
    """From the first to the last day of a meeting: “10–11 Feb. 2024” within a month; or that they are not stated."""
    start, end = meeting["start"], meeting["end"]
    first = with_qualifier(start, meeting["start_qualifier"])
    if not end or end == start:
        return first or gettext("not stated")
    last = with_qualifier(end, meeting["end_qualifier"])
    exact = meeting["start_qualifier"] == meeting["end_qualifier"] == Qualifier.EXACT
    if exact and len(start) == len(end) == 10 and start[:7] == end[:7]:
        return format_html('<bdi><time datetime="{}">{}</time>–{}</bdi>', start, int(start[8:]), last)
    return format_html("{} – {}", first or "…", last)


@register.filter
def in_time(subject: str, when: PartialDate | None) -> str:
    """Something in a year or a month, on a day; or today."""
    if not when:
        return gettext("%(subject)s today") % {"subject": subject}
    values = {"subject": subject, "date": when.display()}
    if when.precision == "day":
        return gettext("%(subject)s on %(date)s") % values
    return gettext("%(subject)s in %(date)s") % values


@register.filter
def localday(moment) -> str:
    """The day of a moment, where the portal is."""
    return day(timezone.localtime(moment))
