"""Logos: taken in, made harmless, kept under the digest of their content.

An upload is decoded, turned upright, scaled down and written anew as PNG, so that nothing of the original file (its
metadata, anything hidden behind its pixels) is kept. SVG is not taken.
"""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
LARGEST_SIDE = 640
NAME = re.compile(r"[0-9a-f]{64}\.png")


@dataclass(frozen=True)
class Picture:
    """A picture that was taken in and is stored nowhere yet."""

    content: bytes

    @cached_property
    def name(self) -> str:
        return f"{hashlib.sha256(self.content).hexdigest()}.png"

    def keep(self) -> str:
        """Store it, if it is not there already, and return its name."""
        if not default_storage.exists(self.name):
            default_storage.save(self.name, ContentFile(self.content))
        return self.name


def take_in(upload) -> Picture:
    """An uploaded picture, made harmless. Raises ValidationError where it cannot be taken."""
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The picture is larger than 5 MB."))
    return Picture(harmless(upload.read()))


def harmless(content: bytes) -> bytes:
    """The picture as a PNG of at most 640 pixels a side, with no metadata."""
    from PIL import Image, ImageOps  # Only editors need it: no visitor's process waits for it at its start.

    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            picture = Image.open(io.BytesIO(content), formats=["PNG", "JPEG", "WEBP"])
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("The picture has more than 25 million pixels."))
            picture = ImageOps.exif_transpose(picture).convert("RGBA")
    except ValidationError:
        raise
    except Exception as error:  # Pillow raises a dozen kinds for broken files
        raise ValidationError(_("This is not a PNG, JPEG or WebP picture that can be read.")) from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    fresh = Image.new("RGBA", picture.size)
    fresh.paste(picture)
    out = io.BytesIO()
    fresh.save(out, "PNG", optimize=True)
    return out.getvalue()


def open_picture(name: str):
    """The stored file of that name. Raises Http404 where there is none."""
    if not NAME.fullmatch(name) or not default_storage.exists(name):
        raise Http404
    return default_storage.open(name)
