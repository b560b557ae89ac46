"""Whatever happens to the lists that practices are filed under, every process knows it.

Editors add, rename, move and remove rows, and submissions bring new ones. After each of these the
index that a process keeps is the one that it would read anew, and every page can be asked for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.test import Client
from taggit.models import Tag

from practices import facets, indexing, search, workflow
from practices.facets import FACETS, ROUTES, FacetIndex, facet_index
from practices.models import (
    Element,
    Organisation,
    Pillar,
    Practice,
    Region,
    Sector,
    Source,
    Submission,
)
from practices.workflow import review, submissions
from practices.workflow.taking_over import SOURCE, Release

from .factories import (
    NOTE,
    bring_to,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_submission,
    make_user,
)

LISTS: tuple[type[Any], ...] = (Pillar, Element, Sector, Region, Source, Organisation, Tag)
FILED: dict[type[Any], str] = {Sector: "practice", Region: "practice", Source: "citations"}
"""The lists from which rows can be removed, with what says that practices are filed under one."""

PAGES = (
    *("/", "/voorbeelden/", "/voorbeelden/?toon=kaart", "/voorbeelden/?sorteer=titel"),
    *("/pijlers/", "/sectoren/", "/regios/", "/bronnen/", "/organisaties/", "/begrippen/"),
    *("/dekking/", "/dekking/?naar=regio", "/scan/", "/sitemap.xml", "/voorbeelden.csv"),
    *("/api/v1/voorbeelden", "/api/v1/sectoren", "/api/v1/regios", "/api/v1/bronnen"),
)
FOLDERS = {
    "pijler": "pijlers",
    "sector": "sectoren",
    "regio": "regios",
    "trefwoord": "trefwoorden",
    "organisatie": "organisaties",
    "bron": "bronnen",
}


def known(index: FacetIndex) -> tuple[object, ...]:
    """All that an index offers and counts, in plain values."""
    sets = {
        name: {key: list(practices) for key, practices in kept.items()}
        for name, kept in index.sets.items()
    }
    counts = {name: (some.values, some.counts) for name, some in index.whole.items()}
    return index.newest.ids, index.by_title.ids, sets, index.values, counts


def assert_in_step() -> None:
    """What this process keeps is what it would read anew, and what the practices say."""
    kept, names = known(facet_index()), search.text_index().language.names.stems
    facets.forget()
    search.forget()
    assert kept == known(facet_index())
    assert names == search.text_index().language.names.stems
    assert indexing.check() == []


def value_pages(index: FacetIndex) -> Iterator[str]:
    """The page of every value that has one, and the list of the API narrowed to each value."""
    for facet in FACETS:
        for key in index.values[facet.name]:
            if facet.name in ROUTES:
                yield f"/{FOLDERS[facet.name]}/{key}/"
            yield f"/api/v1/voorbeelden?{facet.name}={key}"


def assert_answers(client: Client, addresses: list[str]) -> None:
    """Everything that is offered is there."""
    answers = {address: client.get(address) for address in addresses}
    for address, answer in answers.items():
        assert answer.status_code == 200, address
        assert b"kennen wij niet" not in b"".join(answer), address


# --- At random -----------------------------------------------------------------------------------


def change(row: Any, **fields: Any) -> None:
    """Save other values in a row, as the desk does."""
    parents = fields.pop("parents", None)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    if parents is not None:
        row.parents.set(parents)
    assert workflow.row_saved(row, {*fields, *(["parents"] if parents is not None else [])})


def add(dice: random.Random) -> None:
    """A row with or without one above it."""
    makers: tuple[Callable[[], Model], ...] = (
        lambda: make_sector(parent=dice.choice([None, *Sector.objects.filter(parent=None)])),
        lambda: make_region(kind="regioplus", parents=some(dice, Region.objects.all())),
        make_source,
    )
    assert workflow.row_saved(dice.choice(makers)(), None)


def rename(dice: random.Random) -> None:
    """Another name, or another word for the same, of any row of any list."""
    row = dice.choice(list(dice.choice(LISTS)._default_manager.all()))
    word = f"Woord{dice.randrange(10**6)}"
    if isinstance(row, Sector | Region) and dice.random() < 0.5:
        change(row, other_names=word)
    elif isinstance(row, Source):
        change(row, title=word, published="2019")
    else:
        change(row, name=word)


def rename_above(dice: random.Random) -> None:
    """Another name of what others lie in."""
    sectors = Sector.objects.exclude(children=None).distinct()
    regions = Region.objects.exclude(children=None).distinct()
    change(dice.choice([*sectors, *regions]), name=f"Boven{dice.randrange(10**6)}")


def move(dice: random.Random) -> None:
    """Something else above a row."""
    if dice.random() < 0.5:
        sector = dice.choice(list(Sector.objects.filter(children=None)))
        tops = Sector.objects.filter(parent=None).exclude(pk=sector.pk)
        change(sector, parent=dice.choice([None, *tops]))
    else:
        region = dice.choice(list(Region.objects.exclude(kind="land")))
        change(region, parents=some(dice, Region.objects.exclude(kind=region.kind)))


def remove(dice: random.Random) -> None:
    """A row under which nothing is filed, though practices may lie below it."""
    model = dice.choice(list(FILED))
    free = model._default_manager.filter(**{FILED[model]: None})
    rows = list(free.filter(children=None) if model is Sector else free)
    if rows:
        assert workflow.remove_row(dice.choice(rows))


def file_otherwise(dice: random.Random) -> None:
    """A practice in other sectors and regions."""
    practice = dice.choice(list(Practice.objects.order_by("pk")))
    with workflow.editing(practice, actor=None, version=practice.version):
        practice.save()
        practice.sectors.set(some(dice, Sector.objects.all()))
        practice.regions.set(some(dice, Region.objects.all()))


def accept(dice: random.Random) -> None:
    """A submission, published at once."""
    sectors = [row.slug for row in some(dice, Sector.objects.all())]
    regions = [row.slug for row in some(dice, Region.objects.all())]
    make_submission(status=Submission.Status.ACCEPTED, sectors=sectors, regions=regions)


def some(dice: random.Random, rows: Any) -> list[Any]:
    """One or two of these."""
    found = list(rows.order_by("pk"))
    return dice.sample(found, min(len(found), dice.randint(1, 2)))


ACTS = (rename_above, add, rename, move, remove, file_otherwise, accept)


def make_lists() -> None:
    """Trees of two levels and more, and practices at every height of them."""
    care, school = make_sector("zorg"), make_sector("onderwijs")
    ggz, primary = make_sector("ggz", parent=care), make_sector("basis", parent=school)
    country = make_region("nederland", kind="land")
    north, south = (make_region(name, parents=[country]) for name in ("noord", "zuid"))
    city = make_region("stad", kind="arbeidsmarktregio", parents=[north, south])
    for sectors, regions in (([ggz], [city]), ([care, primary], [north]), ([], [country])):
        make_practice(
            pillars=["2a", "3"],
            sectors=sectors,
            regions=regions,
            tags=["rooster"],
            organisations=["Thebe"],
            sources=[make_source()],
        )


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_process_knows_every_list_as_it_is(client: Client, db: None, seed: int) -> None:
    make_lists()
    dice = random.Random(seed)
    more = dice.choices(ACTS, k=9 if seed == 1 else 300)
    for step, act in enumerate((*ACTS, *more)):
        facet_index(), search.text_index()
        act(dice)
        addresses = dice.sample([*PAGES, *value_pages(facet_index())], 3)
        assert_answers(client, [*addresses, "/bronnen/"] if step % 4 == 0 else addresses)
        assert_in_step()
    facet_index()
    rename(dice)
    assert_answers(client, [*PAGES, *value_pages(facet_index())])


# --- The source of what was sent in --------------------------------------------------------------


def test_first_accepted_submission_brings_its_source_to_every_page(
    client: Client, db: None
) -> None:
    make_practice(sources=[make_source()])
    assert_answers(client, ["/bronnen/"])
    make_submission("Zelf roosteren", status=Submission.Status.ACCEPTED)
    slug, title = SOURCE
    assert title in client.get("/bronnen/").content.decode()
    own = [f"/bronnen/{slug}/", f"/voorbeelden/?bron={slug}", f"/api/v1/voorbeelden?bron={slug}"]
    assert_answers(client, own)
    assert client.get(own[-1]).json()["aantal"] == 1
    assert_in_step()


def test_first_accepted_change_brings_it_too(client: Client, db: None) -> None:
    practice, submitter, editor = make_practice(), make_user(), make_user("eindredacteur")
    proposed = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    submissions.save(proposed, actor=submitter, values={"title": "Nieuwe titel"}, seen=None)
    submissions.submit(proposed, actor=submitter)
    review.take(proposed, actor=editor)
    facet_index()
    review.accept(
        proposed,
        actor=editor,
        version=proposed.version,
        practice_version=practice.version,
        note=NOTE,
        when=Release(),
    )
    assert SOURCE[0] in facet_index().values["bron"]
    assert_answers(client, ["/bronnen/", f"/api/v1/voorbeelden?bron={SOURCE[0]}"])


def test_later_submission_keeps_what_processes_know(db: None) -> None:
    make_submission(status=Submission.Status.ACCEPTED)
    waiting = make_submission()
    before = facet_index().values["sector"]
    bring_to(waiting, Submission.Status.ACCEPTED)
    assert facet_index().values["sector"] is before


def test_source_that_nobody_told_of_is_known_with_its_first_practice(
    client: Client, db: None
) -> None:
    make_practice()
    facet_index()
    source = make_source("rapport")
    assert_answers(client, ["/bronnen/"])
    make_practice(sources=[source])
    assert_answers(client, ["/bronnen/", "/api/v1/voorbeelden?bron=rapport"])
    assert_in_step()
