"""Keeping the parts of compounds: who may, what the form explains and refuses, that it works."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices import indexing, search
from practices.models import CompoundPart, IndexState, Practice
from practices.workflow import language, vocabularies

from ..factories import make_practice, make_user
from .desk import at_desk, read

LIST = "/beheer/practices/compoundpart/"
PUT_OFF = "Uw wijziging werkt binnen enkele minuten overal."


def make_part(word: str = "televisie", **fields: Any) -> CompoundPart:
    return CompoundPart.objects.create(word=word, **fields)


def page(what: str, *args: Any) -> str:
    return reverse(f"admin:practices_compoundpart_{what}", args=args)


def send(client: Client, address: str, *, is_used: bool = True, **fields: Any) -> Any:
    """Send the form at this address."""
    data = read(client, address, **fields)
    data.pop("is_used", None)
    return client.post(address, {**data, "is_used": "on"} if is_used else data, follow=True)


def add(client: Client, word: str, *, is_used: bool = True) -> Any:
    return send(client, page("add"), word=word, is_used=is_used)


def parts() -> list[tuple[str, bool, str]]:
    return list(CompoundPart.objects.values_list("word", "is_used", "origin"))


def complaints(response: Any) -> list[str]:
    return [problem.message for problem in response.context["problems"]]


def found(text: str) -> list[str]:
    """The titles that a visitor finds."""
    result = search.search(text)
    assert result is not None
    return list(Practice.objects.filter(pk__in=result.practices).values_list("title", flat=True))


# --- The list ------------------------------------------------------------------------------------


def test_parts_stand_in_the_menu_beside_the_thesaurus(eindredacteur: Client) -> None:
    groups = eindredacteur.get("/beheer/").context["app_list"]
    lists = next(group["models"] for group in groups if group["name"] == "Indeling")
    names = [model["name"] for model in lists]
    assert str(names[names.index("Thesaurus") + 1]).capitalize() == "Woorddelen"


def test_list_counts_the_longer_words_that_hold_a_part(eindredacteur: Client) -> None:
    make_practice("Kindertelevisie op televisie", tags=["televisieprogramma", "kindertelevisie"])
    make_part("televisie", origin="kennisbank")
    make_part("kabouter", is_used=False)
    response = eindredacteur.get(LIST)
    text = response.content.decode()
    assert "<h1>Woorddelen</h1>" in text
    assert "Uit de voorbeelden" in text
    rows = {row.word: row.number for row in response.context["cl"].result_list}
    assert rows == {"kabouter": 0, "televisie": 2}
    ordered = eindredacteur.get(LIST, {"o": "-3"}).context["cl"].result_list
    assert [row.word for row in ordered] == ["televisie", "kabouter"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"q": "VISIE"}, ["televisie"]),
        ({"origin__exact": "kennisbank"}, ["kabouter"]),
        ({"is_used__exact": "0"}, ["kabouter"]),
    ],
)
def test_list_is_searched_and_filtered(
    eindredacteur: Client, query: dict[str, str], words: list[str]
) -> None:
    make_part("televisie")
    make_part("kabouter", is_used=False, origin="kennisbank")
    rows = eindredacteur.get(LIST, query).context["cl"].result_list
    assert [row.word for row in rows] == words


def test_list_takes_the_same_number_of_queries_for_more_rows(eindredacteur: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            eindredacteur.get(LIST)
        return len(queries)

    make_part()
    count()
    one = count()
    for word in ("kabouter", "papier", "toneel"):
        make_part(word)
    assert count() == one


# --- The form ------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["  Kabouter ", "KABOUTER", "kábouter", "ka-bouter"])
def test_word_is_kept_as_it_is_compared(eindredacteur: Client, typed: str) -> None:
    response = add(eindredacteur, typed)
    assert "Het woorddeel" in response.content.decode()
    assert parts() == [("kabouter", True, "redactie")]


@pytest.mark.parametrize(
    ("word", "is_used", "complaint"),
    [
        ("", True, "Dit veld is vereist."),
        ("rode kabouter", True, "Vul één woord in, met alleen letters."),
        ("kabouter2", True, "Vul één woord in, met alleen letters."),
        ("работник", True, "Vul één woord in, met alleen letters."),
        ("xy", False, "Een woorddeel heeft minstens 3 letters."),
        ("kabo", True, "Een woorddeel dat u toevoegt, heeft 5 tot en met 25 letters."),
        ("k" * 26, True, "Een woorddeel dat u toevoegt, heeft 5 tot en met 25 letters."),
        ("hebben", True, "De zoekmachine slaat ‘hebben’ altijd over."),
        ("rooster", True, "De zoekmachine kent ‘rooster’ al. U hoeft het niet toe te voegen."),
        ("roosters", True, "De zoekmachine kent ‘roosters’ al. U hoeft het niet toe te voegen."),
        ("kinderopvang", True, "De zoekmachine kent ‘kinderopvang’ al."),
        ("roosters", False, "De zoekmachine kent dit woord als ‘rooster’. Zet dat woord uit."),
        ("zelf", False, "‘zelf’ hoort vast bij de zoekmachine en kan niet uit."),
        ("Televisie", True, "Dit woord staat al in de lijst."),
    ],
)
def test_form_says_what_would_make_no_difference(
    eindredacteur: Client, word: str, is_used: bool, complaint: str
) -> None:
    make_part("televisie")
    (said,) = complaints(add(eindredacteur, word, is_used=is_used))
    assert said.startswith(complaint)
    assert CompoundPart.objects.count() == 1


@pytest.mark.parametrize("word", ["rooster", "kabouter", "dag"])
def test_word_may_be_put_out_of_use(eindredacteur: Client, word: str) -> None:
    add(eindredacteur, word, is_used=False)
    assert parts() == [(word, False, "redactie")]


def test_form_shows_in_which_words_a_part_stands_and_how_these_are_read(
    eindredacteur: Client,
) -> None:
    make_practice("Kindertelevisie", tags=["televisiekabouter"])
    part = make_part("televisie")
    text = eindredacteur.get(page("change", part.pk)).content.decode()
    assert "kindertelevisie: kind + televisie" in text
    assert "televisiekabouter: blijft heel" in text
    assert "Staat in deze woorden" not in eindredacteur.get(page("add")).content.decode()


def test_word_itself_stays_as_it_is(eindredacteur: Client) -> None:
    part = make_part("televisie", origin="kennisbank")
    send(eindredacteur, page("change", part.pk), word="kabouter", is_used=False)
    assert parts() == [("televisie", False, "kennisbank")]


def test_word_of_the_program_comes_back_into_use_by_deleting_it_here(eindredacteur: Client) -> None:
    part = make_part("rooster", is_used=False)
    (said,) = complaints(send(eindredacteur, page("change", part.pk), is_used=True))
    assert said.startswith("De zoekmachine kent dit woord zelf al. Verwijder deze regel")
    assert parts() == [("rooster", False, "redactie")]


# --- What it brings about ------------------------------------------------------------------------


def test_every_change_takes_effect_at_once(eindredacteur: Client) -> None:
    make_practice("Kindertelevisie")
    assert found("televisie") == []
    assert PUT_OFF not in add(eindredacteur, "televisie").content.decode()
    assert found("televisie") == ["Kindertelevisie"]
    address = page("change", CompoundPart.objects.get().pk)
    send(eindredacteur, address, is_used=False)
    assert found("televisie") == []
    send(eindredacteur, address, is_used=True)
    assert found("televisie") == ["Kindertelevisie"]
    address = page("delete", CompoundPart.objects.get().pk)
    assert eindredacteur.post(address, {"post": "yes"}).status_code == 302
    assert found("televisie") == []
    assert indexing.check() == []


def test_editor_hears_when_it_takes_some_minutes(
    eindredacteur: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabularies, "MOST_AT_ONCE", 1)
    for _ in range(2):
        make_practice(tags=["kindertelevisie"])
    assert PUT_OFF in add(eindredacteur, "televisie").content.decode()
    assert language.remake_index() == 2
    assert len(found("televisie")) == 2


def test_saving_without_a_change_keeps_what_processes_know(eindredacteur: Client) -> None:
    part = make_part()
    make_practice()
    before = IndexState.stamp()
    send(eindredacteur, page("change", part.pk))
    assert IndexState.stamp() == before


def test_redacteur_reads_and_eindredacteur_keeps(eindredacteur: Client) -> None:
    part = make_part()
    redacteur = at_desk(make_user("redacteur"))
    for address in (LIST, page("change", part.pk)):
        assert redacteur.get(address).status_code == 200
    assert redacteur.get(page("add")).status_code == 403
    assert redacteur.post(page("change", part.pk), {"is_used": ""}).status_code == 403
    assert redacteur.post(page("delete", part.pk), {"post": "yes"}).status_code == 403
    assert parts() == [("televisie", True, "redactie")]
