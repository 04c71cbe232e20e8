"""The whole policy on one screen: who may edit, publish and administer.

| group          | may                                                                        |
|----------------|----------------------------------------------------------------------------|
| Focal points   | edit the profiles assigned to them, while the assignment lasts, but see    |
|                | memberships, roles, names, kind and codes read-only; add sources to the    |
|                | register and change those that nothing published rests on; see which       |
|                | addresses on the web are dead in their profiles                            |
| Editors        | edit every profile, the meetings, documents and programmes, and the texts  |
|                | of the site; take up an earlier version of them again; sources as above;   |
|                | leave an address out of the checks of links; see releases of the data      |
| Publishers     | the same; approve what is proposed, publish, schedule, withdraw (what they |
|                | wrote themselves only with a reason: `verbs/publishing`); change the       |
|                | vocabularies, how long facts hold before somebody is asked, whose          |
|                | directory this is, and where old addresses lead                            |
| Administrators | accounts, the event log, which e-mails wait, releases of the data;          |
|                | no right to edit or publish by that alone                                  |

The address of an entry is fixed for everybody once it has been published. Only a superuser hands
out rights to themselves or changes a superuser.
"""

from django.utils.translation import gettext_lazy as _

from profiles.values.languages import columns_of

OF_PROFILES = ("entity", "membership", "roleterm", "affiliation", "responsibleentity")
WORKING_COPY = (*OF_PROFILES, "meeting", "attendance", "paper", "party", "programme", "programmepart", "text")
# What says which state or organization a profile is of.
IDENTITY = ("slug", "kind", "organization_kind", "iso2", "iso3", "wikidata", "ror", *columns_of("name"))
VOCABULARY = ("membertype", "role", "thematicarea", "body", "meetingkind", "source")
SOURCES = ("add_source", "change_source")
# The fields of an account that say what it may.
RIGHTS = ("groups", "is_active", "active_until")


def _on(models, *acts):
    return [f"{act}_{model}" for model in models for act in acts]


GROUPS = {
    "Focal points": _on(OF_PROFILES + VOCABULARY, "view")
    + _on(("entity",), "change")
    + _on(("responsibleentity", "affiliation"), "add", "change", "delete")
    + [*SOURCES, "view_linkstate"],
    "Editors": _on(WORKING_COPY, "view", "add", "change", "delete")
    + _on((*VOCABULARY, "shelflife"), "view")
    + [*SOURCES, "edit_every_entity", "view_linkstate", "view_datarelease"],
    "Publishers": _on(WORKING_COPY, "view", "add", "change", "delete")
    + _on(VOCABULARY, "view", "add", "change", "delete")
    + _on(("shelflife",), "view", "change")
    + _on(("identity",), "view", "add", "change")
    + _on(("oldaddress",), "view", "add", "change", "delete")
    + ["edit_every_entity", "publish_entity", "view_linkstate", "view_datarelease"],
    "Administrators": _on(("user",), "view", "add", "change", "delete")
    + _on(("assignment",), "view", "add", "change", "delete")
    + [
        "view_event",
        "view_mail",
        "view_datarelease",
        *_on(("entity", "meeting", "paper", "programme", "text"), "view"),
    ],
}


# Their names are stored in English; these are shown.
GROUP_LABELS = {
    "Focal points": _("Focal points"),
    "Editors": _("Editors"),
    "Publishers": _("Publishers"),
    "Administrators": _("Administrators"),
}


def group_label(name: str) -> str:
    """What a group is called, in the reader's language."""
    return str(GROUP_LABELS.get(name, name))


def make_groups(**kwargs):
    """Create the groups and give each exactly its rights. Runs after every migration."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    labels = ("published", "profiles")
    for label in labels:
        create_permissions(apps.get_app_config(label), verbosity=0)
    rights = {row.codename: row for row in Permission.objects.filter(content_type__app_label__in=labels)}
    for name, codenames in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set([rights[codename] for codename in codenames])


def edits_everything(user) -> bool:
    return user.is_active and user.has_perm("profiles.edit_every_entity")


def needs_second_step(user) -> bool:
    """Whether a stolen password would let somebody publish, or change accounts."""
    return user.has_perm("profiles.publish_entity") or user.has_perm("profiles.change_user")


def editable(user, entries):
    """The part of a queryset of entries that this person may edit."""
    return entries if edits_everything(user) else entries.assigned_to(user)


def visible(user, entries):
    """The part of a queryset of entries whose working copy this person may see."""
    if not user.has_perm(f"profiles.view_{entries.model._meta.model_name}"):
        return entries.none()
    return entries if user.has_perm("profiles.view_event") else editable(user, entries)


def visible_links(user, links):
    """The part of a queryset of cited addresses that this person may see: focal points those of their profiles."""
    if not (user.is_active and user.has_perm("profiles.view_linkstate")):
        return links.none()
    if edits_everything(user):
        return links
    return links.kept_by(user)


def reads_log_words(user) -> bool:
    """Whether somebody reads what was written for the private log: administrators, and publishers, who write it."""
    return user.has_perm("profiles.view_event") or can_publish(user)


def can_edit(user, entry) -> bool:
    if not user.is_active or not user.has_perm(f"profiles.change_{entry._meta.model_name}"):
        return False
    return edits_everything(user) or type(entry).objects.assigned_to(user).filter(pk=entry.pk).exists()


def fixed_fields(user, entry) -> tuple[str, ...]:
    """The fields of an entry (None: a new one) that this person reads and does not change."""
    if not edits_everything(user):
        return IDENTITY
    return ("slug",) if entry and entry.is_published() else ()


def manageable(user, accounts):
    """The part of a queryset of accounts that this person may change, given the right to change accounts."""
    return accounts if user.is_superuser else accounts.filter(is_superuser=False)


def fixed_account_fields(user, account) -> tuple[str, ...]:
    """The fields of an account (None: a new one) that this person reads and does not change."""
    return RIGHTS if account == user and not user.is_superuser else ()


def can_change_source(user, *, is_published: bool) -> bool:
    """Whether somebody may add a source or change it; only publishers may, once a publication (live, past or to come)
    or a word of the site rests on it."""
    return can_publish(user) if is_published else user.is_active and user.has_perm("published.change_source")


def speaks_for_member(user, entry) -> bool:
    """Whether what somebody who may edit an entry confirms is said by the member itself: its focal point does, the
    secretariat does not."""
    return not edits_everything(user) and can_edit(user, entry)


def can_publish(user) -> bool:
    """The same for every entry: publishers serve the whole body."""
    return user.is_active and user.has_perm("profiles.publish_entity")
