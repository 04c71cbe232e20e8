"""Where a word is named and what rests on a source: publications, working copies, and words that are public at once."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Body, Meeting, Publication, Source, ThematicArea
from profiles.values.languages import either, of_row
from profiles.values.richtext import RichTextField

from . import permissions, workingcopy
from .models import Entity, ResponsibleEntity

WORDS = (ThematicArea, Body, Meeting)


@dataclass(frozen=True)
class Uses:
    """What names a word or rests on a source: publications, words of the site, and of working copies the parts."""

    publications: list[Publication]
    words: list
    parts: dict[Entity, list[str]]

    def places(self) -> list[str]:
        """Where, by name."""
        named = [
            _("%(name)s, version %(number)s") % {"name": either(of_row(row, "name")), "number": row.number}
            for row in self.publications
        ]
        named += [_("%(name)s, working copy") % {"name": entity} for entity in self.parts]
        return named + [str(row) for row in self.words]


def uses_of(row, by=None) -> Uses:
    """What names a word or rests on a source, as far as somebody may see that (all of it, if nobody is given); of each
    profile the publication that is live, or else the last one that does."""
    code, entities = row.initial("code"), Entity.objects.all()
    if by:
        entities = permissions.visible(by, entities)
    if isinstance(row, Source):
        citing_it = Publication.objects.filter(citations__source=code)
        return Uses(seen_of(citing_it, entities), words_on(code), parts_on(code, entities))
    naming_it = Publication.objects.filter(facets__kind=row.facet_kind, facets__code=code)
    return Uses(seen_of(naming_it, entities), [], parts_naming(row, entities))


def is_published(source: Source) -> bool:
    """Whether a publication (live, past or to come) or a word of the site rests on it."""
    return source.is_published() or bool(words_on(source.initial("code")))


def refuse_another_code(source: Source, code: str, *, by) -> None:
    """Raises ValidationError where a source that something rests on is to have another code. Places are named as far
    as the person may see them."""
    if not source.pk or code == source.initial("code") or not uses_of(source).places():
        return
    if places := uses_of(source, by).places():
        raise ValidationError({"code": _("The code is fixed: %(places)s.") % {"places": _(", ").join(places)}})
    raise ValidationError({"code": _("The code is fixed: something rests on it.")})


def seen_of(publications, entities) -> list[Publication]:
    """Some publications, one a profile: of `entities` any of them, of others what was public by now."""
    now = timezone.now()
    seen = Q(entity_uid__in=entities.values("uid")) | Q(pk__in=publications.once_live(now).values("pk"))
    found = publications.filter(seen).distinct().defer("document", "search", "search_names")
    live = set(found.live(now).values_list("pk", flat=True))
    newest = {}
    for row in sorted(found, key=lambda row: (row.pk in live, row.number)):
        newest[row.entity_uid] = row
    return sorted(newest.values(), key=lambda row: row.slug)


def words_on(code: str) -> list:
    return [row for model in WORDS for row in citing(model.objects, code)]


def parts_on(code: str, entities) -> dict[Entity, list[str]]:
    """The parts of working copies that rest on a source, by profile."""
    found = defaultdict(list)
    for key, model in workingcopy.MODELS.items():
        rows = citing(model.objects.filter(entity__in=entities), code)
        for row in rows.select_related(*documents.FACTS[key].links) if documents.FACTS[key].links else rows:
            found[row.entity_id].append(f"{model._meta.verbose_name}: {row}")
    for row in ResponsibleEntity.objects.filter(in_texts(ResponsibleEntity, code), entity__in=entities):
        found[row.entity_id].append(_("text of %(name)s") % {"name": row})
    for entity in entities.filter(in_texts(Entity, code)):
        found[entity.pk].append(_("text"))
    return by_profile(found)


def parts_naming(row, entities) -> dict[Entity, list[str]]:
    """The parts of working copies that name a word, by profile."""
    found = defaultdict(list)
    for key, model in workingcopy.MODELS.items():
        for link in documents.FACTS[key].links:
            if workingcopy.VOCABULARY[link] is type(row):
                for fact in model.objects.filter(**{link: row, "entity__in": entities}).select_related(link):
                    found[fact.entity_id].append(f"{model._meta.verbose_name}: {fact}")
    if isinstance(row, ThematicArea):
        for entity in entities.filter(areas=row):
            found[entity.pk].append(str(Entity._meta.get_field("areas").verbose_name))
    return by_profile(found)


def by_profile(parts: dict[int, list[str]]) -> dict[Entity, list[str]]:
    return {entity: parts[entity.pk] for entity in Entity.objects.filter(pk__in=parts)}


def citing(rows, code: str):
    """Those rows in whose list of sources a code stands."""
    return rows.alias(listed=Cast("sources", TextField())).filter(listed__contains=f'"code": "{code}"')


def in_texts(model, code: str) -> Q:
    """Of a model, that a footnote of a rich text leads to a source."""
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, RichTextField)]
    return Q(*((f"{name}__contains", f'data-source="{code}"') for name in names), _connector=Q.OR)
