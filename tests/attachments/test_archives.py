"""docx and odt: nothing strange in the archive, nothing too large, nothing that runs."""

from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import zipfile

import pytest

from practices.attachments.archives import MOST_PARTS, check_docx, check_odt
from practices.attachments.kinds import BadFile

from .make import CONTENT_TYPES, DOCX, ODT, make_docx, make_odt, make_zip

DAMAGED, TOO_LARGE, INSIDE = "beschadigd", "uitgepakt te groot", "ander bestand"


def refused(content: bytes, why: str) -> None:
    """Assert that a Word document is refused for this reason."""
    with pytest.raises(BadFile, match=why):
        check_docx(content)


def with_part(part: zipfile.ZipInfo, content: str = "x") -> bytes:
    """A Word document with one part more, as described."""
    new = io.BytesIO(make_docx())
    with zipfile.ZipFile(new, "a") as archive:
        archive.writestr(part, content)
    return new.getvalue()


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "word/document.xml"])
def test_docx_without_its_heart_is_no_docx(missing: str) -> None:
    refused(make_zip({name: text for name, text in DOCX.items() if name != missing}), "geen docx")


@pytest.mark.parametrize("missing", ["mimetype", "content.xml"])
def test_odt_without_its_heart_is_no_odt(missing: str) -> None:
    with pytest.raises(BadFile, match="geen odt"):
        check_odt(make_zip({name: text for name, text in ODT.items() if name != missing}))


def test_spreadsheet_of_opendocument_is_no_odt() -> None:
    with pytest.raises(BadFile, match="geen odt"):
        check_odt(make_odt(mimetype="application/vnd.oasis.opendocument.spreadsheet"))


def test_as_many_parts_as_allowed_are_taken_and_not_one_more() -> None:
    fill = {f"word/{number}.xml": "" for number in range(MOST_PARTS - len(DOCX))}
    assert check_docx(make_docx(**fill))
    refused(make_docx(**fill, een_meer=""), TOO_LARGE)


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "word/../../a", "/etc/a", "..", "a\\b.xml", "C:a.xml", "word/..", "//server/a"],
)
def test_part_that_would_land_elsewhere_is_refused(name: str) -> None:
    refused(with_part(zipfile.ZipInfo(name)), DAMAGED)


def test_part_with_a_hidden_end_of_name_is_refused() -> None:
    content = with_part(zipfile.ZipInfo("word/aXb.xml")).replace(b"word/aXb", b"word/a\0b")
    refused(content, DAMAGED)


def test_link_is_refused() -> None:
    part = zipfile.ZipInfo("word/link.xml")
    part.create_system = 3
    part.external_attr = (stat.S_IFLNK | 0o777) << 16
    refused(with_part(part, "/etc/passwd"), DAMAGED)


def test_part_under_a_password_is_refused() -> None:
    content = bytearray(make_docx())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    refused(bytes(content), DAMAGED)


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_strange_packing_is_refused(packing: int) -> None:
    refused(make_zip(DOCX, packing), DAMAGED)


def test_two_parts_of_one_name_are_refused() -> None:
    refused(with_part(zipfile.ZipInfo("WORD/document.xml")), DAMAGED)


@pytest.mark.parametrize(
    "content",
    [
        make_zip({"a": "b"}),
        b"Rar!\x1a\x07",
        b"7z\xbc\xaf\x27\x1c",
        b"MZ\x90\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
    ids=["zip", "rar", "7z", "program", "ole"],
)
def test_file_in_a_file_is_refused_whatever_it_is_called(content: bytes) -> None:
    refused(make_docx(**{"word/media/image1.png": content}), INSIDE)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/vbaData.xml"])
def test_docx_with_macros_is_refused(name: str) -> None:
    refused(make_docx(**{name: "x"}), "macro")


def test_docm_under_another_name_is_refused() -> None:
    types = CONTENT_TYPES.replace("document.main", "document.macroEnabled.main")
    refused(make_docx(**{"[Content_Types].xml": types}), "macro")


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/x.py"])
def test_odt_with_macros_is_refused(name: str) -> None:
    with pytest.raises(BadFile, match="macro"):
        check_odt(make_odt(**{name: "x"}))


# --- Bombs ---------------------------------------------------------------------------------------


def growth(content: bytes, why: str) -> int:
    """How many bytes are used at most while this is refused."""
    tracemalloc.start()
    try:
        refused(content, why)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = make_docx(**{"word/bomb.xml": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert growth(bomb, TOO_LARGE) < 1_000_000


def test_text_that_packs_a_hundred_times_smaller_is_refused() -> None:
    refused(make_docx(**{"word/a.xml": "a" * 1_000_000}), TOO_LARGE)


def test_bomb_that_lies_about_its_size_is_not_unpacked_further_than_it_says() -> None:
    size = 60 * 1024 * 1024
    bomb = make_docx(**{"word/bomb.xml": bytes(size)})
    lie = bomb.replace(struct.pack("<L", size), struct.pack("<L", 5000))
    assert growth(lie, DAMAGED) < 2_000_000


def test_directory_of_many_parts_is_not_read() -> None:
    many = make_zip({str(number): "" for number in range(20_000)})
    at = many.rfind(b"PK\x05\x06")
    lie = bytearray(many)
    lie[at + 8 : at + 12] = struct.pack("<2H", 5, 5)
    assert growth(bytes(lie), TOO_LARGE) < 4_000_000


def test_directory_that_says_fewer_parts_than_it_has_is_refused() -> None:
    many = bytearray(make_docx(**{f"p{number}": "" for number in range(MOST_PARTS + 50)}))
    at = many.rfind(b"PK\x05\x06")
    many[at + 8 : at + 12] = struct.pack("<2H", 5, 5)
    refused(bytes(many), TOO_LARGE)


# --- Two files in one ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        make_docx() + b"<script>alert(1)</script>",
        b"PK\x03\x04 x" + make_docx(),
        make_docx() + make_zip({"a": "b"}),
    ],
    ids=["behind", "before", "two"],
)
def test_anything_before_or_behind_the_archive_is_refused(content: bytes) -> None:
    refused(content, DAMAGED)


def test_wrong_checksum_is_refused() -> None:
    content = make_zip(DOCX, zipfile.ZIP_STORED)
    refused(content.replace(b"Tekst", b"Tekxt"), DAMAGED)


def test_half_a_file_is_refused() -> None:
    refused(make_docx()[:-30], DAMAGED)
