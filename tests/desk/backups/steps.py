"""A directory with something of each kind, and what a backup says of it."""

import json
import zipfile

from profiles.desk.backups import archive
from profiles.desk.models import Event
from profiles.values.files import Taken
from tests import factories


def directory(publisher):
    """Public, private, withdrawn and to come, in both scripts, to the microsecond; and a file."""
    logo = Taken(b"a logo", "png").keep()
    nepal = factories.entity("nepal", name_ar="نيبال", logo=logo)
    factories.role_term(nepal)
    factories.published(nepal, by=publisher)
    factories.entity("draft", summary_en="A draft.")
    Event.objects.create(verb="published", subject="nepal", details={"b": 1, "a": [None, "ü"]})
    return logo


def manifest(path) -> dict:
    with zipfile.ZipFile(path) as opened:
        return json.loads(opened.read(archive.MANIFEST))


def without_stamp(found: dict) -> dict:
    """What a backup says of its tables but for the stamp, which a restore raises."""
    return {label: table for label, table in found["tables"].items() if label != "published.stamp"}


def altered(path, target, **changed):
    """A copy of a backup in which some parts have other content."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, changed.get(name, source.read(name)))
    return target
