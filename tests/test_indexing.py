"""What is searched and counted follows the practices, in every process, and only what is public."""

from __future__ import annotations

import ast
import inspect
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from practices import facets, indexing, search, workflow
from practices.facets import FacetIndex, Selection, facet_index
from practices.models import (
    Citation,
    Element,
    Evidence,
    FacetEntry,
    IndexChange,
    IndexState,
    Kind,
    Organisation,
    Participation,
    Phase,
    PillarTag,
    Practice,
    PracticeContent,
    Region,
    Role,
    SearchText,
    SearchWord,
    Sector,
    Source,
)
from practices.models.index_version import CHANGES_KEPT, NEVER

from .factories import make_practice, make_region, make_sector, make_user


def everything() -> tuple[object, ...]:
    """All that the index holds, whatever the ids of its rows."""
    entries = FacetEntry.objects.values_list("practice", "value__facet", "value__key")
    return (
        list(SearchText.objects.order_by("pk").values()),
        list(SearchWord.objects.order_by("word").values()),
        sorted(entries),
    )


def sets(index: FacetIndex) -> dict[str, dict[str, list[int]]]:
    """What an index counts, in plain values."""
    return {
        name: {key: list(practices) for key, practices in kept.items()}
        for name, kept in index.sets.items()
    }


MOST_PRACTICES = 40
WORDS = [
    *("rooster", "verzuim", "zelfroosteren", "team", "nacht"),
    *("dienst", "loopbaan", "zorg", "opvang", "school"),
]


def edit_at_random(dice: random.Random) -> None:
    """One change to the rows as editors make them, and what every door calls after it."""
    practices = list(Practice.objects.order_by("pk"))
    text = " ".join(dice.choices(WORDS, k=6))
    act = dice.randrange(5)
    if not practices or (act == 0 and len(practices) < MOST_PRACTICES):
        sectors = Sector.objects.all() if Sector.objects.exists() else [make_sector()]
        make_practice(text, tags=dice.sample(WORDS, 2), sectors=sectors)
        return
    practice = dice.choice(practices)
    row = Practice.objects.filter(pk=practice.pk)
    if act < 3:
        row.update(summary=text)
    elif act == 3:
        practice.tags.set(dice.sample(WORDS, 2))
    else:
        row.update(status="draft" if practice.is_published else "published")
    indexing.refresh(practice)


@pytest.mark.parametrize(
    "edits", [60, pytest.param(10_000, marks=pytest.mark.long)], ids=["some", "many"]
)
def test_rebuilt_index_equals_the_one_kept_in_step(db: None, edits: int) -> None:
    dice = random.Random(edits)
    for _ in range(edits):
        edit_at_random(dice)
    kept, counted = everything(), sets(facet_index())
    assert indexing.check() == []
    assert indexing.rebuild() == Practice.objects.published().count()
    assert everything() == kept
    facets.forget()
    assert sets(facet_index()) == counted


def test_index_kept_by_a_process_equals_one_read_anew(db: None) -> None:
    dice = random.Random(7)
    for _ in range(40):
        edit_at_random(dice)
        kept = facet_index()
        facets.forget()
        anew = facet_index()
        assert (sets(kept), kept.newest.ids) == (sets(anew), anew.newest.ids)
        assert kept.values == anew.values


def test_only_what_is_published_is_in_it(db: None) -> None:
    practice = make_practice("Geheim", status="draft", tags=["verborgen"])
    assert (SearchText.objects.count(), FacetEntry.objects.count()) == (0, 0)
    assert SearchWord.objects.count() == 0
    workflow.publish_by_itself(practice)
    assert SearchWord.objects.filter(word="verborgen").exists()
    workflow.archive(practice, actor=make_user("eindredacteur"), note="Klopt niet meer.")
    assert (SearchText.objects.count(), FacetEntry.objects.count()) == (0, 0)
    assert SearchWord.objects.count() == 0


def test_another_process_sees_a_change_with_its_next_request(db: None) -> None:
    practice = make_practice("Rooster", tags=["rooster"])
    before = facet_index()
    found = search.search("rooster")
    assert found is not None
    assert len(found.practices) == 1
    workflow.archive(practice, actor=make_user("eindredacteur"), note="Klopt niet meer.")
    after = facet_index()
    assert (len(before.published), len(after.published)) == (1, 0)
    assert after.values["trefwoord"] == {}
    found = search.search("rooster")
    assert found is not None
    assert len(found.practices) == 0


def test_what_was_rolled_back_is_not_kept(db: None) -> None:
    make_practice("Blijft")
    facet_index()
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        make_practice("Gaat weg", tags=["weg"])
        assert "weg" in facet_index().values["trefwoord"]
        raise RuntimeError
    make_practice("Komt", tags=["hier"])  # with the number that the first had
    assert list(facet_index().values["trefwoord"]) == ["hier"]
    found = search.search("weg")
    assert found is not None
    assert len(found.practices) == 0


