"""Logos: taken in and made harmless.

An upload is decoded, turned upright, scaled down and written anew as PNG, so that nothing of the original file (its
metadata, anything hidden behind its pixels) is kept. Its colours are those of the screen (sRGB), whatever its own
profile counts in. SVG is not taken. Pages show logos on white, by day and by night;
one that is mostly white on nothing would not be seen there, nor where others show it, and is laid on a dark ground.
"""

import io
import warnings

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .files import Taken

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
LARGEST_SIDE = 640
PNG_END = b"IEND\xaeB`\x82"
# What pictures are of whose mode is none of colours, as Pillow calls it; and the colours of profiles that fit.
MODES = {"CMYK": "CMYK"} | dict.fromkeys(("1", "L", "LA", "I;16"), "L")
SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}
GROUND = (18, 33, 31, 255)
# Of 255: from which light on a pixel is not seen on white.
WHITE = 225


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
            # Of a PNG, Pillow misses no end.
            if picture.format == "PNG" and PNG_END not in content:
                raise EOFError
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("The picture has more than 25 million pixels."))
            picture = small_in_screen_colours(ImageOps.exif_transpose(picture))
    except ValidationError:
        raise
    except Exception as error:  # Pillow raises a dozen kinds for broken files
        raise ValidationError(_("This is not a PNG, JPEG or WebP picture that can be read.")) from error
    if is_white_on_nothing(picture):
        picture = on_dark_ground(picture)
    fresh = Image.new("RGBA", picture.size)
    fresh.paste(picture)
    out = io.BytesIO()
    fresh.save(out, "PNG", optimize=True)
    return out.getvalue()


def small_in_screen_colours(picture):
    """The picture in sRGB, as large as it may be. A profile that cannot be read, or is of other colours than the
    picture, counts for none."""
    from PIL import ImageCms

    seen = small(picture.convert("RGBA"))
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(picture.info.get("icc_profile", b"")))
        mode = MODES.get(picture.mode, "RGB")
        if profile.profile.xcolor_space == SPACES[mode]:
            srgb = ImageCms.createProfile("sRGB")
            colours = ImageCms.profileToProfile(small(picture.convert(mode)), profile, srgb, outputMode="RGB")
            colours.putalpha(seen.getchannel("A"))
            return colours
    except (OSError, ImageCms.PyCMSError):
        pass
    return seen


def small(picture):
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return picture


def is_white_on_nothing(picture) -> bool:
    """Whether most of what is seen of a picture with an empty ground is white, or nearly."""
    seen = picture.getchannel("A")
    if seen.getextrema()[0] == 255:
        return False
    light = picture.convert("L").histogram(seen.point(lambda value: 255 * (value > 127)))
    return sum(light[WHITE:]) * 2 > sum(light)


def on_dark_ground(picture):
    """The picture with a margin on a dark ground, no larger than it may be."""
    from PIL import Image, ImageOps

    margin = max(picture.size) // 12
    laid = Image.new("RGBA", picture.size, GROUND)
    laid.alpha_composite(picture)
    laid = ImageOps.expand(laid, margin, fill=GROUND)
    laid.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return laid
