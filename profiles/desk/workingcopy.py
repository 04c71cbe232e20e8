"""Between the working copy and its document, both ways.

`document(apply(d)) == d` holds for every document `d` of today's schema and vocabulary. A word that is merged into
another is written as that one, both ways.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Body, MeetingKind, MemberType, Publication, Role, Source, ThematicArea, sources
from profiles.values.choices import EntryKind
from profiles.values.languages import column_of, of_row, of_today, unused_columns

from .models import Affiliation, Attendance, Membership, Party, ProgrammePart, ResponsibleEntity, RoleTerm
from .models.entries import Entry

MODELS = {
    "memberships": Membership,
    "role_terms": RoleTerm,
    "affiliations": Affiliation,
    "responsible_entities": ResponsibleEntity,
    "attendances": Attendance,
    "parties": Party,
    "parts": ProgrammePart,
}
VOCABULARY = {"type": MemberType, "role": Role, "body": Body, "kind": MeetingKind}


def document(entry: Entry) -> dict:
    """The working copy as a document."""
    return documents_of([entry])[entry.pk]


def documents_of(entries) -> dict[int, dict]:
    """Working copies of one kind as documents, by primary key: several cost as many queries as one."""
    shape = shape_of(entries[0]) if entries else None
    prefetch_related_objects(list(entries), *(shape.links if shape else ()))
    areas = areas_of(entries) if shape and shape.has_areas else None
    facts = {key: facts_of(key, entries) for key in (shape.facts if shape else ())}
    contents = {}
    for entry in entries:
        contents[entry.pk] = content = {"schema": documents.SCHEMA, "uid": str(entry.uid)}
        if entry.entry_kind != EntryKind.PROFILE:
            content["entry"] = str(entry.entry_kind)
        content |= {key: getattr(entry, key) for key in shape.plain}
        content |= {name: getattr(entry, name).today.as_document() for name in shape.links}
        content |= {key: of_row(entry, key) for key in shape.pairs}
        if areas is not None:
            content["areas"] = areas[entry.pk]
        content |= {key: sorted(rows[entry.pk], key=documents.fact_order) for key, rows in facts.items()}
    return dict(zip(contents, with_sources(list(contents.values())), strict=True))


def shape_of(entry: Entry) -> documents.Shape:
    return documents.SHAPES[entry.entry_kind]


def with_sources(contents: list[dict]) -> list[dict]:
    """Documents with the details of what they cite, as the register has them now."""
    cited = [{citation.source for citation in documents.citations(content)} for content in contents]
    register = {row["code"]: row for row in sources.of_codes(set().union(*cited))}
    return [
        content | {"sources": [register[code] for code in sorted(codes & register.keys())]}
        for content, codes in zip(contents, cited, strict=True)
    ]


def areas_of(entries) -> dict[int, list[dict]]:
    areas = type(entries[0]).areas
    links = areas.through.objects.filter(**{f"{areas.field.m2m_field_name()}__in": entries})
    found = defaultdict(set)
    for link in links.select_related("thematicarea"):
        found[getattr(link, f"{areas.field.m2m_field_name()}_id")].add(link.thematicarea.today)
    return defaultdict(list) | {
        pk: [word.as_document() for word in sorted(words, key=lambda word: (word.position, word.code))]
        for pk, words in found.items()
    }


def facts_of(key: str, entries) -> dict[int, list[dict]]:
    kind, owner, found = shape_of(entries[0]).facts[key], owner_of(key), defaultdict(list)
    rows = MODELS[key].objects.filter(**{f"{owner}__in": entries}).order_by()
    for row in rows.select_related(*kind.links) if kind.links else rows:
        found[getattr(row, f"{owner}_id")].append(fact(row, kind))
    return found


def owner_of(key: str) -> str:
    """The relation from a fact of that kind to its entry."""
    return {"attendances": "meeting", "parties": "paper", "parts": "programme"}.get(key, "entity")


def fact(row, kind: documents.FactKind) -> dict:
    """One dated fact as a document has it."""
    content = {"uid": str(row.uid)}
    content |= {key: getattr(row, key) for key in kind.columns}
    content |= {key: value for key in kind.optional if (value := getattr(row, key))}
    content |= {key: of_row(row, key) for key in kind.pairs}
    content |= {name: getattr(row, name).today.as_document() for name in kind.links}
    return content


def apply(content: dict, entry: Entry) -> Entry:
    """Make the working copy read as this document, matching dated facts by `uid`. Call it in a transaction.

    Raises ValidationError where the document breaks a rule or names a word that the vocabulary lacks.
    """
    published_slug, shape = entry.slug if entry.pk and entry.is_published() else None, shape_of(entry)
    fill(entry, content)
    entry.slug = published_slug or entry.slug
    save(entry, content)
    for key in shape.facts:
        apply_facts(key, content[key], entry)
    return entry


def fill(entry: Entry, content: dict) -> None:
    """Make the columns of an entry say what a document says of it beside its facts. Nothing is stored."""
    shape = shape_of(entry)
    for key in shape.plain:
        setattr(entry, key, content.get(key, ""))
    for key in shape.pairs:
        set_pair(entry, key, content[key])
    for name in shape.links:
        setattr(entry, name, find_row(VOCABULARY[name], content[name]))


def save(entry: Entry, content: dict) -> None:
    """Store an entry that was filled from a document, with its areas."""
    validate(entry)
    entry.save()
    if shape_of(entry).has_areas:
        entry.areas.set([find_row(ThematicArea, item) for item in content["areas"]])


def apply_facts(key: str, facts: list[dict], entry: Entry) -> None:
    rows, kind = getattr(entry, key), shape_of(entry).facts[key]
    rows.exclude(uid__in=[item["uid"] for item in facts]).delete()
    present = {str(row.uid): row for row in rows.all()}
    if any(item["uid"] not in present and not item["recorded"] for item in facts):
        published = recorded_days(entry)
        facts = [item | {"recorded": item["recorded"] or published.get(item["uid"], "")} for item in facts]
    for item in facts:
        write(present.get(item["uid"]) or new_row(key, entry, item["uid"]), item, kind)


def new_row(key: str, entry: Entry, uid, **columns):
    """A row of the working copy for a fact of an entry, not saved yet."""
    return MODELS[key](uid=uid, **{owner_of(key): entry}, **columns)


def recorded_days(entry: Entry) -> dict[str, str]:
    """When each fact that ever stood in a publication of an entry was recorded, by uid."""
    contents = [row.content() for row in Publication.objects.of(entry)]
    return {fact["uid"]: fact["recorded"] for content in contents for _key, fact in documents.facts_of(content)}


def write(row, item: dict, kind: documents.FactKind) -> None:
    """Make a row say what the document says of it, and store it."""
    fill_fact(row, item, kind)
    validate(row)
    row.save()


def fill_fact(row, item: dict, kind: documents.FactKind) -> None:
    """The same without storing it. Where the document knows no day of recording, the row keeps its own."""
    recorded = row.recorded
    for key in kind.columns:
        setattr(row, key, item[key])
    for key in kind.optional:
        setattr(row, key, item.get(key, ""))
    row.recorded = item["recorded"] or recorded
    for key in kind.pairs:
        set_pair(row, key, item[key])
    for name in kind.links:
        setattr(row, name, find_row(VOCABULARY[name], item[name]))


def set_pair(row, name: str, value: dict[str, str]) -> None:
    for code, text in of_today(value).items():
        setattr(row, column_of(name, code), text)


def validate(row) -> None:
    """`full_clean`, with an error that names the row."""
    try:
        row.full_clean(exclude=unused_columns(row))
    except ValidationError as error:
        raise ValidationError(named(row, error)) from error


def named(row, error: ValidationError) -> str:
    """What is wrong with a row, and which one it is."""
    return f"{row._meta.verbose_name} {row}: {'; '.join(messages(error))}"


def messages(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()]


def missing_vocabulary(content: dict) -> list[str]:
    """What a document names that the vocabulary lacks, a sentence each."""
    named = defaultdict(list)
    named[ThematicArea] = [item["code"] for item in content.get("areas", ())]
    named[Source] = [citation.source for citation in documents.citations(content)]
    shape = documents.shape_of(content)
    for name in shape.links:
        named[VOCABULARY[name]].append(content[name]["code"])
    for key, kind in shape.facts.items():
        for name in kind.links:
            named[VOCABULARY[name]] += [item[name]["code"] for item in content[key]]
    return [sentence for model, codes in named.items() for sentence in missing_of(model, dict.fromkeys(codes))]


def missing_of(model, codes) -> list[str]:
    known = set(model.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    return [does_not_exist(model, code) for code in codes if code not in known]


def does_not_exist(model, code: str) -> str:
    return _("The %(kind)s “%(code)s” does not exist.") % {"kind": model._meta.verbose_name, "code": code}


def find_row(model, item: dict):
    """The vocabulary row that a document names: of a merged word the one that it reads as."""
    row = model.objects.filter(code=item["code"]).first()
    if row is None:
        raise ValidationError(does_not_exist(model, item["code"]))
    return row.today
