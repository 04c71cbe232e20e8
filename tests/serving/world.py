"""A directory in which everything hangs together, what may be done to it, and the pages that tell."""

import contextlib
import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from profiles.desk.models import Entity
from profiles.desk.verbs import Refused, publishing, vocabulary
from profiles.published.models import Body, Release, Role, Source, ThematicArea
from tests import factories

ADDRESSES = [
    "/",
    "/ar/",
    "/members/",
    "/ar/members/",
    "/members/?q=alpha&sort=name",
    "/members/?on=2012&utm_source=1",
    "/members/alpha/",
    "/ar/members/alpha/",
    "/members/beta/",
    "/members/beta/?on=2010",
    "/members/gamma/",
    "/members/alpha/versions/1/",
    "/members/alpha/changes/",
    "/meetings/",
    "/meetings/m1/",
    "/documents/p1/",
    "/programmes/skills/",
    "/areas/",
    "/areas/fair-recruitment/",
    "/roles/chair/",
    "/sources/minutes/",
    "/cross-membership/",
    "/map/",
    "/timeline/",
    "/timeline.svg",
    "/embed/members/alpha/",
    "/embed/count/",
    "/embed/timeline/",
    "/embed/map/",
    "/embed/meetings/m1/",
    "/between/?from=2008&to=2014",
    "/roles/",
    "/search/?q=alpha",
    "/changes/",
    "/changes/feed/",
    "/changes/feed.json",
    "/meetings.ics",
    "/data/",
    "/data/catalog.jsonld",
    "/about/",
    "/sitemap.xml",
    "/sitemap.xml?part=pages",
    "/api/v1/members/",
    "/api/v1/facts/",
    "/api/v1/changes/",
    "/api/v1/changes/?since=2000-01-01",
]


def build(publisher) -> SimpleNamespace:
    """Two states that stand beside each other and an organization; a meeting, a document and a programme that name
    them; what all of it rests on."""
    cited = factories.cites("Minutes")
    alpha, beta, gamma = (
        factories.entity("alpha"),
        factories.organization("beta", start="2010"),
        factories.entity("gamma"),
    )
    factories.role_term(alpha, "chair", "2014", end="2016", sources=cited)
    factories.affiliation(gamma, sources=cited)
    for entity in (alpha, beta):
        entity.areas.add(factories.area())
    Body.objects.update(entity_slug="beta")
    meeting = factories.meeting(rests_on=cited)
    factories.attendance(meeting, "alpha")
    paper, programme, text = factories.paper(), factories.programme(), factories.text("about")
    factories.party(paper, "gamma")
    factories.part(programme, "alpha", sources=cited)
    others = {"meeting": meeting, "paper": paper, "programme": programme, "text": text}
    for entry in (*others.values(), alpha, beta, gamma):
        factories.published(entry, by=publisher)
    return SimpleNamespace(entities=[alpha, beta, gamma], others=others, by=publisher)


def republish(entity, text, *, by, **when):
    Entity.objects.filter(pk=entity.pk).update(summary_en=text)
    return publishing.publish(Entity.objects.get(pk=entity.pk), by=by, override="Alone.", **when)


def rename_profile(entity, text, by):
    Entity.objects.filter(pk=entity.pk).update(name_en=text)
    publishing.publish(Entity.objects.get(pk=entity.pk), by=by, override="Alone.")


def rename(row, text, by):
    row.label_en = text
    vocabulary.change(row, by=by)


def rename_entry(name):
    def act(world, entity, text, clock):
        entry = type(world.others[name]).objects.get(pk=world.others[name].pk)
        entry.name_en = text
        entry.save()
        publishing.publish(entry, by=world.by, override="Alone.")

    return act


def merge(world, entity, text, clock):
    area, other = ThematicArea.objects.get(code="fair-recruitment"), factories.area("other")
    if area.merged_into_id:
        vocabulary.undo_merging(area, by=world.by)
    else:
        vocabulary.merge(area, other, by=world.by)


ACTS = {
    "publish": lambda world, entity, text, clock: republish(entity, text, by=world.by),
    "rename": lambda world, entity, text, clock: rename_profile(entity, text, world.by),
    "schedule": lambda world, entity, text, clock: republish(
        entity, text, by=world.by, at=timezone.now() + dt.timedelta(hours=clock)
    ),
    "cancel": lambda world, entity, text, clock: [
        publishing.cancel(release, by=world.by)
        for release in Release.objects.of(entity).future(timezone.now()).order_by("live_from")[:1]
    ],
    "withdraw": lambda world, entity, text, clock: publishing.withdraw(entity, by=world.by, reason=(text, text)),
    "confirm": lambda world, entity, text, clock: publishing.confirm(
        entity, by=world.by, facts=[str(entity.memberships.get().uid)]
    ),
    "rename theme": lambda world, entity, text, clock: rename(ThematicArea.objects.first(), text, world.by),
    "rename role": lambda world, entity, text, clock: rename(Role.objects.first(), text, world.by),
    "rename body": lambda world, entity, text, clock: rename(Body.objects.first(), text, world.by),
    "rename source": lambda world, entity, text, clock: rename(Source.objects.get(), text, world.by),
    "merge themes": merge,
    **{f"publish a {name}": rename_entry(name) for name in ("meeting", "paper", "programme", "text")},
    "withdraw a meeting": lambda world, entity, text, clock: publishing.withdraw(
        world.others["meeting"], by=world.by, reason=(text, text)
    ),
    "save a draft": lambda world, entity, text, clock: Entity.objects.filter(pk=entity.pk).update(summary_en=text),
    "wait": lambda world, entity, text, clock: None,
}


def do(world, act: str, which: int, text: str, clock: int) -> None:
    """One of the acts, on one of the profiles; what is refused is left."""
    with contextlib.suppress(Refused):
        ACTS[act](world, world.entities[which], text, clock)
