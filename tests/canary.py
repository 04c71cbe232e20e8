"""A word that is written wherever nothing is public: in drafts, what is withdrawn, what is to come."""

import datetime as dt
import uuid

from django.db import models
from django.utils import timezone

from profiles.desk import workingcopy
from profiles.desk.admin.form import presence
from profiles.desk.verbs import commenting, publishing, savedcopies
from profiles.published.models import Source
from profiles.values.richtext import RichTextField
from tests import factories

CANARY = "zqcanary"
# What is published with a draft over it, a draft alone, withdrawn, scheduled.
SLUGS = ("india", "draft", "gone", "scheduled")
OFFICES = {slug: uuid.uuid5(uuid.NAMESPACE_URL, slug) for slug in SLUGS}


def fill_with_canary(entry):
    """Write the canary into every text column of a working copy."""
    for row in [entry, *(row for key in workingcopy.shape_of(entry).facts for row in getattr(entry, key).all())]:
        for field in row._meta.concrete_fields:
            if isinstance(field, RichTextField):
                setattr(row, field.attname, f"<p>{CANARY}</p>")
            elif isinstance(field, models.URLField):
                setattr(row, field.attname, f"https://{CANARY}.org")
            elif isinstance(field, models.TextField) or (
                isinstance(field, models.CharField)
                and field.max_length > 30
                and not field.choices
                and field.name != "slug"
            ):
                setattr(row, field.attname, CANARY)
        row.save()


def sources_of(slug):
    title = "A list" if slug == "india" else CANARY
    factories.word(Source, f"list-of-{slug}", label_en=title, label_ar=title)
    return [{"code": f"list-of-{slug}", "carries": "all"}]


def full_meeting(slug):
    meeting = factories.meeting(slug, rests_on=sources_of(slug))
    factories.attendance(meeting, slug, sources=sources_of(slug))
    return meeting


def full_paper(slug):
    paper = factories.paper(slug, kind="agreement", rests_on=sources_of(slug), meeting_slug=slug)
    for party in (slug, "india"):
        factories.party(paper, party, sources=sources_of(slug))
    return paper


def full_programme(slug):
    programme = factories.programme(slug, rests_on=sources_of(slug))
    factories.part(programme, slug, "lead", sources=sources_of(slug))
    return programme


def full(slug):
    entity = factories.entity(slug)
    factories.role_term(entity, sources=sources_of(slug))
    factories.affiliation(entity)
    factories.responsible_entity(entity, uid=OFFICES[slug], website="https://example.org")
    entity.areas.add(factories.area())
    return entity


def with_drafts(public, draft, gone, scheduled, *, by):
    publishing.publish(public, by=by)
    fill_with_canary(public)
    savedcopies.save(public, by=by)
    commenting.comment(public, by=by, words=CANARY)
    presence.note(public, by, timezone.now())
    fill_with_canary(draft)
    savedcopies.save(draft, by=by)
    fill_with_canary(gone)
    publishing.publish(gone, by=by, message=CANARY)
    publishing.withdraw(gone, by=by, reason=("Merged.", "دُمج."), message=CANARY)
    fill_with_canary(scheduled)
    publishing.schedule(scheduled, by=by, at=timezone.now() + dt.timedelta(days=1), note=(CANARY, CANARY))
