"""A pdf may be read, and do nothing."""

from __future__ import annotations

import zlib

import pytest

from practices.attachments.kinds import BadFile
from practices.attachments.pdf import LARGEST_UNPACKED, check_pdf

from .make import make_pack, make_pdf, make_zip


def refused(content: bytes, why: str) -> None:
    """Assert that a pdf is refused for this reason."""
    with pytest.raises(BadFile, match=why):
        check_pdf(content)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (b"/JavaScript", "programma"),
        (b"/J#61vaScript", "programma"),
        (b"/#4A#61#76#61#53#63#72#69#70#74", "programma"),
        (b"/#4aavaScript", "programma"),
        (b"/Launch", "start een programma"),
        (b"/EmbeddedFile", "ander bestand"),
        (b"/EmbeddedFiles", "ander bestand"),
        (b"/RichMedia", "film"),
        (b"/Encrypt", "beveiligd"),
    ],
)
def test_pdf_that_does_more_than_being_read_is_refused(name: bytes, why: str) -> None:
    refused(make_pdf(b"2 0 obj<</S " + name + b">>endobj"), why)
    refused(make_pdf(make_pack(b"<</S " + name + b">>")), why)
    refused(make_pdf(make_pack(b"<</S " + name + b">>", b"/Obj#53tm")), why)


def test_words_in_a_text_are_no_names() -> None:
    text = b"(JavaScript en Launch) Tj"
    assert check_pdf(make_pdf(text + make_pack(text)))


def test_pack_that_cannot_be_unpacked_is_left_alone() -> None:
    assert check_pdf(make_pdf(b"<</Type/ObjStm>>stream\nxxxx\nendstream"))


def test_pdf_without_its_end_is_refused() -> None:
    refused(make_pdf()[:-8], "niet compleet")


def test_pdf_with_an_archive_behind_it_is_refused() -> None:
    refused(make_pdf() + make_zip({"a.html": "x"}) + b"%%EOF", "ander bestand")
    refused(make_pdf(make_zip({"a.html": "x"})), "ander bestand")


def test_pack_that_unpacks_too_large_is_refused() -> None:
    refused(make_pdf(make_pack(bytes(LARGEST_UNPACKED + 1))), "uitgepakt te groot")
    half = make_pack(bytes(LARGEST_UNPACKED // 2 + 1))
    refused(make_pdf(half + half), "uitgepakt te groot")


def test_too_many_packs_are_refused() -> None:
    refused(make_pdf(b"/ObjStm " * 10_002), "uitgepakt te groot")


def test_packs_that_lie_over_each_other_are_refused() -> None:
    # each begins in the other, then a long way of blocks that unpack to nothing
    begin = zlib.compress(b"")[:2]
    inside = b"/ObjStm stream\n" + begin
    block = b"\x00" + len(inside).to_bytes(2, "little")
    block += (len(inside) ^ 0xFFFF).to_bytes(2, "little") + inside
    body = inside + block * 50 + b"\x00\x00\x00\xff\xff" * 10_000
    refused(make_pdf(body), "uitgepakt te groot")
