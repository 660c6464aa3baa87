"""Pictures are drawn anew: decoded within limits, turned upright, made smaller, written as a plain JPEG."""

from __future__ import annotations

import io
import secrets
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")  # what phones and browsers send; never SVG or anything that can hold words
MOST_BYTES, MOST_PIXELS, EDGE = 15 << 20, 50_000_000, 1600


class NoPicture(Exception):
    """What was sent is no picture that can be shown."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is kept."""

    name: str
    picture: bytes
    width: int
    height: int


def draw_anew(sent: BinaryIO, size: int) -> Drawn:
    """The picture without where, when and by which phone it was taken. Raises NoPicture.

    Its size is read from the head before anything is unpacked, so that a small file cannot fill the memory.
    """
    if size > MOST_BYTES:
        raise NoPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(sent, formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS or getattr(opened, "n_frames", 1) > 1:
                    raise NoPicture
                opened.draft("RGB", (EDGE, EDGE))
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((EDGE, EDGE))
                plain = Image.new("RGB", upright.size, "white")
                seen = upright.convert("RGBA")
                plain.paste(seen, mask=seen.getchannel("A"))
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise NoPicture from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise NoPicture from error  # a broken file: Pillow's readers raise any of these
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=80, optimize=True)
    return Drawn(secrets.token_hex(12), out.getvalue(), plain.width, plain.height)
