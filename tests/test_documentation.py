"""What the documents promise is there: links lead somewhere, and cited rules are explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md")), ROOT / "fixtures/README.md"]
CODE = re.compile(r"\b[ANPRSU]-\d\d\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [
        link
        for link in links
        if not link.startswith(("http", "mailto:")) and not (page.parent / link).exists()
    ]
    assert missing == []


def test_files_that_contributors_are_sent_to_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"`((?:docs|fixtures|kennisbank|practices|templates|tests)/[\w/.]+)`", text)
    )
    assert len(named) > 40
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_every_requirement_that_the_code_cites_is_explained() -> None:
    explained = set(CODE.findall((ROOT / "docs/requirements.md").read_text(encoding="utf-8")))
    files = [
        p for folder in ("practices", "kennisbank", "tests") for p in (ROOT / folder).rglob("*.py")
    ]
    cited = {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert cited - explained == set()


def test_every_image_of_the_documents_is_used() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    images = {path.name for path in (ROOT / "docs/images").iterdir()}
    assert {name for name in images if name not in text} == set()
