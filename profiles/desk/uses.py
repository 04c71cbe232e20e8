"""Where a word is named and what rests on a source: publications, working copies, and words that are public at once."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Body, Publication, Source, ThematicArea
from profiles.values.languages import either, of_row
from profiles.values.richtext import RichTextField

from . import entries, permissions, workingcopy
from .models.entries import Entry

WORDS = (ThematicArea, Body)


@dataclass(frozen=True)
class Uses:
    """What names a word or rests on a source: publications, words of the site (those that rest on a source, or are
    merged into a word), and of working copies the parts."""

    publications: list[Publication]
    words: list
    parts: dict[Entry, list[str]]

    def places(self) -> list[str]:
        """Where, by name."""
        named = [
            _("%(name)s, version %(number)s") % {"name": either(of_row(row, "name")), "number": row.number}
            for row in self.publications
        ]
        named += [_("%(name)s, working copy") % {"name": entry} for entry in self.parts]
        return named + [str(row) for row in self.words]


def uses_of(row, by=None) -> Uses:
    """What names a word or rests on a source, as far as somebody may see that (all of it, if nobody is given); of each
    entry the publication that is live, or else the last one that does."""
    code, visible = row.initial("code"), [model.objects.all() for model in entries.MODELS.values()]
    if by:
        visible = [permissions.visible(by, rows) for rows in visible]
    if isinstance(row, Source):
        citing_it = Publication.objects.filter(citations__source=code)
        return Uses(seen_of(citing_it, visible), words_on(code), by_entry(visible, lambda rows: parts_on(rows, code)))
    naming_it = Publication.objects.filter(facets__kind=row.facet_kind, facets__code=code)
    return Uses(
        seen_of(naming_it, visible), list(row.merged.all()), by_entry(visible, lambda rows: parts_naming(rows, row))
    )


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


def seen_of(publications, visible) -> list[Publication]:
    """Some publications, one an entry: of the entries of some querysets any of them, of others what was public."""
    now = timezone.now()
    seen = Q(pk__in=publications.once_live(now).values("pk"))
    for rows in visible:
        seen |= Q(entry_uid__in=rows.values("uid"))
    found = publications.filter(seen).distinct().defer("document", "search", "search_names")
    live = set(found.live(now).values_list("pk", flat=True))
    newest = {}
    for row in sorted(found, key=lambda row: (row.pk in live, row.number)):
        newest[row.entry_uid] = row
    return sorted(newest.values(), key=lambda row: row.slug)


def words_on(code: str) -> list:
    return [row for model in WORDS for row in citing(model.objects, "sources", code)]


def by_entry(visible, parts_of) -> dict[Entry, list[str]]:
    """Of the entries of some querysets, one for each kind, the parts that a function finds, by primary key."""
    found = {}
    for rows in visible:
        parts = parts_of(rows)
        found |= {entry: parts[entry.pk] for entry in rows.model.objects.filter(pk__in=parts)}
    return found


def parts_naming(rows, word) -> dict[int, list[str]]:
    """The parts of working copies of one kind that name a word."""
    model, shape, found = rows.model, documents.SHAPES[rows.model.entry_kind], defaultdict(list)
    for key, kind in shape.facts.items():
        owner = workingcopy.owner_of(key)
        for link in kind.links:
            if workingcopy.VOCABULARY[link] is type(word):
                facts = workingcopy.MODELS[key].objects.filter(**{link: word, f"{owner}__in": rows})
                for fact in facts.select_related(link):
                    found[getattr(fact, f"{owner}_id")].append(f"{fact._meta.verbose_name}: {fact}")
    for link in shape.links:
        if workingcopy.VOCABULARY[link] is type(word):
            for entry in rows.filter(**{link: word}):
                found[entry.pk].append(str(model._meta.get_field(link).verbose_name))
    if shape.has_areas and isinstance(word, ThematicArea):
        for entry in rows.filter(areas=word):
            found[entry.pk].append(str(model._meta.get_field("areas").verbose_name))
    return found


def parts_on(entries_of_kind, code: str) -> dict[int, list[str]]:
    """The parts of working copies of one kind that rest on a source."""
    model, found = entries_of_kind.model, defaultdict(list)
    for key, kind in documents.SHAPES[model.entry_kind].facts.items():
        row_model, owner = workingcopy.MODELS[key], workingcopy.owner_of(key)
        rows = row_model.objects.filter(**{f"{owner}__in": entries_of_kind})
        for row in citing(rows, "sources", code).select_related(*kind.links, owner):
            found[getattr(row, f"{owner}_id")].append(f"{row_model._meta.verbose_name}: {row}")
        for row in rows.filter(in_texts(row_model, code)):
            found[getattr(row, f"{owner}_id")].append(_("text of %(name)s") % {"name": row})
    if any(field.name == "rests_on" for field in model._meta.concrete_fields):
        for entry in citing(entries_of_kind, "rests_on", code):
            found[entry.pk].append(_("the whole"))
    for entry in entries_of_kind.filter(in_texts(model, code)):
        found[entry.pk].append(_("text"))
    return found


def citing(rows, column: str, code: str):
    """Those rows in whose list of sources a code stands."""
    return rows.alias(listed=Cast(column, TextField())).filter(listed__contains=f'"code": "{code}"')


def in_texts(model, code: str) -> Q:
    """Of a model, that a footnote of a rich text leads to a source: of one without rich texts, never."""
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, RichTextField)]
    found = Q(*((f"{name}__contains", f'data-source="{code}"') for name in names), _connector=Q.OR)
    return found if names else Q(pk__in=[])
