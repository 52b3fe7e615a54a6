"""A drawing is made anew from its picture: what else came with it is gone, and what is no picture is refused."""

from io import BytesIO

import pytest
from PIL import Image

from samspor.base.refused import Refused
from samspor.concerns import reading
from samspor.concerns.reading import drawing, picture
from tests.concerns.conftest import photo

GPS = 0x8825


def opened(drawn: str) -> Image.Image:
    return Image.open(BytesIO(picture(drawn)))


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    exif[0x0112] = 6  # held upright: turned a quarter
    exif.get_ifd(GPS)[2] = (55.0, 40.0, 12.0)
    return photo(exif=exif.tobytes(), comment=b"Soegade 4")


def test_place_telephone_and_comments_are_gone_and_it_stands_upright():
    before = with_place()
    assert Image.open(BytesIO(before)).getexif().get_ifd(GPS)
    after = opened(drawing(before))
    assert (dict(after.getexif()), after.getexif().get_ifd(GPS), after.info.get("comment")) == ({}, {}, None)
    assert after.size == (40, 60)
    assert b"Telefon" not in picture(drawing(before))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_both_kinds_become_jpeg(kind):
    assert opened(drawing(photo(kind))).format == "JPEG"


def test_what_is_seen_through_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, format="PNG")
    assert opened(drawing(out.getvalue())).getpixel((4, 4)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller():
    assert max(opened(drawing(photo(size=(3000, 1500)))).size) == reading.LONGEST_SIDE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kan ikke læses"), (b"ikke et billede", "kan ikke læses"), (photo()[:200], "kan ikke læses"),
        (photo("PNG")[:60], "kan ikke læses"), (photo("GIF"), "kan ikke læses"), (photo("BMP"), "kan ikke læses"),
        (b"x" * (reading.LARGEST_FILE + 1), "8 MB"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused_in_danish(data, said):
    with pytest.raises(Refused, match=said) as refused:
        drawing(data)
    assert refused.value.field == "drawing"


@pytest.mark.parametrize("dots", [reading.MOST_DOTS + 1, Image.MAX_IMAGE_PIXELS + 1, Image.MAX_IMAGE_PIXELS * 3])
def test_a_picture_that_unpacks_to_too_much_is_never_unpacked(dots):
    """A small file, and a whole machine's memory when it is opened."""
    bomb = bytearray(photo("PNG", size=(1, 1)))
    bomb[16:24] = (dots // 10_000 + 1).to_bytes(4) + (10_000).to_bytes(4)
    bomb[29:33] = _checksum(bytes(bomb[12:29]))
    with pytest.raises(Refused, match=r"for stort|kan ikke læses"):
        drawing(bytes(bomb))


def _checksum(chunk: bytes) -> bytes:
    from zlib import crc32

    return crc32(chunk).to_bytes(4)
