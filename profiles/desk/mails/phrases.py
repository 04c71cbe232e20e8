"""What several e-mails say in the same words: what the directory is called, by when, why somebody gets an e-mail."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published import identity


def directory() -> str:
    """What the directory is called within a sentence."""
    return identity.named(_("the member directory %(of_full)s"))


# Why somebody is written to.
MAY_PUBLISH = gettext_lazy("You get this e-mail because you may publish in %s.")
MAY_CHANGE_ALL = gettext_lazy("You get this e-mail because you may change every profile in %s.")
PROPOSED_IT = gettext_lazy("You get this e-mail because you proposed this change in %s.")
ASKED_FOR_IT = gettext_lazy("You get this e-mail because you asked for a change in %s.")
HAS_TO_DO_WITH_IT = gettext_lazy(
    "You get this e-mail because you spoke there before, keep this entry or changed it, or may publish in %s."
)


def why(reason) -> str:
    """The end of a notice: why it came, and where somebody says that none should."""
    where = _("Whether you get any, and in which language, you choose here: %s")
    return f"{reason % directory()} {where % (settings.SITE_URL + reverse('admin:account'))}"


def day(moment) -> str:
    """`5 December`, for subjects, which have no room for a year and a zone."""
    return date_format(localtime(moment), "j F")
