"""Several profiles published in one stroke."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.published.models import Publication

from ... import publishing, workingcopy
from .deskpage import attempt, desk_page, may_publish, render_list_page
from .forms import PublishForm
from .publish import release_sentence


@desk_page("bundle", "bundle/", right=may_publish)
def bundle(request, visible):
    """The working copies of several profiles, each with what differs: published at one moment, all or none."""
    chosen = chosen_keys(request)
    entities = list(visible.filter(pk__in=chosen).order_by("name_en"))
    own = any(request.user.pk in publishing.authors(entity) for entity in entities)
    contents = {entity.pk: workingcopy.document(entity) for entity in entities}
    form = PublishForm(request.POST or None, own=own, initial={"digest": "-"})
    if request.method == "POST" and len(entities) < len(chosen):
        messages.error(request, _("A profile of these is no longer there. Look again, then publish."))
    elif request.method == "POST" and form.is_valid() and entities and publish(request, entities, form):
        return redirect("admin:profiles_entity_changelist")
    parts = parts_of(entities, contents)
    return render_list_page(request, "bundle", _("Publish together"), form=form, parts=parts)


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


def parts_of(entities, contents) -> list[dict]:
    """Each profile with what differs and what is missing."""
    live = {row.entity_uid: row for row in Publication.objects.live(timezone.now())}
    return [
        {
            "entity": entity,
            "digest": documents.digest(content),
            "changes": diff.changes(live[entity.uid].content() if entity.uid in live else None, content),
            "problems": publishing.incomplete(content),
        }
        for entity, content in ((entity, contents[entity.pk]) for entity in entities)
    ]
