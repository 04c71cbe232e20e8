"""What keeps a document from being proposed and published, and what deserves a second look before it is."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents


@dataclass(frozen=True)
class Problem:
    """What keeps a document from being published: a sentence, and the field of the form where it is mended."""

    sentence: str
    field: str

    def __str__(self):
        return self.sentence


def problems(content: dict) -> list[Problem]:
    """What keeps a document from being proposed and published."""
    found = [
        Problem(_("The name is missing in one language."), f"id_name_{code}")
        for code in ("en", "ar")
        if not content["name"][code]
    ]
    if not content["memberships"]:
        sentence = _("It has no membership: say at least what it is, with “not stated” for what is not known.")
        found.append(Problem(sentence, "memberships-group"))
    if not any(content["summary"].values()):
        found.append(Problem(_("The summary is missing."), "id_summary_en"))
    return found + [Problem(sentence, "memberships-group") for sentence in overlaps(content)]


def overlaps(content: dict) -> list[str]:
    """The memberships that certainly hold at one time, a sentence for each two. Only one may."""
    return [
        _("Two memberships hold at one time: %(first)s and %(second)s.")
        % {"first": diff.label_of(first["type"]), "second": diff.label_of(second["type"])}
        for first, second in documents.overlaps(content, timezone.localdate())
    ]
