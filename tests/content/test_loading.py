"""Loading the content again: nothing is made twice, and no editor is overwritten."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from django.core.management import CommandError, call_command

from practices import content, workflow
from practices.models import Event, Practice, Sector

from ..factories import make_user
from .conftest import FIXTURES

KEPT = ("pool-west", "blink")


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """The vocabularies with two practices, loaded once; a copy that tests may change."""
    folder = tmp_path / "fixtures"
    copytree(FIXTURES, folder, ignore=ignore_patterns("practices"))
    (folder / "practices").mkdir()
    for slug in KEPT:
        name = f"practices/{slug}.toml"
        (folder / name).write_bytes((FIXTURES / name).read_bytes())
    content.load(folder)
    return folder


def change(folder: Path, slug: str, old: str, new: str) -> None:
    """Edit the file of a practice."""
    path = folder / "practices" / f"{slug}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_loading_twice_changes_nothing(folder: Path) -> None:
    before = list(Practice.objects.order_by("pk").values())
    report = content.load(folder)
    assert (dict(report.made), report.renewed, report.left_alone) == ({}, [], [])
    assert list(Practice.objects.order_by("pk").values()) == before
    assert Event.objects.count() == 2 * len(KEPT)


def test_changed_file_renews_a_practice_that_nobody_touched(folder: Path) -> None:
    change(folder, "pool-west", 'title = "Pool West', 'title = "Pool West nieuw')
    assert content.load(folder).renewed == ["pool-west"]
    practice = Practice.objects.get(slug="pool-west")
    assert practice.title.startswith("Pool West nieuw")
    assert practice.is_published
    assert practice.version == 2


def test_file_that_is_put_back_is_loaded_again(folder: Path) -> None:
    title = Practice.objects.get(slug="pool-west").title
    change(folder, "pool-west", 'title = "Pool West', 'title = "Pool West nieuw')
    content.load(folder)
    change(folder, "pool-west", 'title = "Pool West nieuw', 'title = "Pool West')
    assert content.load(folder).renewed == ["pool-west"]
    assert Practice.objects.get(slug="pool-west").title == title


def test_changed_file_leaves_what_an_editor_wrote(folder: Path) -> None:
    practice = Practice.objects.get(slug="pool-west")
    with workflow.editing(practice, actor=make_user("redacteur"), version=practice.version):
        practice.title = "Van de redactie"
        practice.save()
    change(folder, "pool-west", 'title = "Pool West', 'title = "Pool West nieuw')
    assert content.load(folder).left_alone == ["pool-west"]
    assert Practice.objects.get(slug="pool-west").title == "Van de redactie"


def test_archived_practice_stays_archived(folder: Path) -> None:
    practice = Practice.objects.get(slug="blink")
    practice.archive(actor=make_user("eindredacteur"), note="Gestopt.")
    assert content.load(folder).left_alone == ["blink"]
    assert Practice.objects.get(slug="blink").status == "archived"


def test_practice_with_a_new_address_is_not_made_again(folder: Path) -> None:
    practice = Practice.objects.get(slug="blink")
    with workflow.editing(practice, actor=make_user("redacteur"), version=practice.version):
        practice.slug = "blink-brabant"
        practice.save()
    assert content.load(folder).left_alone == ["blink"]
    assert Practice.objects.count() == len(KEPT)


def test_vocabulary_that_an_editor_changed_is_left(folder: Path) -> None:
    Sector.objects.filter(slug="po").update(name="Basisscholen")
    content.load(folder)
    assert Sector.objects.get(slug="po").name == "Basisscholen"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('kind = "', 'kind = "sprookje', "pool-west.toml"),
        ("sectors = [", 'sectors = ["bestaat-niet", ', "bestaat-niet"),
        ("title = ", "title ", "pool-west.toml"),
        ("heading = ", "kop = ", "onbekende sleutel: kop"),
        ("title = ", "titel = ", "onbekende sleutel: titel"),
    ],
)
def test_bad_file_is_named_and_nothing_is_loaded(
    folder: Path, old: str, new: str, complaint: str
) -> None:
    before = list(Practice.objects.order_by("pk").values())
    change(folder, "pool-west", old, new)
    change(folder, "blink", "title = ", "title = 'Anders'\nphase2 = ")
    with pytest.raises(CommandError, match=complaint):
        call_command("load_content", folder=folder)
    assert list(Practice.objects.order_by("pk").values()) == before


def test_first_start_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, "pool-west", 'title = "Pool West', 'title = "Pool West nieuw')
    call_command("load_content", folder=folder, if_empty=True)
    assert "niets geladen" in capsys.readouterr().out
    assert Practice.objects.get(slug="pool-west").version == 1
