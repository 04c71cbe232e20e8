"""Load a folder of vocabulary and entity documents into the working copy, and publish them: all or nothing."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from profiles.published import documents
from profiles.published.models import Body, Meeting, MemberType, Page, Publication, Role, Source, ThematicArea

from ... import workingcopy
from ...models import Entity
from ...verbs import Refused, publishing, savedcopies, vocabulary

VOCABULARY = {
    "sources": Source,
    "member_types": MemberType,
    "roles": Role,
    "areas": ThematicArea,
    "bodies": Body,
    "meetings": Meeting,
    "pages": Page,
}


class Command(BaseCommand):
    help = "Load vocabulary.json and entities/*.json from a folder, and publish every profile whose text is new."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the publisher in whose name")

    def handle(self, *, folder, by, **options):
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no account “{by}”.")
        try:
            with transaction.atomic():
                load_vocabulary(read(folder / "vocabulary.json"), by=user)
                paths = sorted((folder / "entities").glob("*.json"))
                published = [load_entity(path, by=user) for path in paths]
        except PermissionDenied as error:
            raise CommandError(f"“{by}” may not publish.") from error
        self.stdout.write(f"{len(paths)} profiles loaded, {sum(published)} published.")


def read(path: Path):
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}. Nothing was loaded.") from error


def load_vocabulary(content: dict, *, by) -> None:
    for key, model in VOCABULARY.items():
        for position, item in enumerate(content[key]):
            row = model.objects.filter(code=item["code"]).first() or model()
            row.position = position
            for name, value in item.items():
                name = "label" if name == "title" else name
                if isinstance(value, dict):
                    workingcopy.set_pair(row, name, value)
                else:
                    setattr(row, name, value if value != "" or not model._meta.get_field(name).null else None)
            try:
                vocabulary.change(row, by=by)
            except ValidationError as error:
                texts = "; ".join(workingcopy.messages(error))
                raise CommandError(f"{key} “{item['code']}”: {texts}. Nothing was loaded.") from error


def load_entity(path: Path, *, by) -> bool:
    """Load one document; whether that made anything to publish."""
    try:
        content = expand(read(path))
        entity = Entity.objects.filter(uid=content["uid"]).first() or Entity(uid=content["uid"])
        workingcopy.apply(content, entity)
        savedcopies.save(entity, by=by)
        live = Publication.objects.of(entity).order_by("number").last()
        if live and live.content_digest == documents.content_digest(workingcopy.document(entity)):
            return False
        publishing.publish(entity, by=by, override=f"Loaded from {path.name}.")
        return True
    except ValidationError as error:
        raise CommandError(f"{path}: {'; '.join(workingcopy.messages(error))} Nothing was loaded.") from error
    except KeyError as error:
        raise CommandError(f"{path}: {error} is missing. Nothing was loaded.") from error
    except Refused as error:
        raise CommandError(f"{path}: {error} Nothing was loaded.") from error


def expand(content: dict) -> dict:
    """A document as people write it (words by code alone, order by place) as the portal has it."""
    content["areas"] = [{"code": code} for code in content["areas"]]
    for key, kind in documents.FACTS.items():
        for position, item in enumerate(content[key]):
            item.setdefault("recorded", "")
            item.setdefault("unusual", False)
            if "position" in kind.plain:
                item["position"] = position
            for name in kind.links:
                item[name] = {"code": item[name]}
    return content
