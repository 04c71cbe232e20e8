"""Whatever is written, a page that is reused says what a process says that remembers nothing: at every address."""

import datetime as dt
import logging
import random
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from profiles.desk.models import Entity
from profiles.desk.verbs import Refused, datareleases, publishing, vocabulary
from profiles.published.models import Body, MeetingKind, MemberType, Publication, Role, Source, ThematicArea
from profiles.serving.pagecache import PageCache
from profiles.serving.stampreader import Reader
from profiles.serving.store import Store
from tests import factories
from tests.conftest import forget_words
from tests.serving import world
from tests.serving.server import ask, cache_status
from tests.test_leaks import public_views

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# What stands in addresses, by the names of their parameters; and the queries of views that take them.
VALUES = {
    "slug": ("alpha", "beta", "gamma", "m1", "p1", "skills"),
    "text": ("about", "contact"),
    "number": (1, 2),
    "code": ("fair-recruitment", "other", "chair", "minutes"),
    "token": ("x" * 43,),
    "name": ("0" * 64 + ".png",),
    "colours": ("0a5c69-82cbd5",),
    "digest": ("0" * 12,),
    # Of the release that is made here.
    "release": (),
    "file": ("members.csv", "directory.sqlite"),
}
QUERIES = (
    *("q=alpha", "q=alhpa", "q=minutes", "on=2012", "on=2009-05", "from=2009&to=2026", "from=2025", "m=alpha&m=gamma"),
    *("type=sending", "role=chair", "body=iom", "area=fair-recruitment", "area=not-stated", "standing=former"),
    *("standing=observer&type=observer", "sort=joined", "sort=name", "page=1", "kind=", "facets=1", "lang=ar"),
    *("part=pages", "part=0"),
)
SKIPPED = {"handbook", "preview", "preview_file", "report"}
STEPS = 6


def build(publisher):
    w = world.build(publisher)
    for model, code in ((ThematicArea, "other"), (Role, "vice"), (Body, "gfmd"), (MeetingKind, "senior")):
        factories.word(model, code)
    factories.responsible_entity(w.entities[0], website="https://example.org")
    factories.published_again(w.entities[0], by=publisher, summary_en="Again.")
    VALUES["release"] = (datareleases.release(by=publisher).name,)
    return w


def everywhere() -> list[str]:
    offices = Publication.objects.filter(slug="alpha").latest("number").content()["responsible_entities"]
    values, found = VALUES | {"uid": tuple(office["uid"] for office in offices)}, []
    for name, (view, parameters) in public_views().items():
        chosen = product(*(values[parameter] for parameter in parameters)) if name not in SKIPPED else ()
        for given, language in product(chosen, ("en", "ar")):
            with translation.override(language):
                address = reverse(name, kwargs=dict(zip(parameters, given, strict=True)))
            queries = (query for query in QUERIES if query.partition("=")[0] in getattr(view, "takes", ()))
            found += [address, *(f"{address}?{query}" for query in queries)]
    return list(dict.fromkeys(found))


# ── What is done ────────


def some(model, chance):
    return chance.choice(list(model.objects.order_by("pk")))


def change(model, name, value):
    def act(w, entity, text, chance):
        row = some(model, chance)
        setattr(row, name, value(text, chance))
        vocabulary.change(row, by=w.by)

    return act


def merge(model):
    def act(w, entity, text, chance):
        row = some(model, chance)
        if row.merged_into_id:
            vocabulary.undo_merging(row, by=w.by)
        else:
            vocabulary.merge(row, some(model, chance), by=w.by)

    return act


def withdraw(name):
    return lambda w, entity, text, chance: publishing.withdraw(w.others[name], by=w.by, reason=(text, text))


def new_profile(w, entity, text, chance):
    row = factories.entity(start=str(chance.randrange(2000, 2020)))
    row.areas.add(factories.area())
    factories.role_term(row, "chair", str(chance.randrange(2010, 2019)), end="2020")
    factories.published(row, by=w.by)


def new_fact(w, entity, text, chance):
    factories.affiliation(entity, start=str(chance.randrange(2000, 2025)))
    publishing.publish(Entity.objects.get(pk=entity.pk), by=w.by, override="Alone.")


def schedule_withdrawal(w, entity, text, chance):
    at = timezone.now() + dt.timedelta(hours=chance.randrange(1, 60))
    publishing.withdraw(entity, by=w.by, reason=(text, text), at=at)


def plain(act):
    return lambda w, entity, text, chance: act(w, entity, text, chance.randrange(1, 60))


def chosen(*values):
    return lambda text, chance: chance.choice(values)


WORDS = (ThematicArea, Role, Body, MemberType, MeetingKind)
ALL = {
    **{name: plain(act) for name, act in world.ACTS.items()},
    **{f"retire {model.__name__}": change(model, "retired", chosen(True, False)) for model in WORDS},
    **{f"reorder {model.__name__}": change(model, "position", chosen(*range(7))) for model in WORDS},
    **{f"name {model.__name__}": change(model, "label_ar", lambda text, chance: f"اسم {text}") for model in WORDS},
    **{f"merge {model.__name__}": merge(model) for model in WORDS},
    **{f"withdraw a {name}": withdraw(name) for name in ("paper", "programme", "text", "meeting")},
    "delete a source": lambda w, entity, text, chance: vocabulary.delete(some(Source, chance), by=w.by),
    "date a source": change(Source, "day", lambda text, chance: str(chance.randrange(1990, 2020))),
    "name a body's profile": change(Body, "entity_slug", chosen("alpha", "beta", "gamma", "")),
    "make a type observe": change(MemberType, "standing", chosen("member", "observer")),
    "let one hold a role": change(Role, "single_holder", chosen(True, False)),
    "publish a new profile": new_profile,
    "publish a new fact": new_fact,
    "schedule a withdrawal": schedule_withdrawal,
}
# After these most pages say what they said.
OFTEN = [
    *("publish", "rename", "schedule", "confirm", "rename source", "wait"),
    *("publish a new profile", "publish a new fact"),
]


def do(w, act, chance, text):
    try:
        ALL[act](w, chance.choice(w.entities), text, chance)
    except (Refused, ValidationError, ObjectDoesNotExist, IndexError):
        pass


@pytest.mark.parametrize(("shared", "seed"), [("file", 0), ("redis", 1)], indirect=["shared"])
def test_whatever_is_written_a_reused_page_is_the_one_that_django_makes(publisher, django, shared, caplog, seed):
    caplog.set_level(logging.CRITICAL)
    chance, w = random.Random(seed), build(publisher)
    addresses, reused = everywhere(), 0

    def process():
        return PageCache(django, store=Store(2**27, {"testserver"}), reader=Reader(), shared=shared())

    cached, now = process(), timezone.now()
    for step in range(STEPS):
        act = chance.choice(OFTEN if chance.random() < 0.6 else sorted(ALL))
        if step:
            with time_machine.travel(now, tick=False):
                do(w, act, chance, f"Text {step}")
            now += dt.timedelta(hours=chance.choice([0, 0, 0, 1, 2, 30]), seconds=1)
        if chance.random() < 0.4:
            cached = process()
        with time_machine.travel(now, tick=False):
            for address in chance.sample(addresses, len(addresses) // 3) if step else addresses:
                got = ask(cached, address)
                if cache_status(got).startswith("addportal; hit"):
                    reused += 1
                    forget_words()
                    fresh = ask(django, address)
                    assert (got.status, got.body) == (fresh.status, fresh.body), (step, act, address)
    assert reused > 50
