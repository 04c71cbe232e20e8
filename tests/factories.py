"""Small real things to test with: words, entities with what publishing asks for, and a cast of people."""

import io
import itertools
from string import ascii_uppercase

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from PIL import Image

from profiles.desk import verbs
from profiles.desk.models import (
    Affiliation,
    Assignment,
    Attendance,
    Entity,
    Meeting,
    Membership,
    Paper,
    Party,
    Programme,
    ProgrammePart,
    ResponsibleEntity,
    RoleTerm,
    Text,
    User,
)
from profiles.desk.verbs import publishing
from profiles.published.models import Body, Identity, MeetingKind, MemberType, Role, Source, ThematicArea
from profiles.reading.drawings import geography
from profiles.values import pictures

COUNT = itertools.count(1)
# Codes that no state has: an entity made before never holds the one that a test gives by name.
STATES = {code for frame in geography.frames().values() for code in frame["states"]}
CODES = [code for code in map("".join, itertools.product(ascii_uppercase, repeat=2)) if code not in STATES]


def person(name, *groups, **columns):
    user = User.objects.create_user(name, f"{name}@example.org", "a long password", is_staff=True, **columns)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def focal_point(name, entity, until=None):
    user = person(name, "Focal points")
    Assignment.objects.create(user=user, entity=entity, until=until)
    return user


def word(model, code, **columns):
    row = model.objects.filter(code=code).first()
    if row:
        return row
    defaults = {"label_en": code.capitalize(), "label_ar": f"{code} بالعربية"}
    if model is MemberType:
        standing = "observer" if code == "observer" else "member"
        place = ("sending", "receiving", "observer").index(code) if code in ("sending", "receiving", "observer") else 3
        defaults |= {
            "position": place,
            "standing": standing,
            "plural_en": f"{code.capitalize()} entities",
            "plural_ar": f"فئة {code}",
        }
    if model is MeetingKind:
        defaults |= {"plural_en": f"{code} meetings", "plural_ar": f"اجتماعات {code}"}
    return model.objects.create(code=code, **defaults | columns)


def entity(slug=None, *, type="sending", start="2008", **columns):
    """A state with a name, a summary and one open membership (none with `type=None`)."""
    number = next(COUNT)
    slug = slug or f"state-{number}"
    defaults = {
        "slug": slug,
        "iso2": CODES[number % len(CODES)],
        "name_en": slug.replace("-", " ").title(),
        "name_ar": f"اسم {slug}",
        "summary_en": "A summary.",
        "summary_ar": "ملخص.",
    }
    row = Entity.objects.create(**defaults | columns)
    if type:
        membership(row, type, start)
    return row


def organization(slug, **columns):
    defaults = {
        "kind": "organization",
        "organization_kind": "intergovernmental",
        "iso2": "",
        "type": "observer",
    }
    return entity(slug, **defaults | columns)


def meeting(slug="m1", kind="ministerial", start="2008-01-21", **columns):
    """A meeting, its name in both languages."""
    defaults = {"name_en": slug.capitalize(), "name_ar": f"اجتماع {slug}"}
    return Meeting.objects.create(slug=slug, kind=word(MeetingKind, kind), start=start, **defaults | columns)


def attendance(meeting, entity_slug="", **columns):
    defaults = {"name_en": entity_slug.title(), "name_ar": f"اسم {entity_slug}", "entity_slug": entity_slug}
    return Attendance.objects.create(meeting=meeting, **defaults | columns)


def paper(slug="p1", kind="declaration", day="2008-01-22", **columns):
    """A document, its title in both languages; there is an address for its text."""
    defaults = {"name_en": slug.capitalize(), "name_ar": f"وثيقة {slug}", "url": "https://example.org/text"}
    return Paper.objects.create(slug=slug, kind=kind, day=day, **defaults | columns)


def party(paper, entity_slug, **columns):
    defaults = {"name_en": entity_slug.title(), "name_ar": f"اسم {entity_slug}"}
    return Party.objects.create(paper=paper, entity_slug=entity_slug, **defaults | columns)


def programme(slug="skills", start="2014", **columns):
    """A programme, its name in both languages."""
    defaults = {"name_en": slug.capitalize(), "name_ar": f"برنامج {slug}"}
    return Programme.objects.create(slug=slug, start=start, **defaults | columns)


def part(programme, entity_slug, part="partner", **columns):
    defaults = {"name_en": entity_slug.title(), "name_ar": f"اسم {entity_slug}"}
    return ProgrammePart.objects.create(programme=programme, entity_slug=entity_slug, part=part, **defaults | columns)


def identity(**columns):
    """Whose directory it is: one body, with what a test says of it besides."""
    named = {"name_en": "Abu Dhabi Dialogue", "name_ar": "حوار أبوظبي", "in_full_en": "the Abu Dhabi Dialogue"}
    short = {
        "in_short_en": "the Dialogue",
        "in_short_ar": "الحوار",
        "acronym": "ADD",
        "file_name": "abu-dhabi-dialogue",
    }
    # What is public at once raises the stamp, as its verb does.
    with verbs.writing():
        row, _made = Identity.objects.update_or_create(pk=1, defaults=named | short | columns)
    return row


def text(slug="about", **columns):
    """A text of the site, in both languages."""
    defaults = {
        "name_en": f"{slug} title",
        "name_ar": f"عنوان {slug}",
        "body_en": "<p>Text.</p>",
        "body_ar": "<p>نص.</p>",
    }
    return Text.objects.create(slug=slug, **defaults | columns)


def membership(entity, type="sending", start="2008", **columns):
    return Membership.objects.create(entity=entity, type=word(MemberType, type), start=start, **columns)


def role_term(entity, role="chair", start="2008", **columns):
    return RoleTerm.objects.create(entity=entity, role=word(Role, role), start=start, **columns)


def affiliation(entity, body="iom", status="member", start="2008", **columns):
    return Affiliation.objects.create(entity=entity, body=word(Body, body), status=status, start=start, **columns)


def responsible_entity(entity, name="Ministry of Labour", **columns):
    return ResponsibleEntity.objects.create(entity=entity, name_en=name, **columns)


def cites(title="A list", url="", carries="all"):
    """What a row rests on: one source of the register."""
    code = slugify(title)[:60]
    return [{"code": word(Source, code, label_en=title, label_ar=title, url=url).code, "carries": carries}]


def area(code="fair-recruitment"):
    return word(ThematicArea, code)


def renamed(row):
    """A word with another label, which is not saved."""
    row.label_en += " anew"
    return row


def picture(colour="red", size=(8, 8), kind="png"):
    """A picture as a browser sends it."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return SimpleUploadedFile(f"logo.{kind}", out.getvalue(), f"image/{kind}")


def logo(colour="red"):
    """The name of a logo that is stored."""
    return pictures.take_in(picture(colour)).keep()


def published(row=None, *, by=None, **columns):
    """An entry that the public sees: an entity, if none is given."""
    row = row or entity(**columns)
    by = by or User.objects.filter(username="publisher").first() or person("publisher", "Publishers")
    publishing.publish(row, by=by, override="Alone on duty.")
    return row


def published_again(row, *, by, note=("", ""), **columns):
    """What the public sees after a change of some columns: the release."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return publishing.publish(row, by=by, note=note)