def test_a_process_that_is_far_behind_reads_everything(db: None) -> None:
    make_practice("Eerste")
    stamp = IndexState.stamp()
    assert IndexChange.since(stamp) == []
    for _ in range(CHANGES_KEPT + 1):
        IndexChange.record(1)
    assert IndexChange.since(stamp) is None
    assert IndexChange.objects.count() == CHANGES_KEPT
    assert IndexChange.since(NEVER) is None


def test_nothing_changed_costs_one_query(db: None) -> None:
    make_practice()
    facet_index()
    with CaptureQueriesContext(connection) as queries:
        facet_index()
    assert len(queries) == 1


def test_a_new_name_is_counted_and_found(db: None) -> None:
    region = make_region("twente")
    practice = make_practice(regions=[region])
    facet_index()
    region.name = "Twenteland"
    region.save()
    workflow.names_changed(region)
    assert facet_index().values["regio"]["twente"].label == "Twenteland"
    found = search.search("twenteland")
    assert found is not None
    assert list(found.practices) == [practice.pk]


def test_list_by_title_of_an_index_that_is_a_moment_old_has_every_practice_of_it(
    db: None,
) -> None:
    kept = [make_practice(title) for title in ("Appel", "Citroen")]
    gone = [make_practice(title) for title in ("Banaan", "Druif")]
    index = facet_index()
    for practice in gone:
        workflow.retract(practice, actor=make_user("eindredacteur"), note="Nog niet.")
    named = [practice.pk for practice in kept]
    withdrawn = [pk for pk in index.newest.ids if pk not in named]
    assert index.by_title.ids == named + withdrawn
    assert index.by_title.part(index.published, 0, 20) == named + withdrawn


# --- Of which program it is ----------------------------------------------------------------------

APP: Path = settings.BASE_DIR / "practices"


def written_by() -> set[Path]:
    """The files that the fingerprint is made of."""
    return {path for pattern in indexing.WRITTEN_BY for path in APP.glob(pattern)}


def from_own_room(path: Path) -> Iterator[Path]:
    """The modules of its own folder that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            module = path.parent / (node.module or "")
            yield module / "__init__.py" if module.is_dir() else module.with_suffix(".py")


@pytest.mark.parametrize("room", ["exchange/for_index", "facets/vocabularies", "search/texts"])
def test_fingerprint_holds_every_module_that_writes(room: str) -> None:
    waiting, seen = [APP / f"{room}.py"], set()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += from_own_room(path)
    assert seen <= written_by()


def test_fingerprint_holds_the_labels_and_orders_of_all_that_is_written() -> None:
    shown = (Practice, PracticeContent, Participation, PillarTag, Citation, Organisation, Source)
    classes: tuple[type, ...] = (*shown, Sector, Region, Element, Kind, Phase, Evidence, Role)
    assert {Path(inspect.getfile(one)) for one in classes} <= written_by()


@pytest.mark.parametrize(
    ("file", "is_part"),
    [
        ("facets/vocabularies.py", True),
        ("models/taxonomy.py", True),
        ("search/data/parts.txt", True),
        ("search/quality.py", False),
        ("search/weighing.py", False),
        ("facets/index.py", False),
    ],
)
def test_fingerprint_changes_with_what_writes_and_not_with_what_weighs(
    file: str, is_part: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (*written_by(), APP / file):
        copy = tmp_path / path.relative_to(APP)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(indexing, "__file__", str(tmp_path / "indexing.py"))
    before = indexing.fingerprint.__wrapped__()
    assert before == indexing.fingerprint()
    (tmp_path / file).write_text("anders", encoding="utf-8")
    assert (indexing.fingerprint.__wrapped__() != before) == is_part


def test_fingerprint_changes_with_the_package_of_the_stems(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexing, "version", lambda name: f"{name} 99")
    assert indexing.fingerprint.__wrapped__() != indexing.fingerprint()


def test_check_names_what_is_wrong(db: None) -> None:
    practice = make_practice("Rooster", slug="rooster", tags=["rooster"])
    other = make_practice("Verzuim", slug="verzuim")
    assert indexing.check() == []
    SearchText.objects.filter(practice=practice).update(terms="a")
    other.tags.add("verzuim")
    Practice.objects.filter(pk=other.pk).update(summary="Anders")
    SearchWord.objects.filter(word="rooster").delete()
    wrong = indexing.check()
    assert "rooster: de tekst klopt niet." in wrong
    assert "verzuim: de tekst klopt niet." in wrong
    assert "verzuim: de filters kloppen niet." in wrong
    assert wrong[-1].startswith("Het aantal bij")


def test_check_names_what_is_found_and_not_public(db: None) -> None:
    practice = make_practice("Rooster", slug="rooster")
    Practice.objects.filter(pk=practice.pk).update(status="draft")
    assert indexing.check()[0] == "rooster: staat in de index en is niet openbaar."


def test_selection_counts_nothing_that_is_no_longer_public(db: None) -> None:
    sector = make_sector("ggz")
    practice = make_practice(sectors=[sector])
    assert facet_index().options(Selection())["sector"][0].count == 1
    workflow.retract(practice, actor=make_user("eindredacteur"), note="Nog niet.")
    assert facet_index().options(Selection())["sector"][0].count == 0
