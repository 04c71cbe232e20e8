"""What the page of what happened between two days tells."""

from django.utils.html import strip_tags

from profiles.site.tags.events import event_date, sentence
from tests import factories


def found(client, first, last, key="memberships"):
    """What is told of one kind of fact, the certain first: (profile, kind, whether it is certain)."""
    story = client.get(f"/between/?from={first}&to={last}").context["story"]
    rows = [row.happening for row in story.events + story.vague if row.section == key]
    return [(row.term.profile["slug"], row.kind, row.sure) for row in sorted(rows, key=lambda row: not row.sure)]


def said(client, first, last):
    """What the page tells of the time, as plain text."""
    page = client.get(f"/between/?from={first}&to={last}").content.decode()
    return " ".join(strip_tags(page.split('id="events"')[1].split('id="totals"')[0]).split())


def events(client, first, last):
    """What is told of memberships, as the page tells it: the date and the sentence."""
    context = client.get(f"/between/?from={first}&to={last}").context
    rows = [row.happening for row in context["story"].events + context["story"].vague if row.section == "memberships"]
    return [strip_tags(f"{event_date(row)}: {sentence(context, row)}") for row in rows]


def state(publisher, slug="nepal", **columns):
    entity = factories.entity(slug, type=None)
    if columns:
        factories.membership(entity, **columns)
    return entity
