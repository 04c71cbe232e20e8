"""Logos: what is taken, what is left of it, and which file a name leads to."""

import io

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
