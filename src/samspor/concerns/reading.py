"""A child's drawing as it was photographed: made anew from its picture alone, so that nothing else comes with it."""

import base64
import struct
from io import BytesIO

from PIL import Image, ImageOps

from samspor.base.refused import Refused

LARGEST_FILE = 8 * 1024 * 1024
MOST_DOTS = 40_000_000  # a telephone's best picture; what unpacks to more is no drawing
LONGEST_SIDE = 1600
BROKEN = (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError, Image.DecompressionBombWarning)


def drawing(data: bytes) -> str:
    """JPEG as base64, turned as it was held, without place, time or telephone; Refused says what is wrong."""
    if len(data) > LARGEST_FILE:
        raise Refused("Billedet fylder mere end 8 MB. Tag det igen i en mindre størrelse.", "drawing")
    try:
        with Image.open(BytesIO(data), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise Refused("Billedet er for stort. Tag det igen i en mindre størrelse.", "drawing")
            return base64.b64encode(_anew(picture)).decode()
    except BROKEN:
        raise Refused("Billedet kan ikke læses. Vælg et billede, der er gemt som JPEG eller PNG.", "drawing") from None


def picture(drawn: str) -> bytes:
    return base64.b64decode(drawn)


def _anew(picture: Image.Image) -> bytes:
    """Only the dots are carried over: no EXIF, no comments, no colour profile, nothing hidden behind the picture."""
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size, "white")
    layered = upright.convert("RGBA")
    clean.paste(layered, mask=layered.getchannel("A"))
    out = BytesIO()
    clean.save(out, format="JPEG", quality=85)
    return out.getvalue()
