"""Between the working copy and its document, both ways.

`document(apply(d)) == d` holds for every document `d` of today's schema and vocabulary.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Body, MemberType, Publication, Role, Source, ThematicArea, sources
from profiles.values.languages import of_row

from .models import Affiliation, Entity, Membership, ResponsibleEntity, RoleTerm

MODELS = {
    "memberships": Membership,
    "role_terms": RoleTerm,
    "affiliations": Affiliation,
    "responsible_entities": ResponsibleEntity,
}
VOCABULARY = {"type": MemberType, "role": Role, "body": Body}


def document(entity: Entity) -> dict:
    """The working copy as a document."""
    return documents_of([entity])[entity.pk]


def documents_of(entities) -> dict[int, dict]:
    """Working copies as documents, by primary key: several cost as many queries as one."""
    areas, facts = areas_of(entities), {key: facts_of(key, entities) for key in documents.FACTS}
    contents = {
        entity.pk: {
            "schema": documents.SCHEMA,
            "uid": str(entity.uid),
            **{key: getattr(entity, key) for key in documents.PLAIN},
            **{key: of_row(entity, key) for key in documents.PAIRS},
            "areas": areas[entity.pk],
            **{key: sorted(rows[entity.pk], key=documents.fact_order) for key, rows in facts.items()},
        }
        for entity in entities
    }
    return dict(zip(contents, with_sources(list(contents.values())), strict=True))


def with_sources(contents: list[dict]) -> list[dict]:
    """Documents with the details of what they cite, as the register has them now."""
    cited = [{citation.source for citation in documents.citations(content)} for content in contents]
    register = {row["code"]: row for row in sources.of_codes(set().union(*cited))}
    return [
        content | {"sources": [register[code] for code in sorted(codes & register.keys())]}
        for content, codes in zip(contents, cited, strict=True)
    ]


def areas_of(entities) -> dict[int, list[dict]]:
    links = Entity.areas.through.objects.filter(entity__in=entities).select_related("thematicarea")
    found = defaultdict(list)
    for link in links.order_by("thematicarea__position", "thematicarea__code"):
        found[link.entity_id].append(link.thematicarea.as_document())
    return found


def facts_of(key: str, entities) -> dict[int, list[dict]]:
    kind, found = documents.FACTS[key], defaultdict(list)
    rows = MODELS[key].objects.filter(entity__in=entities).order_by()
    for row in rows.select_related(*kind.links) if kind.links else rows:
        found[row.entity_id].append(fact(row, kind))
    return found


def fact(row, kind: documents.FactKind) -> dict:
    """One dated fact as a document has it."""
    content = {"uid": str(row.uid)}
    content |= {key: getattr(row, key) for key in kind.columns}
    content |= {key: of_row(row, key) for key in kind.pairs}
    content |= {name: getattr(row, name).as_document() for name in kind.links}
    return content


def apply(content: dict, entity: Entity) -> Entity:
    """Make the working copy read as this document, matching dated facts by `uid`. Call it in a transaction.

    Raises ValidationError where the document breaks a rule or names a word that the vocabulary lacks.
    """
    published_slug = entity.slug if entity.pk and entity.is_published() else None
    for key in documents.PLAIN:
        setattr(entity, key, content.get(key, ""))
    entity.slug = published_slug or entity.slug
    for key in documents.PAIRS:
        set_pair(entity, key, content[key])
    validate(entity)
    entity.save()
    entity.areas.set([find_row(ThematicArea, item) for item in content["areas"]])
    for key in documents.FACTS:
        apply_facts(key, content[key], entity)
    return entity


def apply_facts(key: str, facts: list[dict], entity: Entity) -> None:
    rows = getattr(entity, key)
    rows.exclude(uid__in=[item["uid"] for item in facts]).delete()
    present = {str(row.uid): row for row in rows.all()}
    if any(item["uid"] not in present and not item["recorded"] for item in facts):
        published = recorded_days(entity)
        facts = [item | {"recorded": item["recorded"] or published.get(item["uid"], "")} for item in facts]
    for item in facts:
        write(present.get(item["uid"]) or MODELS[key](entity=entity, uid=item["uid"]), item, documents.FACTS[key])


def recorded_days(entity: Entity) -> dict[str, str]:
    """When each fact that ever stood in a publication of a profile was recorded, by uid."""
    contents = [row.content() for row in Publication.objects.of(entity)]
    return {fact["uid"]: fact["recorded"] for content in contents for key in documents.FACTS for fact in content[key]}


def write(row, item: dict, kind: documents.FactKind) -> None:
    """Make a row say what the document says of it. Where that knows no day of recording, the row keeps its own."""
    recorded = row.recorded
    for key in kind.columns:
        setattr(row, key, item[key])
    row.recorded = item["recorded"] or recorded
    for key in kind.pairs:
        set_pair(row, key, item[key])
    for name in kind.links:
        setattr(row, name, find_row(VOCABULARY[name], item[name]))
    validate(row)
    row.save()


def set_pair(row, name: str, value: dict[str, str]) -> None:
    setattr(row, f"{name}_en", value["en"])
    setattr(row, f"{name}_ar", value["ar"])


def validate(row) -> None:
    """`full_clean`, with an error that names the row."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError(f"{row._meta.verbose_name} {row}: {'; '.join(messages(error))}") from error


def messages(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()]


def missing_vocabulary(content: dict) -> list[str]:
    """What a document names that the vocabulary lacks, a sentence each."""
    named = defaultdict(list)
    named[ThematicArea] = [item["code"] for item in content["areas"]]
    named[Source] = [citation.source for citation in documents.citations(content)]
    for key, kind in documents.FACTS.items():
        for name in kind.links:
            named[VOCABULARY[name]] += [item[name]["code"] for item in content[key]]
    return [sentence for model, codes in named.items() for sentence in missing_of(model, dict.fromkeys(codes))]


def missing_of(model, codes) -> list[str]:
    known = set(model.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    return [does_not_exist(model, code) for code in codes if code not in known]


def does_not_exist(model, code: str) -> str:
    return _("The %(kind)s “%(code)s” does not exist.") % {"kind": model._meta.verbose_name, "code": code}


def find_row(model, item: dict):
    """The vocabulary row that a document names."""
    row = model.objects.filter(code=item["code"]).first()
    if row is None:
        raise ValidationError(does_not_exist(model, item["code"]))
    return row
