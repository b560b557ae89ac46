"""The name under which a file is shown and saved."""

from __future__ import annotations

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from practices.attachments.names import LONGEST, clean_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Rooster 2024.pdf", "Rooster 2024.pdf"),
        ("Coöperatie – één.docx", "Coöperatie – één.docx"),
        ("Coo\u0308peratie.docx", "Coöperatie.docx"),
        ("FOTO.JPG", "FOTO.jpg"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\iemand\\geheim.pdf", "geheim.pdf"),
        ("/tmp/a.pdf", "a.pdf"),
        (".htaccess.pdf", "htaccess.pdf"),
        (".pdf", "bestand.pdf"),
        ("  a \t\u00a0 b  .pdf ", "a b.pdf"),
        ("a\x00b\x1bc\x7f.pdf", "abc.pdf"),
        ("a\r\nSet-Cookie: x=y.pdf", "a Set-Cookie- x=y.pdf"),
        ("x\u202efdp.exe", "xfdp.exe"),
        ("a\u200bb\ufeff\u2066c.pdf", "abc.pdf"),
        ('a"<b>|?*.pdf', "a-b-.pdf"),
        ("a\ud800.pdf", "a.pdf"),
        ("a.tar.pdf", "a.tar.pdf"),
        ("zonder", "zonder"),
        ("", "bestand"),
        ("..", "bestand"),
    ],
)
def test_name_is_shown_without_path_and_hidden_marks(given_name: str, shown: str) -> None:
    assert clean_name(given_name) == shown


def test_long_name_keeps_its_extension() -> None:
    assert clean_name("a" * 300 + ".docx") == "a" * 115 + ".docx"
    assert len(clean_name("é" * 300 + ".pdf")) == LONGEST


@given(st.text(st.characters()).map(lambda text: f"{text}.pdf"))
def test_any_name_can_be_shown_and_sent(name: str) -> None:
    shown = clean_name(name)
    assert len(shown) <= LONGEST
    assert shown.endswith(".pdf")
    assert shown not in (".pdf", "")
    assert shown.isprintable()
    assert not set('/\\"<>') & set(shown)
    assert clean_name(shown) == shown
    header = content_disposition_header(as_attachment=True, filename=shown) or ""
    assert header.startswith("attachment; filename")
    assert header.isascii()
    assert header.isprintable()
