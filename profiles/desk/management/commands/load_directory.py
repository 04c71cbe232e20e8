"""Load a folder of vocabulary and documents of entries into working copies, and publish them: all or nothing."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from profiles.published import documents
from profiles.published.models import (
    Body,
    Identity,
    MeetingKind,
    MemberType,
    OldAddress,
    Publication,
    Role,
    Source,
    ThematicArea,
)
from profiles.values import files, pictures

from ... import workingcopy
from ...models import Entity, Meeting, Paper, Programme, Text
from ...models.entries import Entry
from ...verbs import Refused, publishing, savedcopies, vocabulary

VOCABULARY = {
    "sources": Source,
    "member_types": MemberType,
    "roles": Role,
    "areas": ThematicArea,
    "bodies": Body,
    "meeting_kinds": MeetingKind,
}


TAKEN = {"logo": pictures.take_in, "file": files.take_pdf}
FOLDERS = {"entities": Entity, "meetings": Meeting, "documents": Paper, "programmes": Programme, "texts": Text}


class Command(BaseCommand):
    help = "Load the vocabulary and the documents of all entries in a folder; publish what reads anew."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the publisher in whose name")
        parser.add_argument("--old-addresses", action="store_true", help="load no more than where old addresses lead")

    def handle(self, *, folder, by, old_addresses, **options):
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no account “{by}”.")
        try:
            with transaction.atomic():
                counts = [] if old_addresses else load_directory(folder, by=user)
                number = load_old_addresses(folder / "old_addresses.json", by=user)
        except PermissionDenied as error:
            raise CommandError(f"“{by}” may not publish.") from error
        for name, loaded, published in counts:
            self.stdout.write(f"{loaded} {name} loaded, {published} published.")
        self.stdout.write(f"{number} {OldAddress._meta.verbose_name_plural} loaded.")


def load_directory(folder: Path, *, by) -> list[tuple[str, int, int]]:
    """Load the words and the entries of a folder: of each kind what it is called, how many, and how many of them were
    published."""
    load_vocabulary(read(folder / "vocabulary.json"), by=by)
    load_identity(folder / "identity.json", by=by)
    counts = []
    for name, model in FOLDERS.items():
        paths = sorted((folder / name).glob("*.json"))
        published = [load_entry(path, model, by=by) for path in paths]
        counts.append((model._meta.verbose_name_plural, len(paths), sum(published)))
    return counts


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


def load_identity(path: Path, *, by) -> None:
    """Whose directory it is, where the folder says so and the portal does not yet."""
    if not path.exists() or Identity.objects.exists():
        return
    row = Identity()
    for name, value in read(path).items():
        if isinstance(value, dict):
            workingcopy.set_pair(row, name, value)
        else:
            field = row._meta.get_field(name)
            setattr(row, field.attname, value)
    try:
        vocabulary.change(row, by=by)
    except ValidationError as error:
        raise CommandError(f"{path}: {'; '.join(workingcopy.messages(error))} Nothing was loaded.") from error


def load_old_addresses(path: Path, *, by) -> int:
    """Load where old addresses lead, where a file says it; how many."""
    items = read(path) if path.exists() else []
    for item in items:
        row = OldAddress.objects.filter(path=OldAddress(path=item["path"]).tidy_path()).first() or OldAddress()
        row.path, row.target = item["path"], item["target"]
        try:
            vocabulary.change(row, by=by)
        except ValidationError as error:
            texts = "; ".join(workingcopy.messages(error))
            raise CommandError(f"{path.name} “{item['path']}”: {texts}. Nothing was loaded.") from error
    return len(items)


def load_entry(path: Path, model: type[Entry], *, by) -> bool:
    """Load one document; whether that made anything to publish."""
    try:
        content = expand(read(path), documents.SHAPES[model.entry_kind])
        keep_files(content, path.parent.parent / "files")
        # One that an earlier version kept in another table has its address, and a uid of its own.
        found = model.objects.filter(uid=content["uid"]) or model.objects.filter(slug=content["slug"])
        entry = found.first() or model(uid=content["uid"])
        workingcopy.apply(content, entry)
        savedcopies.save(entry, by=by)
        # What is public, and what is scheduled: neither is published again.
        ours = Publication.objects.of(entry)
        said = {row.content_digest for row in [*ours.live(timezone.now()), *ours.order_by("-number")[:1]]}
        if documents.content_digest(workingcopy.document(entry)) in said:
            return False
        publishing.publish(entry, by=by, override=f"Loaded from {path.name}.")
        return True
    except ValidationError as error:
        raise CommandError(f"{path}: {'; '.join(workingcopy.messages(error))} Nothing was loaded.") from error
    except KeyError as error:
        raise CommandError(f"{path}: {error} is missing. Nothing was loaded.") from error
    except Refused as error:
        raise CommandError(f"{path}: {error} Nothing was loaded.") from error


def keep_files(content: dict, folder: Path) -> None:
    """Take in what a document names of a folder of files as if it were uploaded."""
    for key, take_in in TAKEN.items():
        if content.get(key):
            try:
                with (folder / content[key]).open("rb") as file:
                    content[key] = take_in(File(file)).keep()
            except OSError as error:
                raise CommandError(f"{folder / content[key]}: {error}. Nothing was loaded.") from error


def expand(content: dict, shape: documents.Shape) -> dict:
    """A document as people write it (words by code alone, order by place) as the portal has it."""
    if "unusual" in shape.plain:
        content.setdefault("unusual", False)
    if shape.has_areas:
        content["areas"] = [{"code": code} for code in content["areas"]]
    for name in shape.links:
        content[name] = {"code": content[name]}
    for key, kind in shape.facts.items():
        for position, item in enumerate(content[key]):
            item.setdefault("recorded", "")
            if kind.dated:
                item.setdefault("unusual", False)
            if "position" in kind.plain:
                item["position"] = position
            for name in kind.links:
                item[name] = {"code": item[name]}
    return content
