"""Keeping the lists: what editors may, what stays because it is in use, what is found again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag

from practices import indexing, search
from practices.facets import facet_index
from practices.models import (
    IndexState,
    Organisation,
    Practice,
    Region,
    Sector,
    Source,
    Submission,
)
from practices.workflow import vocabularies

from ..factories import (
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from .desk import at_desk, read

LISTS = {
    **dict.fromkeys(
        ("pillar", "element", "sector", "region", "source", "organisation"), "practices"
    ),
    "tag": "taggit",
}
ROWS: dict[str, Any] = {
    "sector": Sector,
    "region": Region,
    "source": Source,
    "organisation": Organisation,
    "tag": Tag,
}
"""The lists by which a practice is filed."""


def make_filed() -> Practice:
    """A practice with one row of each of those lists."""
    return make_practice(
        "Roosteren bij Thebe",
        sectors=[make_sector()],
        regions=[make_region()],
        tags=["rooster"],
        organisations=["Thebe"],
        sources=[make_source()],
    )


def page(kind: str, what: str, *args: Any) -> str:
    return reverse(f"admin:{LISTS[kind]}_{kind}_{what}", args=args)


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("group", ["redacteur", "eindredacteur"])
def test_every_list_opens_and_is_searched(db: None, kind: str, group: str) -> None:
    client = at_desk(make_user(group))
    make_practice(
        pillars=["2a"],
        sectors=[make_sector()],
        regions=[make_region()],
        tags=["rooster"],
        organisations=["Thebe"],
        sources=[make_source()],
    )
    assert client.get(page(kind, "changelist")).status_code == 200
    assert client.get(page(kind, "changelist"), {"q": "zoek"}).status_code == 200


@pytest.mark.parametrize("kind", LISTS)
def test_list_takes_the_same_number_of_queries_for_more_rows(
    eindredacteur: Client, kind: str
) -> None:
    def make() -> None:
        make_practice(
            sectors=[make_sector(parent=make_sector())],
            regions=[make_region(parents=[make_region()])],
            tags=[f"woord {Tag.objects.count()}"],
            organisations=[f"Organisatie {Organisation.objects.count()}"],
            sources=[make_source()],
        )

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            eindredacteur.get(page(kind, "changelist"))
        return len(queries)

    make()
    make_pillars()
    count()
    one = count()
    make()
    make()
    assert count() == one


def test_redacteur_reads_the_lists_but_keeps_only_some(db: None) -> None:
    client = at_desk(make_user("redacteur"))
    for kind in ("sector", "region", "pillar", "element"):
        assert client.get(page(kind, "add")).status_code == 403
    for kind in ("source", "organisation", "tag"):
        assert client.get(page(kind, "add")).status_code == 200
    sector = make_sector()
    assert client.post(page("sector", "change", sector.pk), {"name": "Anders"}).status_code == 403


def test_address_follows_from_the_name_and_then_stays(eindredacteur: Client) -> None:
    new = read(eindredacteur, page("organisation", "add"), name="Thebe Wijkzorg")
    assert eindredacteur.post(page("organisation", "add"), new).status_code == 302
    thebe = Organisation.objects.get()
    assert thebe.slug == "thebe-wijkzorg"
    change = read(eindredacteur, page("organisation", "change", thebe.pk), name="Thebe", slug="x")
    assert eindredacteur.post(page("organisation", "change", thebe.pk), change).status_code == 302
    thebe.refresh_from_db()
    assert (thebe.name, thebe.slug) == ("Thebe", "thebe-wijkzorg")


def test_name_without_letters_asks_for_an_address(eindredacteur: Client) -> None:
    new = read(eindredacteur, page("sector", "add"), name="!!!")
    assert "Vul een adres in" in eindredacteur.post(page("sector", "add"), new).content.decode()


@pytest.mark.parametrize("kind", ROWS)
def test_new_name_is_found(eindredacteur: Client, kind: str) -> None:
    practice = make_filed()
    address = page(kind, "change", ROWS[kind].objects.get().pk)
    name = "title" if kind == "source" else "name"
    response = eindredacteur.post(address, read(eindredacteur, address, **{name: "Zonnebloem"}))
    assert response.status_code == 302, response.context["problems"]
    found = search.search("zonnebloem")
    assert found is not None
    assert (list(found.practices) == [practice.pk]) == (kind != "source")


NEW: dict[str, dict[str, str]] = {
    "sector": {"name": "Zonnebloem"},
    "region": {"name": "Zonnebloem", "kind": "regioplus"},
    "source": {"title": "Zonnebloem", "kind": "rapport"},
}
PUBLIC = {"sector": "sectoren", "region": "regios", "source": "bronnen"}
"""The closed lists: what their forms ask, and where the public reads them."""


@pytest.mark.parametrize("kind", NEW)
def test_new_row_is_on_the_site_at_once_and_gone_once_it_is_deleted(
    chef: Client, client: Client, kind: str
) -> None:
    public, address = f"/{PUBLIC[kind]}/", f"/{PUBLIC[kind]}/zonnebloem/"
    facet = {"sector": "sector", "region": "regio", "source": "bron"}[kind]
    asked = f"/api/v1/voorbeelden?{facet}=zonnebloem"

    def answers() -> tuple[int, ...]:
        return tuple(client.get(one).status_code for one in (public, address, asked))

    assert answers() == (200, 404, 400)
    new = read(chef, page(kind, "add"), **NEW[kind])
    assert chef.post(page(kind, "add"), new).status_code == 302
    assert answers() == (200, 200, 200)
    gone = page(kind, "delete", ROWS[kind].objects.get(slug="zonnebloem").pk)
    assert chef.post(gone, {"post": "yes"}).status_code == 302
    assert answers() == (200, 404, 400)


def test_new_name_of_a_sector_is_found_below_it(eindredacteur: Client) -> None:
    top = make_sector("zorg")
    practice = make_practice(sectors=[make_sector("ggz", parent=top)])
    address = page("sector", "change", top.pk)
    eindredacteur.post(address, read(eindredacteur, address, name="Zonnebloem"))
    found = search.search("zonnebloem")
    assert found is not None
    assert list(found.practices) == [practice.pk]
    assert indexing.check() == []


def test_region_is_moved_with_what_lies_in_it(eindredacteur: Client) -> None:
    north, south = make_region("noord"), make_region("zuid")
    city = make_region("stad", parents=[north])
    practice = make_practice(regions=[city])
    address = page("region", "change", city.pk)
    eindredacteur.post(address, read(eindredacteur, address, parents=[str(south.pk)]))
    assert list(facet_index().sets["regio"]["zuid"]) == [practice.pk]
    assert indexing.check() == []


def test_what_the_index_does_not_hold_leaves_it_as_it_is(eindredacteur: Client) -> None:
    sector = make_sector()
    make_practice(sectors=[sector])
    stamp = IndexState.stamp()
    address = page("sector", "change", sector.pk)
    eindredacteur.post(address, read(eindredacteur, address, description="Wat het is."))
    sector.refresh_from_db()
    assert sector.description == "Wat het is."
    assert IndexState.stamp() == stamp


@pytest.mark.parametrize("is_deleted", [False, True])
def test_editor_hears_that_the_rest_follows_in_minutes(
    chef: Client, monkeypatch: pytest.MonkeyPatch, is_deleted: bool
) -> None:
    monkeypatch.setattr(vocabularies, "MOST_AT_ONCE", 0)
    north = make_region("noord")
    make_practice(regions=[make_region(parents=[north])])
    address = page("region", "delete" if is_deleted else "change", north.pk)
    data = {"post": "yes"} if is_deleted else read(chef, address, name="Zonnebloem")
    answer = chef.post(address, data, follow=True)
    assert "Uw wijziging werkt binnen enkele minuten overal." in answer.content.decode()


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_in_use_stays_and_the_page_says_by_what(chef: Client, kind: str) -> None:
    make_filed()
    address = page(kind, "delete", ROWS[kind].objects.get().pk)
    text = chef.get(address).content.decode()
    assert "kan nog niet weg" in text
    assert "voorbeeld: Roosteren bij Thebe" in text
    chef.post(address, {"post": "yes"})
    assert ROWS[kind].objects.count() == 1
    for practice in Practice.objects.all():
        practice.tags.clear()
        practice.sectors.clear()
        practice.regions.clear()
        practice.citations.all().delete()
        practice.participations.all().delete()
    assert chef.post(address, {"post": "yes"}).status_code == 302
    assert ROWS[kind].objects.count() == 0


def test_sector_with_branches_stays(chef: Client) -> None:
    parent = make_sector("zorg")
    make_sector("ggz", parent=parent)
    address = page("sector", "delete", parent.pk)
    assert "kan nog niet weg" in chef.get(address).content.decode()
    chef.post(address, {"post": "yes"})
    assert Sector.objects.filter(pk=parent.pk).exists()


def test_what_a_submission_uses_stays(chef: Client) -> None:
    sector = make_sector()
    submission = Submission.objects.create(title="Inzending", summary="x", kind="programma")
    submission.sectors.add(sector)
    chef.post(page("sector", "delete", sector.pk), {"post": "yes"})
    assert Sector.objects.exists()


def test_pillars_and_elements_are_explained_not_made(chef: Client) -> None:
    make_pillars()
    for kind, key in (("pillar", "1"), ("element", "1a")):
        assert chef.get(page(kind, "add")).status_code == 403
        assert chef.post(page(kind, "delete", key), {"post": "yes"}).status_code == 403
        address = page(kind, "change", key)
        assert chef.post(address, read(chef, address, name="Nieuw", code="9")).status_code == 302


@pytest.mark.parametrize("name", ["Rooster", " ROOSTER ", "een, twee"])
def test_tag_is_one_word_whatever_its_capitals(eindredacteur: Client, name: str) -> None:
    Tag.objects.create(name="rooster")
    new = read(eindredacteur, page("tag", "add"), name=name)
    assert eindredacteur.post(page("tag", "add"), new).status_code == 200
    assert Tag.objects.count() == 1


def test_autocomplete_finds_other_names_too(db: None) -> None:
    client = at_desk(make_user("redacteur"))
    make_sector("vvt", name="Verpleging en verzorging", other_names="ouderenzorg")
    query = {"app_label": "practices", "model_name": "practice", "field_name": "sectors"}
    answer = client.get("/beheer/autocomplete/", {**query, "term": "ouderen"}).json()
    assert [row["text"] for row in answer["results"]] == ["Verpleging en verzorging"]
