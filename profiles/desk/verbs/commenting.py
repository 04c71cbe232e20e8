"""What those who work on an entry say to each other of it: comment, resolve, reopen. Only this module writes
comments."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import entries, permissions, threads, workingcopy
from ..mails import notices
from ..models import Assignment, Comment, Event
from ..models.entries import Entry
from . import Refused, log, require, savedcopies


def comment(entry: Entry, *, by, words: str, place: str = threads.WHOLE) -> Comment:
    """Say something about a part of the form (`threads.places_of`) of an entry whose working copy one may see."""
    require(by.is_active and may_see(by, entry))
    words = words.strip()
    if not words:
        raise Refused(_("Write what you have to say."))
    if place not in threads.places_of(workingcopy.document(entry)):
        raise Refused(_("That part of the form is no more."))
    with transaction.atomic():
        row = Comment.objects.create(entry_uid=entry.uid, slug=entry.slug, place=place, words=words, author=by)
        log(Event.Verb.COMMENT, by, row, words, comment=row.pk, place=place)
        notices.notify_of_comment(row, concerned(row, entry))
        return row


def resolve(comment: Comment, *, by) -> None:
    """Its thread asks for nothing any more."""
    set_resolved(comment, by=by, at=timezone.now(), verb=Event.Verb.RESOLVE)


def reopen(comment: Comment, *, by) -> None:
    """Its thread is open again, together with what has been said there since."""
    set_resolved(comment, by=by, at=None, verb=Event.Verb.REOPEN)


def set_resolved(comment: Comment, *, by, at, verb) -> None:
    entry = entries.find(comment.entry_uid)
    require(permissions.can_edit(by, entry))
    with transaction.atomic():
        entries.lock(entry)
        comment = Comment.objects.get(pk=comment.pk)
        if bool(at) == bool(comment.resolved_at):
            raise Refused(_("It has been resolved.") if at else _("It is open."))
        Comment.objects.in_thread(comment).update(resolved_by=by if at else None, resolved_at=at)
        log(verb, by, comment, "", comment=comment.pk, place=comment.place)


def may_see(user, entry: Entry) -> bool:
    return permissions.visible(user, type(entry).objects.filter(pk=entry.pk)).exists()


def concerned(comment: Comment, entry: Entry) -> list:
    """The fewest who should hear of it: who has spoken in its thread. Where nobody else has: the focal points who keep
    the profile, and who wrote what is not public yet; where that is nobody, who can publish. Nobody who may not see
    it."""
    speakers = set(Comment.objects.in_thread(comment).values_list("author", flat=True)) - {comment.author_id}
    if not speakers:
        keepers = Assignment.objects.current().filter(entity__uid=entry.uid).values_list("user", flat=True)
        speakers = {*keepers, *savedcopies.authors(entry)} - {comment.author_id}
    people = get_user_model().objects.current().filter(pk__in=speakers)
    people = [person for person in people if may_see(person, entry)]
    return people or list(notices.recipients("publish_entity").exclude(pk=comment.author_id))
