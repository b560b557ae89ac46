"""A file is taken only when it is what it says, and then without what it hides (S-14, S-15)."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from practices.attachments import LARGEST, MEDIA_TYPES, BadFile, Checked, check
from practices.models.attachment import Attachment

from .make import make_docx, make_image, make_odt, make_pdf, make_zip

GOOD = {
    "pdf": make_pdf(),
    "docx": make_docx(),
    "odt": make_odt(),
    "png": make_image("PNG"),
    "jpg": make_image("JPEG"),
    "webp": make_image("WEBP"),
}
ELSE = {
    **GOOD,
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "zip": make_zip({"a.txt": "a"}),
    "txt": b"gewone tekst",
    "exe": b"MZ\x90\x00" + bytes(60),
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
}


def send(name: str, content: bytes) -> Checked:
    """Check a file as it comes with a request."""
    return check(name, SimpleUploadedFile("x", content))


@pytest.mark.parametrize("kind", GOOD)
def test_good_file_is_taken(kind: str) -> None:
    checked = send(f"Bijlage.{kind}", GOOD[kind])
    assert (checked.name, checked.kind) == (f"Bijlage.{kind}", kind)
    assert checked.size == len(checked.content)
    assert checked.sha256 == hashlib.sha256(checked.content).hexdigest()


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
def test_document_is_kept_as_it_is(kind: str) -> None:
    assert send(f"a.{kind}", GOOD[kind]).content == GOOD[kind]


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("really", ELSE)
def test_file_that_is_something_else_is_refused(kind: str, really: str) -> None:
    if kind != really:
        with pytest.raises(BadFile, match=f"^Dit is geen {kind}, al heet het zo"):
            send(f"a.{kind}", ELSE[really])


OTHER_NAMES = [
    "a",
    "pdf",
    "",
    ".",
    "a.",
    "a.html",
    "a.svg",
    "a.pdf.exe",
    "a.php",
    "a.pdf/",
    "a.zip",
]
OTHER_NAMES += ["a.exe\x00.pdf/x.js", "a.\u202efdp.exe", "a.doc", "a.docm", "a.HEIC", "a.xlsx"]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_other_kinds_are_refused_by_name(name: str) -> None:
    with pytest.raises(BadFile, match=r"^Dit soort bestand kan niet mee"):
        send(name, GOOD["pdf"])


def test_refusal_says_what_to_do_instead() -> None:
    with pytest.raises(BadFile, match="Sla het op als docx of pdf"):
        send("a.doc", ELSE["doc"])


def test_jpeg_is_jpg() -> None:
    checked = send("Foto.JPEG", GOOD["jpg"])
    assert (checked.kind, checked.name) == ("jpg", "Foto.jpeg")


def test_empty_file_is_refused() -> None:
    with pytest.raises(BadFile, match="leeg"):
        send("a.pdf", b"")


def test_file_of_the_largest_size_is_taken_and_no_byte_more() -> None:
    room = LARGEST - len(make_pdf())
    assert send("a.pdf", make_pdf(b" " * room)).size == LARGEST
    with pytest.raises(BadFile, match="groter dan 10 MB"):
        send("a.pdf", make_pdf(b" " * (room + 1)))


def test_no_more_is_read_than_may_be_kept() -> None:
    file = io.BytesIO(b"%PDF-" + bytes(LARGEST * 2))
    with pytest.raises(BadFile):
        check("a.pdf", file)
    assert file.tell() == LARGEST + 1


def test_kinds_are_those_of_the_model() -> None:
    assert list(MEDIA_TYPES) == Attachment.Kind.values


@given(kind=st.sampled_from(sorted(GOOD)), rest=st.binary(max_size=300), keep=st.integers(0, 200))
def test_any_bytes_are_taken_or_refused(kind: str, rest: bytes, keep: int) -> None:
    content = GOOD[kind][:keep] + rest
    with suppress(BadFile):
        assert send(f"a.{kind}", content).kind == kind


@given(data=st.data(), kind=st.sampled_from(sorted(GOOD)))
def test_good_file_with_a_wrong_byte_is_taken_or_refused(data: st.DataObject, kind: str) -> None:
    content = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadFile):
        assert send(f"a.{kind}", bytes(content)).kind == kind


@pytest.mark.parametrize("kind", GOOD)
def test_file_that_breaks_off_is_taken_or_refused_at_every_byte(kind: str) -> None:
    whole = GOOD[kind]
    for length in range(len(whole) - 1):
        try:
            send(f"a.{kind}", whole[:length])
        except BadFile:
            continue
        # an image of which only the last marks are gone still shows
        assert kind in {"png", "jpg"} or whole[length:].strip() == b"", length


# --- The virus scanner ---------------------------------------------------------------------------


def finds_nothing(content: bytes) -> str:
    """A scanner for the tests."""
    return ""


def finds_a_virus(content: bytes) -> str:
    """A scanner for the tests."""
    return "Verzonnen.Virus" if content == GOOD["pdf"] else ""


def fails(content: bytes) -> str:
    """A scanner for the tests."""
    raise ConnectionRefusedError


def test_scanner_lets_clean_files_pass(settings: Any) -> None:
    settings.ATTACHMENT_SCANNER = f"{__name__}.finds_nothing"
    assert send("a.pdf", GOOD["pdf"]).kind == "pdf"


def test_scanner_stops_a_virus(settings: Any) -> None:
    settings.ATTACHMENT_SCANNER = f"{__name__}.finds_a_virus"
    with pytest.raises(BadFile, match="virus"):
        send("a.pdf", GOOD["pdf"])


def test_scanner_that_fails_lets_nothing_pass(settings: Any) -> None:
    settings.ATTACHMENT_SCANNER = f"{__name__}.fails"
    with pytest.raises(BadFile, match="later"):
        send("a.pdf", GOOD["pdf"])


def test_scanner_that_does_not_exist_is_loud(settings: Any) -> None:
    settings.ATTACHMENT_SCANNER = "bestaat.niet"
    with pytest.raises(ImportError):
        send("a.pdf", GOOD["pdf"])
