"""What of an account somebody should look at, computed in the database: for one account as for a list of them.

It is said and never refused: an account may be made before its person's profile is.
"""

import datetime as dt

from django.contrib.auth.models import Group
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from .models import Assignment

SOON = dt.timedelta(days=60)

# By name, how it is called in a list, and what it means.
CONCERNS = {
    "no_group": (_("no group"), _("This account has no group, so it can do nothing.")),
    "no_profile": (_("no profile"), _("A focal point without an assignment that lasts sees nothing.")),
    "assignment_ended": (_("assignment ended"), _("An assignment of this account has ended.")),
    "assignment_ending": (_("assignment ends soon"), _("An assignment of this account ends within 60 days.")),
    "no_second_step": (
        _("no second step"),
        _("This account may publish or change accounts, and has no second step yet."),
    ),
}
FAR = ("publish_entity", "change_user")


def with_concerns(accounts):
    """A queryset of accounts, each with what is of concern by name; nothing is of one that cannot be used today."""
    today = timezone.localdate()
    current = Q(is_active=True) & (Q(active_until__isnull=True) | Q(active_until__gte=today))
    groups = Group.objects.filter(user=OuterRef("pk"))
    kept = Assignment.objects.filter(user=OuterRef("pk"))
    far = groups.filter(permissions__codename__in=FAR, permissions__content_type__app_label="profiles")
    devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    found = {
        "no_group": Q(is_superuser=False) & Q(~Exists(groups)),
        "no_profile": Q(Exists(groups.filter(name="Focal points"))) & Q(~Exists(kept.current())),
        "assignment_ended": Q(Exists(kept.filter(until__lt=today))),
        "assignment_ending": Q(Exists(kept.filter(until__range=(today, today + SOON)))),
        "no_second_step": (Q(is_superuser=True) | Q(Exists(far))) & Q(~Exists(devices)),
    }
    return accounts.annotate(
        **{name: ExpressionWrapper(current & about, output_field=BooleanField()) for name, about in found.items()}
    )


def of_concern(accounts):
    """Those of a queryset of accounts of which anything is of concern."""
    return with_concerns(accounts).filter(Q(*((name, True) for name in CONCERNS), _connector=Q.OR))


def concerns_of(account) -> list[str]:
    """The names of what is of concern in an account of `with_concerns`."""
    return [name for name in CONCERNS if getattr(account, name)]


def sentences_on(account) -> list[str]:
    """What is of concern in an account as it is stored now, in words."""
    row = with_concerns(type(account).objects.filter(pk=account.pk)).get()
    return [CONCERNS[name][1] for name in concerns_of(row)]
