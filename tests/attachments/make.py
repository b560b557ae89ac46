"""Small files of every kind, made on the spot."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image

CONTENT_TYPES = '<Types><Override ContentType="wordprocessingml.document.main+xml"/></Types>'
DOCX: Mapping[str, str | bytes] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": "<Relationships/>",
    "word/document.xml": "<document>Tekst</document>",
}
ODT: Mapping[str, str | bytes] = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": "<document>Tekst</document>",
    "META-INF/manifest.xml": "<manifest/>",
}


def make_zip(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return new.getvalue()


def make_docx(**more: str | bytes) -> bytes:
    """A Word document, with parts besides (or instead: by name)."""
    return make_zip({**DOCX, **more})


def make_odt(**more: str | bytes) -> bytes:
    """An OpenDocument text."""
    return make_zip({**ODT, **more})


def make_pdf(body: bytes = b"") -> bytes:
    """A pdf of one empty page, with `body` among its objects."""
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + body + b"\ntrailer<<>>\n%%EOF\n"


def make_pack(objects: bytes, name: bytes = b"/ObjStm") -> bytes:
    """Objects of a pdf, packed together."""
    packed = zlib.compress(objects)
    head = b"2 0 obj<</Type %s/Filter/FlateDecode/Length %d>>" % (name, len(packed))
    return head + b"stream\n" + packed + b"\nendstream endobj"


def make_image(
    kind: str = "PNG", size: tuple[int, int] = (12, 8), mode: str = "RGB", **options: Any
) -> bytes:
    """An image with the left half dark and the right half light."""
    image = Image.new("L", size, 40)
    image.paste(220, (size[0] // 2, 0, *size))
    new = io.BytesIO()
    image.convert(mode).save(new, kind, **options)
    return new.getvalue()


def opened(content: bytes) -> Image.Image:
    """The image in these bytes, unpacked."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
