"""Several profiles published in one stroke."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.published.models import Publication

from ... import checks, workingcopy
from ...verbs import publishing, savedcopies
from .deskpage import attempt, desk_page, may_publish, render_list_page
from .forms import PublishForm
from .publish import release_sentence


@desk_page("bundle", "bundle/", right=may_publish)
def bundle(request, visible):
    """The working copies of several profiles, each with what differs: published at one moment, all or none."""
    chosen = chosen_keys(request)
    entities = list(visible.filter(pk__in=chosen).order_by("name_en"))
    own = request.user.pk in savedcopies.authors_of(entities)
    form = PublishForm(request.POST or None, own=own, initial={"digest": "-"})
    if request.method == "POST" and len(entities) < len(chosen):
        messages.error(request, _("A profile of these is no longer there. Look again, then publish."))
    elif request.method == "POST" and form.is_valid() and entities and publish(request, entities, form):
        return redirect("admin:profiles_entity_changelist")
    return render_list_page(request, "bundle", _("Publish together"), form=form, parts=parts_of(entities))


def chosen_keys(request) -> set[int]:
    """The primary keys that the address names."""
    texts = request.GET.getlist("id")
    return {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 10}


def publish(request, entities, form) -> bool:
    digests = {entity.pk: request.POST.get(f"digest-{entity.pk}", "-") for entity in entities}
    release = form.release()

    def verb():
        publishing.publish_bundle(entities, by=request.user, digests=digests, **release)

    return attempt(request, verb, release_sentence(release["at"], *entities))


def parts_of(entities) -> list[dict]:
    """Each profile with what differs and what is missing."""
    contents, live = workingcopy.documents_of(entities), live_contents(entities)
    return [
        {
            "entity": entity,
            "digest": documents.digest(contents[entity.pk]),
            "changes": diff.changes(live.get(entity.uid), contents[entity.pk]),
            "problems": checks.problems(contents[entity.pk]),
            "warnings": checks.gaps(contents[entity.pk]),
        }
        for entity in entities
    ]


def live_contents(entities) -> dict:
    """What the public sees of each now, by `uid`; of these profiles alone."""
    live = Publication.objects.live(timezone.now()).filter(entity_uid__in=[entity.uid for entity in entities])
    return {row.entity_uid: row.content() for row in live}
