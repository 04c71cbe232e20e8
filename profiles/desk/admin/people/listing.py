"""The list of accounts: what each may and keeps, until when, whether somebody has ever come in, what to look at."""

from functools import wraps

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published.search import tokenise, tokens
from profiles.values.languages import of_row

from ... import attention, moments, permissions
from ...models import User

MOST_PROFILES = 3


class GroupFilter(admin.SimpleListFilter):
    """By group, under the names that groups are shown by."""

    title = gettext_lazy("group")
    parameter_name = "group"

    def lookups(self, request, model_admin):
        return [*permissions.GROUP_LABELS.items(), ("-", _("no group"))]

    def queryset(self, request, queryset):
        if self.value() == "-":
            return queryset.filter(groups__isnull=True)
        known = self.value() in permissions.GROUP_LABELS
        return queryset.filter(groups__name=self.value()) if known else queryset


class AttentionFilter(admin.SimpleListFilter):
    """What somebody should look at: all of it, or one kind."""

    title = gettext_lazy("needs attention")
    parameter_name = "attention"

    def lookups(self, request, model_admin):
        return [("any", _("Yes")), *((name, label) for name, (label, _sentence) in attention.CONCERNS.items())]

    def queryset(self, request, queryset):
        if self.value() == "any":
            return attention.of_concern(queryset)
        return queryset.filter(**{self.value(): True}) if self.value() in attention.CONCERNS else queryset


def found(term: str):
    """The keys of accounts that have all words of a search: in their names, address or the names of what they keep,
    folded as on the site. Accounts are few, so all are read."""
    wanted = tokens(term)
    rows = User.objects.prefetch_related("assignments__entity") if wanted else []
    return [row.pk for row in rows if has_all(wanted, tokenise(texts_of(row), []).split())]


def texts_of(account) -> list[str]:
    texts = [account.username, account.email, account.first_name, account.last_name]
    for kept in account.assignments.all():
        texts.append(kept.entity.slug)
        texts += [text for key in ("name", "other_names", "acronym") for text in of_row(kept.entity, key).values()]
    return texts


def has_all(wanted: list[str], words: list[str]) -> bool:
    """Whether each word that is wanted begins some word."""
    return all(any(word.startswith(token) for word in words) for token in wanted)


# ── Columns ────────

NOTHING = "–"


def in_list(column):
    """A column as its cells show it: with its own name, which is read where there is no room for a table and each
    account is a block (`admin-people.css`)."""

    @admin.display(description=column.short_description, ordering=getattr(column, "admin_order_field", None))
    @wraps(column)
    def cell(account):
        text = column(account)
        kind = "nothing" if text == NOTHING else "something"
        return format_html(
            '<span class="cell-label">{}</span> <span class="{}">{}</span>',
            capfirst(column.short_description),
            kind,
            text,
        )

    return cell


@admin.display(description=gettext_lazy("person"), ordering="email")
def person(account):
    """The full name, where it is known, and the address, which breaks before its sign where it has to."""
    name, sign, host = account.email.partition("@")
    address = format_html("<bdi>{}<wbr>{}{}</bdi>", name, sign, host) if account.email else ""
    return in_lines([account.get_full_name(), address])


@admin.display(description=gettext_lazy("groups and profiles"))
def rights(account):
    """Its groups, and the first few profiles that it keeps, and how many more."""
    groups = _(", ").join(permissions.group_label(row.name) for row in account.groups.all())
    kept = [str(row.entity) for row in account.assignments.all()]
    more, shown = len(kept) - MOST_PROFILES, _(", ").join(kept[:MOST_PROFILES])
    if more > 0:
        shown = _("%(names)s and %(number)d more") % {"names": shown, "number": more}
    return in_lines([groups, shown])


def in_lines(texts) -> str:
    return format_html_join(mark_safe("<br>"), "{}", ([text] for text in texts if text)) or NOTHING


@admin.display(description=gettext_lazy("last day"), ordering="active_until")
def last_day(account):
    """Of the account, and of the assignment that ends first."""
    texts = [_("account: %s") % date_format(account.active_until)] if account.active_until else []
    if bounded := [row for row in account.assignments.all() if row.until]:
        first = min(bounded, key=lambda row: row.until)
        texts.append(_("%(name)s: %(day)s") % {"name": first.entity, "day": date_format(first.until)})
    return _(", ").join(texts) or NOTHING


@admin.display(description=gettext_lazy("last sign-in"), ordering="last_login")
def last_seen(account):
    if account.last_login:
        return moments.shown(account.last_login)
    return _("never") if account.has_usable_password() else _("invited, not yet in")


@admin.display(description=gettext_lazy("made"))
def joined(account):
    return moments.shown(account.date_joined)


@admin.display(description=gettext_lazy("needs attention"))
def concerns(account):
    return _(", ").join(str(attention.CONCERNS[name][0]) for name in attention.concerns_of(account)) or NOTHING


COLUMNS = ["username", *map(in_list, (person, concerns, rights, last_day, last_seen))]
