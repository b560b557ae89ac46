"""The pictures in docs/: of every page that is shown, together small, and made by one command."""

from __future__ import annotations

import pytest

from ..browser.public_pages import PUBLIC
from .__main__ import FOLDER, ROOT, SCHEMES, WIDTHS, main

MOST_BYTES = 6_000_000


def test_every_page_that_is_shown_has_its_pictures_and_nothing_else_is_there() -> None:
    wanted = {
        f"{one.name}-{width}-{scheme}.webp"
        for one in PUBLIC
        if one.is_shown
        for width in WIDTHS
        for scheme in SCHEMES
    }
    there = list(FOLDER.iterdir())
    assert {picture.name for picture in there} == wanted
    assert sum(picture.stat().st_size for picture in there) < MOST_BYTES


def test_every_picture_is_in_the_document() -> None:
    text = (ROOT / "docs/screens.md").read_text(encoding="utf-8")
    missing = [file.name for file in FOLDER.iterdir() if f"schermen/{file.name})" not in text]
    assert missing == []


def test_help_is_in_dutch_and_a_name_that_is_unknown_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "Maak beelden van elke openbare bladzijde" in capsys.readouterr().out
    assert main(["voorpagnia"]) == 2
    assert "onbekende bladzijde: voorpagnia" in capsys.readouterr().err
