"""The list of practices and the form: what an editor sees, and what saving does."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.admin.beside import TO_DO_ANCHORS
from practices.admin.list_filters import ToDoFilter
from practices.completeness import PARTS
from practices.models import Citation, Event, OldSlug, Practice, SearchText

from ..factories import (
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from .desk import Data, add_row, at_desk, change_page, fill_row, history_page, move_page, read

LIST = "/beheer/practices/practice/"
ADD = "/beheer/practices/practice/add/"


@pytest.fixture
def redacteur(db: None) -> Client:
    return at_desk(make_user("redacteur", name="anna", first_name="Anna"))


def new_practice(client: Client, **changes: Any) -> Data:
    """The form for a new practice with what it needs at least, rows still empty."""
    needed = {"title": "Zelfroosteren in de wijk", "summary": "Kort.", "kind": "praktijkvoorbeeld"}
    return read(client, ADD, **{**needed, **changes})


def titles(client: Client, query: str) -> set[str]:
    """The titles that the list shows for a query string."""
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200, response.headers
    return {practice.title for practice in response.context["cl"].result_list}


def test_whole_initiative_is_added_in_one_sitting(redacteur: Client) -> None:
    make_pillars()
    sector, region, source = make_sector("ggz"), make_region("twente"), make_source()
    data = new_practice(
        redacteur, sectors=[sector.pk], regions=[region.pk], tags="meer uren werken, rooster"
    )
    data = fill_row(data, "pillar_tags", 0, element="3a", origin="redactie", reason="Zegt de bron.")
    data = add_row(data, "pillar_tags", pillar="2", origin="bron")
    data = fill_row(data, "citations", 0, source=source.pk, heading="Bijlage 2", first_line=1,
                    last_line=9)  # fmt: skip
    data = add_row(data, "figures", label="Teams", value="12")
    data = add_row(data, "figures", label="Roosters", value="3")
    response = redacteur.post(ADD, data)
    assert response.status_code == 302, response.context["problems"]
    practice = Practice.objects.get()
    assert practice.slug == "zelfroosteren-in-de-wijk"
    assert practice.status == Practice.Status.DRAFT
    assert sorted(practice.tags.names()) == ["meer uren werken", "rooster"]
    assert [(t.pillar_id, t.element_id) for t in practice.pillar_tags.all()] == [
        ("2", None),
        ("3", "3a"),
    ]
    assert [figure.label for figure in practice.figures.all()] == ["Teams", "Roosters"]
    event = practice.history.get()
    assert (event.move, getattr(event.actor, "username", "")) == (Event.Kind.CREATED, "anna")
    assert event.changes["sectors"] == [None, ["ggz"]]
    assert not SearchText.objects.filter(practice=practice).exists()  # a draft is not found


def test_element_brings_its_pillar_along_and_must_fit_it(redacteur: Client) -> None:
    make_pillars()
    data = fill_row(new_practice(redacteur), "pillar_tags", 0, element="3a", origin="bron")
    response = redacteur.post(ADD, fill_row(data, "pillar_tags", 0, pillar="1"))
    assert "hoort bij Grip op het leven" in response.content.decode()
    assert redacteur.post(ADD, data).status_code == 302
    assert Practice.objects.get().pillar_tags.get().pillar_id == "3"


def test_what_editors_infer_needs_a_reason(redacteur: Client) -> None:
    make_pillars()
    data = fill_row(new_practice(redacteur), "pillar_tags", 0, element="3a", origin="redactie")
    assert "Leg uit waaruit u dit afleidt." in redacteur.post(ADD, data).content.decode()


@pytest.mark.parametrize("place", [{"element": "2a"}, {"pillar": "2"}])
def test_same_pillar_or_element_twice_is_refused_kindly(
    redacteur: Client, place: dict[str, str]
) -> None:
    make_pillars()
    data = fill_row(new_practice(redacteur), "pillar_tags", 0, origin="bron", **place)
    response = redacteur.post(ADD, add_row(data, "pillar_tags", origin="bron", **place))
    assert response.status_code == 200
    assert "Dit staat er al." in response.content.decode()


def test_errors_stand_on_top_as_links(redacteur: Client) -> None:
    response = redacteur.post(ADD, new_practice(redacteur, title="", summary=""))
    page = response.content.decode()
    assert "<title>Fout: " in page
    assert '<a href="#id_title">Titel</a>' in page
    assert '<a href="#id_summary">Samenvatting</a>' in page


def test_address_can_change_and_the_old_one_is_kept(redacteur: Client) -> None:
    practice = make_practice(slug="oud")
    page = change_page(practice)
    assert redacteur.post(page, read(redacteur, page, slug="nieuw")).status_code == 302
    assert OldSlug.objects.get(practice=practice).slug == "oud"
    other = make_practice()
    response = redacteur.post(change_page(other), read(redacteur, change_page(other), slug="oud"))
    assert "was ooit van een ander voorbeeld" in response.content.decode()


def test_saving_without_a_change_leaves_no_trace(redacteur: Client) -> None:
    practice = make_practice(pillars=["2a", "1"], tags=["b", "a"], organisations=["Thebe"])
    events = practice.history.count()
    page = change_page(practice)
    assert redacteur.post(page, read(redacteur, page)).status_code == 302
    assert practice.history.count() == events


def test_published_practice_keeps_a_source(redacteur: Client) -> None:
    practice = make_practice(sources=[make_source()])
    page = change_page(practice)
    data = fill_row(read(redacteur, page), "citations", 0, DELETE="on")
    response = redacteur.post(page, data)
    assert "houdt minstens één bron" in response.content.decode()
    assert Citation.objects.filter(practice=practice).exists()


def test_fields_that_are_not_in_the_form_cannot_be_written(redacteur: Client) -> None:
    practice = make_practice(status="draft")
    page = change_page(practice)
    smuggled = {
        "status": "published",
        "version": 99,
        "published_at_0": "2020-01-01",
        "id": 999,
        "created_at": "2020-01-01",
        "published_at": "2020-01-01 00:00",
        "pk": 999,
    }
    assert redacteur.post(page, read(redacteur, page, **smuggled)).status_code == 302
    fresh = Practice.objects.get()
    assert (fresh.pk, fresh.status, fresh.version) == (practice.pk, "draft", 2)
    assert fresh.published_at is None
    assert fresh.created_at == practice.created_at


def test_nobody_deletes_a_practice(db: None) -> None:
    practice = make_practice()
    client = at_desk(make_user(is_staff=True, is_superuser=True))
    page = reverse("admin:practices_practice_delete", args=[practice.pk])
    assert client.post(page, {"post": "yes"}).status_code == 403
    assert page not in client.get(change_page(practice)).content.decode()


def test_list_shows_codes_with_their_origin_in_words(redacteur: Client) -> None:
    practice = make_practice("Met herkomst", pillars=["2c", "1b"])
    make_pillar_tag(practice, "3a", origin="redactie")
    assert "1b, 2c; redactie: 3a" in redacteur.get(LIST).content.decode()


def test_list_takes_the_same_number_of_queries_for_one_and_for_three_rows(
    redacteur: Client,
) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert redacteur.get(LIST).status_code == 200
        return len(queries)

    def make(number: int) -> None:
        make_practice(
            pillars=["2a", "3"],
            sectors=[make_sector()],
            regions=[make_region()],
            tags=[f"t{number}"],
            organisations=[f"Organisatie {number}"],
            sources=[make_source()],
        )

    make(1)
    redacteur.get(LIST)  # fills the cache of content types
    one = count()
    make(2)
    make(3)
    assert count() == one
    assert one <= 30


def test_filters_narrow_the_list(redacteur: Client) -> None:
    zorg, nederland = make_sector("zorg"), make_region("nederland")
    source, _ = make_source(), make_source()
    make_practice(
        "Vol",
        pillars=["2a"],
        sectors=[make_sector("ggz", parent=zorg)],
        regions=[make_region("twente", parents=[nederland])],
        sources=[source],
        organisations=["Thebe"],
        phase="pilot",
    )
    make_practice(
        "Leeg", status="draft", evidence="genoemd", pillars=["1"], confirmed_on="2021-01-01"
    )
    assert titles(redacteur, "status__exact=draft") == {"Leeg"}
    assert titles(redacteur, "pijler=2") == {"Vol"}
    assert titles(redacteur, "pijler=2a") == {"Vol"}
    assert titles(redacteur, "pijler=1") == {"Leeg"}
    assert titles(redacteur, "sector=zorg") == {"Vol"}
    assert titles(redacteur, "regio=nederland") == {"Vol"}
    assert titles(redacteur, "phase__exact=pilot") == {"Vol"}
    assert titles(redacteur, f"citations__source__id__exact={source.pk}") == {"Vol"}
    for task in ("alleen-genoemd", "geen-element", "geen-regio", "geen-sector", "geen-bron"):
        assert titles(redacteur, f"te-doen={task}") == {"Leeg"}
    assert titles(redacteur, "te-doen=geen-pijler") == set()
    assert titles(redacteur, "te-doen=nooit-bevestigd") == {"Vol"}


def test_filters_survive_nonsense_and_show_counts(redacteur: Client) -> None:
    make_practice("Een", pillars=["2a"])
    nonsense = "pijler=zz&sector=zz&regio=zz&te-doen=zz"
    assert redacteur.get(f"{LIST}?{nonsense}").status_code == 200
    assert redacteur.get(f"{LIST}?_facets=True&q=een").status_code == 200
    assert len(ToDoFilter.TASKS) == 8


@pytest.mark.parametrize("word", ["roosteren", "samengevat", "adresje", "Thebe", "trefwoordje"])
def test_search_looks_in_title_summary_address_organisations_and_tags(
    redacteur: Client, word: str
) -> None:
    make_practice(
        "Zelf roosteren",
        slug="adresje",
        summary="Samengevat.",
        organisations=["Thebe"],
        tags=["trefwoordje", "nog een"],
    )
    make_practice("Iets anders")
    assert titles(redacteur, f"q={word}") == {"Zelf roosteren"}


def test_form_says_what_is_missing_with_a_link_to_each_field(redacteur: Client) -> None:
    page = redacteur.get(change_page(make_practice())).content.decode()
    assert "Wat ontbreekt nog?" in page
    for anchor in TO_DO_ANCHORS.values():
        assert f'id="{anchor}"' in page
    assert {part.label for part in PARTS} == set(TO_DO_ANCHORS)


def test_front_page_counts(redacteur: Client) -> None:
    make_practice(status="draft")
    make_practice(evidence="genoemd")
    context = redacteur.get("/beheer/").context
    assert [(t.label, t.number) for t in context["tiles"]] == [
        ("Concepten", 1),
        ("Gepubliceerd", 1),
        ("Gearchiveerd", 0),
        ("Alleen genoemd", 1),
    ]
    assert len(context["least_complete"]) == 2
    for tile in (*context["tiles"], *context["tasks"]):
        assert len(titles(redacteur, tile.query)) == tile.number


def test_preview_shows_a_draft_to_editors_only_and_is_never_cached(redacteur: Client) -> None:
    practice = make_practice("Nog niet", status="draft")
    address = reverse("admin:practices_practice_preview", args=[practice.pk])
    response = redacteur.get(address)
    assert "Voorvertoning: dit is nog niet openbaar" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert Client().get(address).status_code == 302
    assert at_desk(make_user(is_staff=True)).get(address).status_code == 403


@pytest.mark.parametrize("person", ["visitor", "no-rights", "no-staff"])
def test_desk_is_closed_to_others(db: None, person: str) -> None:
    practice = make_practice()
    people = {
        "visitor": Client(),
        "no-rights": at_desk(make_user(is_staff=True)),
        "no-staff": at_desk(make_user("redacteur", is_staff=False)),
    }
    client, refused = people[person], {"no-rights": 403}.get(person, 302)
    pages = (LIST, ADD, change_page(practice), history_page(practice))
    for address in (*pages, move_page(practice, "archiveren")):
        assert client.get(address).status_code == refused, address
        assert client.post(address, {}).status_code == refused, address


def test_who_may_only_look_cannot_write(db: None) -> None:
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_practice"))
    client, practice = at_desk(user), make_practice()
    assert client.get(change_page(practice)).status_code == 200
    assert client.get(LIST).status_code == 200
    assert client.post(change_page(practice), {"title": "Anders"}).status_code == 403
