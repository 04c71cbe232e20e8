"""Logos: taken in and made harmless.

An upload is decoded, turned upright, scaled down and written anew as PNG, so that nothing of the original file (its
metadata, anything hidden behind its pixels) is kept. SVG is not taken.
"""

import io
import warnings

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .files import Taken

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
LARGEST_SIDE = 640


def take_in(upload) -> Taken:
    """An uploaded picture, made harmless. Raises ValidationError where it cannot be taken."""
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The picture is larger than 5 MB."))
    return Taken(harmless(upload.read()), "png")


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
