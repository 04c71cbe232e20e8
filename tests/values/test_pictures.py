"""Logos: what is taken, what is left of it, and which file a name leads to."""

import io
import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from profiles.values import pictures


def upload(picture, kind="png", **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return SimpleUploadedFile(f"logo.{kind}", out.getvalue())


def taken(file):
    """What is kept of an upload, as Pillow reads it."""
    return Image.open(io.BytesIO(pictures.take_in(file).content))


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_three_kinds_of_pictures_become_a_png(kind):
    found = taken(upload(Image.new("RGB", (30, 20), "teal"), kind))
    assert (found.format, found.mode, found.size) == ("PNG", "RGBA", (30, 20))


@pytest.mark.parametrize(
    ("size", "kept"),
    [((640, 640), (640, 640)), ((641, 10), (640, 10)), ((1280, 320), (640, 160)), ((100, 1280), (50, 640))],
)
def test_no_side_is_longer_than_640_pixels_and_nothing_is_enlarged(size, kept):
    assert taken(upload(Image.new("RGB", size))).size == kept


def test_transparency_is_kept():
    picture = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    picture.putpixel((1, 0), (255, 0, 0, 128))
    found = taken(upload(picture))
    assert [found.getpixel((x, 0)) for x in (0, 1)] == [(0, 0, 0, 0), (255, 0, 0, 128)]


def test_a_picture_is_turned_upright_and_its_metadata_is_left_out():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "zqsecret"
    found = pictures.take_in(upload(Image.new("RGB", (30, 20)), "jpeg", exif=exif, comment=b"zqcomment"))
    picture = Image.open(io.BytesIO(found.content))
    assert picture.size == (20, 30)
    assert (dict(picture.getexif()), picture.info) == ({}, {})
    assert b"zq" not in found.content


@pytest.mark.parametrize(
    "content",
    [b"", b"nothing", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\0" * 50],
)
def test_what_cannot_be_read_as_one_of_the_three_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="not a PNG, JPEG or WebP"):
        pictures.take_in(SimpleUploadedFile("logo.png", content))


@pytest.mark.parametrize("kind", ["gif", "bmp", "tiff"])
def test_other_pictures_are_refused_whatever_their_name_says(kind):
    file = upload(Image.new("RGB", (3, 3)), kind)
    file.name = "logo.png"
    with pytest.raises(ValidationError, match="not a PNG, JPEG or WebP"):
        pictures.take_in(file)


def test_half_a_picture_is_refused():
    whole = upload(Image.effect_noise((90, 90), 50), "png").read()
    with pytest.raises(ValidationError, match="not a PNG, JPEG or WebP"):
        pictures.take_in(SimpleUploadedFile("logo.png", whole[: len(whole) // 2]))


@pytest.mark.parametrize("cut", [1, 4, 12, 20])
def test_a_png_without_its_last_bytes_is_refused(cut):
    whole = upload(Image.new("RGB", (90, 90), "teal")).read()
    with pytest.raises(ValidationError, match="not a PNG, JPEG or WebP"):
        pictures.take_in(SimpleUploadedFile("logo.png", whole[:-cut]))


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_five_megabytes_are_taken_and_a_byte_more_is_not(more, refused):
    content = upload(Image.new("RGB", (3, 3))).read()
    file = SimpleUploadedFile("logo.png", content.ljust(5 * 2**20 + more, b"\0"))
    if refused:
        with pytest.raises(ValidationError, match="larger than 5 MB"):
            pictures.take_in(file)
    else:
        assert taken(file).size == (3, 3)


@pytest.mark.parametrize(
    ("size", "words"),
    [((5000, 5001), "more than 25 million pixels"), ((20_000, 20_000), "not a PNG, JPEG or WebP")],
)
def test_a_small_file_of_very_many_pixels_is_refused_before_it_is_unpacked(size, words):
    with pytest.raises(ValidationError, match=words):
        pictures.take_in(upload(Image.new("1", size)))


def test_twenty_five_million_pixels_are_taken():
    assert taken(upload(Image.new("1", (5000, 5000)))).size == (640, 640)


def mark(colour, ground=(0, 0, 0, 0)):
    """A square of one colour in the middle of a ground."""
    picture = Image.new("RGBA", (120, 60), ground)
    picture.paste(colour, (40, 20, 80, 40))
    return picture


def test_white_on_nothing_is_laid_on_a_dark_ground_with_a_margin():
    found = taken(upload(mark("white")))
    assert found.size == (140, 80)
    assert [found.getpixel(place) for place in ((0, 0), (70, 40))] == [pictures.GROUND, (255, 255, 255, 255)]


@pytest.mark.parametrize(
    "picture", [mark("black"), mark("teal"), mark("white", (255, 255, 255, 255)), mark("white", (0, 90, 100, 255))]
)
def test_what_is_seen_on_white_or_has_a_ground_of_its_own_stays_as_it_is(picture):
    assert taken(upload(picture)).tobytes() == picture.tobytes()


def test_a_large_white_mark_is_no_larger_for_its_margin():
    assert max(taken(upload(mark("white").resize((2400, 1200)))).size) == pictures.LARGEST_SIDE


def test_an_empty_picture_stays_empty():
    assert taken(upload(Image.new("RGBA", (4, 4)))).getextrema()[3] == (0, 0)


# ── Colours ────────


def number(value):
    """As ICC profiles write it."""
    return struct.pack(">i", round(value * 65536))


def icc(space, pcs, kind=b"mntr", **tags):
    """A profile of version 2 with these tags."""
    white = b"XYZ \0\0\0\0" + b"".join(map(number, (0.9642, 1, 0.8249)))
    words = {"desc": b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + b"\0" * 79, "cprt": b"text\0\0\0\0x\0"}
    parts, at, index = b"", 132 + 12 * (len(tags) + 3), b""
    for name, data in (words | {"wtpt": white} | tags).items():
        index += name.encode() + struct.pack(">II", at + len(parts), len(data))
        parts += data.ljust(-len(data) // 4 * -4, b"\0")
    head = struct.pack(">I4sI4s4s4s", at + len(parts), b"test", 0x02100000, kind, space, pcs)
    head += b"\x07\xea\0\x0b\0\x1d" + b"\0" * 6 + b"acsp" + b"\0" * 28 + white[8:] + b"\0" * 48
    return head + struct.pack(">I", len(tags) + 3) + index + parts


def curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))


def primary(*xyz):
    return b"XYZ \0\0\0\0" + b"".join(map(number, xyz))


# The primaries and the curve of Adobe RGB.
WIDE = icc(
    b"RGB ",
    b"XYZ ",
    rXYZ=primary(0.60974, 0.31111, 0.01947),
    gXYZ=primary(0.20528, 0.62567, 0.06087),
    bXYZ=primary(0.14919, 0.06322, 0.74457),
    **dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve(2.2)),
)
LINEAR_GRAY = icc(b"GRAY", b"XYZ ", kTRC=curve(1))


def inks():
    """A profile of four inks of which the first is a dark red, and the last black."""
    same = bytes(range(256))
    corners = [(c, k) for c in (0, 1) for _m in (0, 1) for _y in (0, 1) for k in (0, 1)]
    cube = b"".join(bytes((0, 128, 128) if k else (100, 180, 160) if c else (255, 128, 128)) for c, k in corners)
    matrix = b"".join(number(value) for value in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    table = b"mft1\0\0\0\0\x04\x03\x02\0" + matrix + same * 4 + cube + same * 3
    return icc(b"CMYK", b"Lab ", b"prtr", A2B0=table)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_colours_of_another_profile_become_those_of_the_screen(kind):
    options = {"quality": 100, "lossless": True} if kind != "png" else {}
    found = taken(upload(Image.new("RGB", (30, 20), (60, 160, 80)), kind, icc_profile=WIDE, **options))
    assert (found.mode, found.size, "icc_profile" in found.info) == ("RGBA", (30, 20), False)
    assert found.getpixel((9, 9)) == pytest.approx((0, 160, 74, 255), abs=4)


def test_what_is_transparent_stays_so_in_another_profile():
    picture = Image.new("RGBA", (40, 40), (60, 160, 80, 0))
    picture.paste((60, 160, 80, 255), (0, 0, 20, 40))
    found = taken(upload(picture, icc_profile=WIDE))
    assert found.getpixel((9, 9)) == pytest.approx((0, 160, 74, 255), abs=4)
    assert found.getpixel((30, 9))[3] == 0


def test_grey_of_another_curve_becomes_that_of_the_screen():
    found = taken(upload(Image.new("L", (9, 9), 128), icc_profile=LINEAR_GRAY))
    assert found.getpixel((4, 4)) == pytest.approx((188, 188, 188, 255), abs=3)


def test_inks_become_colours_of_the_screen():
    found = taken(upload(Image.new("CMYK", (60, 20), (255, 0, 0, 0)), "jpeg", quality=100, icc_profile=inks()))
    assert (found.mode, found.size, "icc_profile" in found.info) == ("RGBA", (60, 20), False)
    red, green, blue, _alpha = found.getpixel((9, 9))
    assert red > 120
    assert red > 2 * max(green, blue)


def test_inks_without_a_profile_become_colours_too():
    found = taken(upload(Image.new("CMYK", (60, 20), (255, 0, 0, 0)), "jpeg", quality=100))
    assert found.getpixel((9, 9)) == pytest.approx((0, 255, 255, 255), abs=3)


@pytest.mark.parametrize(
    "profile", [b"nothing", WIDE[:200], inks(), LINEAR_GRAY], ids=["none", "half", "of inks", "of grey"]
)
def test_a_profile_that_says_nothing_of_the_picture_counts_for_none(profile):
    found = taken(upload(Image.new("RGB", (9, 9), (60, 160, 80)), icc_profile=profile))
    assert found.getpixel((4, 4)) == (60, 160, 80, 255)
