"""The list of accounts: what each may and keeps, until when, whether somebody has ever come in, what to look at."""

from django.contrib import admin
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published.search import tokenise, tokens

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
            return queryset.filter(Q(*((name, True) for name in attention.CONCERNS), _connector=Q.OR))
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
        texts += [kept.entity.slug, kept.entity.name_en, kept.entity.name_ar, kept.entity.other_names_en]
        texts += [kept.entity.other_names_ar, kept.entity.acronym_en, kept.entity.acronym_ar]
    return texts


def has_all(wanted: list[str], words: list[str]) -> bool:
    """Whether each word that is wanted begins some word."""
    return all(any(word.startswith(token) for word in words) for token in wanted)


# ── Columns ────────


@admin.display(description=gettext_lazy("groups"))
def groups(account):
    return _(", ").join(str(permissions.GROUP_LABELS.get(row.name, row.name)) for row in account.groups.all()) or "–"


@admin.display(description=gettext_lazy("profiles"))
def profiles(account):
    """The first few that it keeps, and how many more."""
    kept = [str(row.entity) for row in account.assignments.all()]
    more = len(kept) - MOST_PROFILES
    shown = _(", ").join(kept[:MOST_PROFILES]) or "–"
    return _("%(names)s and %(number)d more") % {"names": shown, "number": more} if more > 0 else shown


@admin.display(description=gettext_lazy("last day"), ordering="active_until")
def last_day(account):
    """Of the account, and of the assignment that ends first."""
    texts = [_("account: %s") % date_format(account.active_until)] if account.active_until else []
    if bounded := [row for row in account.assignments.all() if row.until]:
        first = min(bounded, key=lambda row: row.until)
        texts.append(_("%(name)s: %(day)s") % {"name": first.entity, "day": date_format(first.until)})
    return _(", ").join(texts) or "–"


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
    return _(", ").join(str(attention.CONCERNS[name][0]) for name in attention.concerns_of(account)) or "–"


COLUMNS = ["username", concerns, groups, profiles, last_day, last_seen, "email"]
