"""An image is made anew: what can be seen stays, the rest is gone."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import pytest
from PIL import Image, PngImagePlugin

from practices.attachments import images
from practices.attachments.images import MOST_PIXELS, make_anew
from practices.attachments.kinds import BadFile

from .make import make_image, opened

FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}


@pytest.mark.parametrize("kind", FORMATS)
def test_image_looks_the_same_afterwards(kind: str) -> None:
    image = opened(make_anew(kind, make_image(FORMATS[kind])))
    assert (image.format, image.size) == (FORMATS[kind], (12, 8))
    dark, light = (image.convert("L").getpixel((x, 4)) for x in (1, 10))
    assert dark == pytest.approx(40, abs=3)
    assert light == pytest.approx(220, abs=3)


@pytest.mark.parametrize("kind", FORMATS)
def test_place_and_maker_of_a_photo_are_gone(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera van een inzender"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 7.0)
    photo = make_image(FORMATS[kind], exif=exif, icc_profile=b"profiel" * 20)
    assert b"inzender" in photo
    made = make_anew(kind, photo)
    assert b"inzender" not in made
    assert b"profiel" not in made
    assert not opened(made).getexif()


def test_remarks_in_a_png_are_gone() -> None:
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Author", "Iemand")
    remarks.add_itxt("XML:com.adobe.xmp", "<x>Iemand</x>")
    made = make_anew("png", make_image(pnginfo=remarks, dpi=(300, 300)))
    assert b"Iemand" not in made
    assert opened(made).info == {}


def test_remark_in_a_jpg_is_gone() -> None:
    assert b"Iemand" not in make_anew("jpg", make_image("JPEG", comment=b"Iemand"))


@pytest.mark.parametrize("kind", FORMATS)
def test_what_hangs_behind_an_image_is_gone(kind: str) -> None:
    made = make_anew(kind, make_image(FORMATS[kind]) + b"<script>alert(1)</script>PK\x05\x06")
    assert b"script" not in made
    assert b"PK" not in made


SIDES = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}
"""Where the first column of a photo, which is dark, is to be seen for each orientation."""


@pytest.mark.parametrize(("orientation", "dark"), SIDES.items())
def test_photo_stands_upright_without_its_remark(orientation: int, dark: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = opened(make_anew("jpg", make_image("JPEG", size=(64, 32), exif=exif))).convert("L")
    assert made.size == ((64, 32) if dark in ("left", "right") else (32, 64))
    begin, end = made.getpixel((1, 1)), made.getpixel((made.width - 2, made.height - 2))
    along = made.getpixel((made.width - 2, 1))
    assert {
        "left": begin < 100 < along,  # type: ignore[operator]
        "right": along < 100 < begin,  # type: ignore[operator]
        "top": along < 100 < end,  # type: ignore[operator]
        "bottom": end < 100 < along,  # type: ignore[operator]
    }[dark]


@pytest.mark.parametrize(
    ("kind", "mode", "becomes"),
    [
        ("png", "1", "1"),
        ("png", "L", "L"),
        ("png", "P", "P"),
        ("png", "LA", "RGBA"),
        ("png", "RGBA", "RGBA"),
        ("png", "I;16", "I;16"),
        ("jpg", "L", "L"),
        ("jpg", "CMYK", "RGB"),
        ("webp", "L", "RGB"),
    ],
)
def test_every_way_to_hold_colours_is_taken(kind: str, mode: str, becomes: str) -> None:
    assert opened(make_anew(kind, make_image(FORMATS[kind], mode=mode))).mode == becomes


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_see_through_parts_stay_see_through(kind: str) -> None:
    new = io.BytesIO()
    Image.new("RGBA", (4, 4), (200, 0, 0, 0)).save(new, FORMATS[kind])
    assert opened(make_anew(kind, new.getvalue())).getchannel("A").getextrema() == (0, 0)


def test_see_through_colour_of_a_palette_stays_see_through() -> None:
    made = opened(make_anew("png", make_image(mode="P", transparency=0)))
    assert made.mode == "RGBA"


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_of_a_moving_image_the_first_picture_stays(kind: str) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue", "green")]
    new = io.BytesIO()
    frames[0].save(new, FORMATS[kind], save_all=True, append_images=frames[1:], duration=100)
    assert getattr(opened(new.getvalue()), "n_frames", 1) == 3
    made = opened(make_anew(kind, new.getvalue()))
    assert getattr(made, "n_frames", 1) == 1
    red, _, blue = made.convert("RGB").getpixel((1, 1))  # type: ignore[misc]
    assert red > 200 > blue


def png_of(width: int, height: int) -> bytes:
    """A png whose header promises this size, with next to nothing in it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "size", [(MOST_PIXELS + 1, 1), (8000, 5001), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 9)]
)
@pytest.mark.parametrize("how", ["error", "ignore"])
def test_too_many_pixels_are_refused_before_unpacking(size: tuple[int, int], how: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter(how, Image.DecompressionBombWarning)  # type: ignore[arg-type]
        with pytest.raises(BadFile, match="40 miljoen beeldpunten"):
            make_anew("png", png_of(*size))


def noise(kind: str) -> bytes:
    """An image that hardly lets itself be packed."""
    new = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(new, FORMATS[kind])
    return new.getvalue()


def test_image_that_becomes_too_large_is_written_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    fine = make_anew("jpg", noise("jpg"))
    monkeypatch.setattr(images, "LARGEST", len(fine) - 1)
    assert len(make_anew("jpg", noise("jpg"))) < len(fine)


def test_image_that_stays_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "LARGEST", 100)
    with pytest.raises(BadFile, match="groter dan 10 MB"):
        make_anew("png", noise("png"))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_photo_with_unreadable_remarks_is_taken() -> None:
    assert make_anew("jpg", make_image("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\0"))


@pytest.mark.parametrize("kind", FORMATS)
def test_image_that_breaks_off_halfway_is_refused(kind: str) -> None:
    whole = noise(kind)
    with pytest.raises(BadFile, match="beschadigd"):
        make_anew(kind, whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", FORMATS)
def test_page_under_the_first_bytes_of_an_image_is_refused(kind: str) -> None:
    page = make_image(FORMATS[kind])[:16] + b"<html><script>alert(1)</script></html>"
    with pytest.raises(BadFile, match="beschadigd"):
        make_anew(kind, page)


def test_png_whose_remarks_unpack_too_large_is_refused_or_cleaned() -> None:
    remarks = PngImagePlugin.PngInfo()
    for number in range(80):
        remarks.add_text(f"a{number}", "x" * 1_000_000, zip=True)
    with pytest.raises(BadFile, match="beschadigd"):
        make_anew("png", make_image(pnginfo=remarks))
