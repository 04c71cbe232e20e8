"""An empty directory gets a name, a first account, words to begin with, and the texts that its pages lead to."""

from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from profiles.published import identity
from profiles.published.models import Identity, MeetingKind, MemberType, Role
from profiles.values.choices import SiteText, Standing
from profiles.values.languages import said_in_each

from .. import workingcopy
from ..models import Text, User
from . import Refused, publishing, queueing, savedcopies, vocabulary

# Who sets it up may do all: others are invited, and get less.
GROUPS = ("Administrators", "Publishers")
# Words that every body has: what is called otherwise is renamed, what is missing is added.
WORDS = (
    (
        MemberType,
        "member",
        {"label": gettext_lazy("Member"), "plural": gettext_lazy("Members")},
        {"standing": Standing.MEMBER},
    ),
    (
        MemberType,
        "observer",
        {"label": gettext_lazy("Observer"), "plural": gettext_lazy("Observers")},
        {"standing": Standing.OBSERVER},
    ),
    (Role, "chair", {"label": gettext_lazy("Chair")}, {"single_holder": True}),
    (Role, "secretariat", {"label": gettext_lazy("Secretariat")}, {}),
    (
        MeetingKind,
        "ministerial",
        {"label": gettext_lazy("Ministerial meeting"), "plural": gettext_lazy("Ministerial meetings")},
        {},
    ),
    (
        MeetingKind,
        "senior_officials",
        {
            "label": pgettext_lazy("one meeting", "Senior officials’ meeting"),
            "plural": pgettext_lazy("several meetings", "Senior officials’ meetings"),
        },
        {},
    ),
)


def is_empty() -> bool:
    """Whether nobody can sign in yet, so that somebody may set it up."""
    return not User.objects.exists()


def found(row: Identity, user: User) -> None:
    """Set up an empty directory: all or nothing. Neither is stored yet; the account has its password.

    Raises Refused where somebody has been quicker, and ValidationError where the identity breaks a rule.
    """
    with queueing():
        if not is_empty():
            raise Refused(_("This directory has been set up already."))
        user.is_staff = True
        user.save()
        user.groups.set(Group.objects.filter(name__in=GROUPS))
        for position, word in enumerate(WORDS):
            begin_with(*word, position=position, by=user)
        row.chair_id, row.secretariat_id, row.main_meetings_id = "chair", "secretariat", "ministerial"
        vocabulary.change(row, by=user)
        for slug in SiteText.values:
            write(slug, row, by=user)


def begin_with(model, code: str, pairs: dict, columns: dict, *, position: int, by) -> None:
    """A word to begin with, where there is none of that code."""
    if model.objects.filter(code=code).exists():
        return
    row = model(code=code, position=position, **columns)
    for name, text in pairs.items():
        workingcopy.set_pair(row, name, said_in_each(lambda text=text: text))
    vocabulary.change(row, by=by)


def write(slug: str, row: Identity, *, by) -> None:
    """A text of the site to begin with, published."""
    if Text.objects.filter(slug=slug).exists():
        return
    text = Text(slug=slug)
    names = {"home": lambda: identity.names(row)["body_name"]}
    workingcopy.set_pair(text, "name", said_in_each(names.get(slug, lambda: SiteText(slug).label)))
    workingcopy.set_pair(text, "body", said_in_each(lambda: body(slug, row)))
    text.full_clean()
    text.save()
    savedcopies.save(text, by=by)
    publishing.publish(text, by=by, override="Written when the directory was set up.")


def body(slug: str, row: Identity) -> str:
    context = {"report": reverse("report"), "licence": row.terms} | identity.names(row)
    return render_to_string(f"founding/{slug}.html", context).strip()
