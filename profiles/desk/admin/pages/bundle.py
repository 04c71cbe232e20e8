"""Several entries of a kind published in one stroke."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.published.models import Publication

from ... import checks, secondlooks, workingcopy
from ...verbs import publishing, savedcopies
from .deskpage import attempt, desk_page, list_address, may_publish, render_list_page
from .forms import PublishForm
from .publish import release_sentence


@desk_page("bundle", "bundle/", right=may_publish)
def bundle(request, visible):
    """The working copies of several entries, each with what differs: published at one moment, all or none."""
    keys = chosen_keys(request)
    chosen = list(visible.filter(pk__in=keys).order_by("name_en"))
    own = request.user.pk in savedcopies.authors_of(chosen)
    form = PublishForm(request.POST or None, own=own, initial={"digest": "-"})
    if request.method == "POST" and len(chosen) < len(keys):
        messages.error(request, _("One of these is no longer there. Look again, then publish."))
    elif request.method == "POST" and form.is_valid() and chosen and publish(request, chosen, form):
        return redirect(list_address(visible.model))
    return render_list_page(request, visible.model, "bundle", _("Publish together"), form=form, parts=parts_of(chosen))


def chosen_keys(request) -> set[int]:
    """The primary keys that the address names."""
    texts = request.GET.getlist("id")
    return {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 10}


def publish(request, chosen, form) -> bool:
    digests, release = posted_digests(request, chosen), form.release()

    def verb():
        publishing.publish_bundle(chosen, by=request.user, digests=digests, **release)

    return attempt(request, verb, release_sentence(release["at"], *chosen))


def posted_digests(request, chosen) -> dict:
    """What the page that was sent had shown of each, by uid."""
    return {entry.uid: request.POST.get(f"digest-{entry.pk}", "-") for entry in chosen}


def parts_of(chosen, contents: dict[int, dict] | None = None, *, digest=documents.digest) -> list[dict]:
    """Each entry (as its working copy has it, or as `contents` say by primary key) with what differs and what is
    missing; and its digest, which goes back with the form."""
    contents, live = contents or workingcopy.documents_of(chosen), live_contents(chosen)
    looks = secondlooks.of_several(contents.values())
    return [
        {
            "entry": entry,
            "digest": digest(contents[entry.pk]),
            "changes": diff.changes(live.get(entry.uid), contents[entry.pk]),
            "problems": checks.problems(contents[entry.pk]),
            "warnings": looks[str(entry.uid)],
        }
        for entry in chosen
    ]


def live_contents(chosen) -> dict:
    """What the public sees of each now, by `uid`; of these alone."""
    live = Publication.objects.live(timezone.now()).filter(entry_uid__in=[entry.uid for entry in chosen])
    return {row.entry_uid: row.content() for row in live}
