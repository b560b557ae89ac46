"""Keeping the thesaurus: who may, what the form explains and refuses, and that it works at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices import search
from practices.models import Concept, IndexState, Practice

from ..factories import make_practice, make_user
from .desk import add_row, at_desk, fill_row, read

LIST = "/beheer/practices/concept/"


def make_concept(name: str = "ziekteverzuim", **terms: str) -> Concept:
    """A concept with terms: relation by text."""
    concept = Concept.objects.create(name=name)
    for text, relation in terms.items():
        concept.terms.create(text=text, relation=relation)
    return concept


def page(what: str, *args: Any) -> str:
    return reverse(f"admin:practices_concept_{what}", args=args)


def add(client: Client, name: str, *terms: tuple[str, str]) -> Any:
    """Send the form of a new concept; each term with its relation."""
    data = read(client, page("add"), name=name)
    for number, (text, relation) in enumerate(terms):
        data = fill_row(data, "terms", number, text=text, relation=relation)
    return client.post(page("add"), data)


def terms() -> list[tuple[str, str]]:
    return list(Concept.objects.get().terms.values_list("text", "relation"))


def found(text: str) -> list[str]:
    """The titles that a visitor finds."""
    result = search.search(text)
    return sorted(
        Practice.objects.filter(pk__in=result.practices if result else []).values_list(
            "title", flat=True
        )
    )


def complaints(response: Any) -> list[str]:
    assert response.status_code == 200
    return [problem.message for problem in response.context["problems"]]


def test_thesaurus_stands_in_the_menu_with_the_other_lists(eindredacteur: Client) -> None:
    groups = eindredacteur.get("/beheer/").context["app_list"]
    lists = next(group["models"] for group in groups if group["name"] == "Indeling")
    assert {"Trefwoorden", "Thesaurus"} <= {model["name"] for model in lists}


def test_list_shows_equal_terms_and_counts_all(eindredacteur: Client) -> None:
    make_concept(verzuim="equal", ziekmelding="equal", uitval="broader")
    make_concept("rooster", **{f"term{n}": "equal" for n in range(6)})
    response = eindredacteur.get(LIST)
    text = response.content.decode()
    assert "<h1>Thesaurus</h1>" in text
    assert "verzuim, ziekmelding</td>" in text
    assert "term0, term1, term2, term3, term4, …" in text
    rows = {row.name: row.number for row in response.context["cl"].result_list}
    assert rows == {"rooster": 6, "ziekteverzuim": 3}


@pytest.mark.parametrize("words", ["verzuim", "ZIEKMELD", "uitval"])
def test_list_is_searched_by_every_term_and_still_counts_all(
    eindredacteur: Client, words: str
) -> None:
    make_concept(ziekmelding="equal", uitval="broader")
    make_concept("rooster", dienst="equal")
    rows = eindredacteur.get(LIST, {"q": words}).context["cl"].result_list
    assert [(row.name, row.number) for row in rows] == [("ziekteverzuim", 2)]


def test_list_takes_the_same_number_of_queries_for_more_rows(eindredacteur: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            eindredacteur.get(LIST)
        return len(queries)

    make_concept(verzuim="equal")
    count()
    one = count()
    for number in range(3):
        make_concept(f"begrip {number}", een="equal", twee="related")
    assert count() == one


def test_form_explains_the_four_relations(eindredacteur: Client) -> None:
    text = eindredacteur.get(page("add")).content.decode()
    for relation in ("gelijk", "smaller", "ruimer", "verwant"):
        assert f"<strong>{relation}</strong>:" in text


def test_concept_is_made_with_its_terms(eindredacteur: Client) -> None:
    response = add(
        eindredacteur, "  ziek   verzuim ", ("ziek  melding", "equal"), ("uitval", "broader")
    )
    assert response.status_code == 302, complaints(response)
    assert Concept.objects.get().name == "ziek verzuim"
    assert terms() == [("ziek melding", "equal"), ("uitval", "broader")]


def test_term_is_changed_and_removed(eindredacteur: Client) -> None:
    concept = make_concept(verzuim="equal", uitval="equal")
    address = page("change", concept.pk)
    data = fill_row(read(eindredacteur, address), "terms", 0, DELETE="on")
    data = fill_row(data, "terms", 1, relation="broader")
    assert eindredacteur.post(address, data).status_code == 302
    assert terms() == [("uitval", "broader")]


@pytest.mark.parametrize(
    ("name", "rows", "complaint"),
    [
        ("verzuim", [("uitval", "equal"), ("Uitval ", "related")], "Deze term staat er al."),
        ("verzuim", [("Verzuim", "related")], "Dit is de voorkeursterm zelf. Haal deze regel weg."),
        ("verzuim", [("", "related")], "Vul een term in, of haal deze regel weg."),
        ("verzuim", [("uitval", "")], "Kies hoe deze term zich tot het begrip verhoudt."),
        ("ROOSTER", [], "Dit begrip is er al. Vul dat aan of kies een andere naam."),
    ],
)
def test_form_says_what_is_wrong(
    eindredacteur: Client, name: str, rows: list[tuple[str, str]], complaint: str
) -> None:
    make_concept("rooster")
    assert complaints(add(eindredacteur, name, *rows)) == [complaint]
    assert Concept.objects.count() == 1


def test_term_that_stands_there_already_is_refused_in_other_capitals(
    eindredacteur: Client,
) -> None:
    concept = make_concept(uitval="equal")
    address = page("change", concept.pk)
    data = fill_row(read(eindredacteur, address), "terms", 1, text="UITVAL", relation="related")
    assert "Deze term staat er al." in complaints(eindredacteur.post(address, data))
    assert terms() == [("uitval", "equal")]


@pytest.mark.parametrize("text", ["te het een", "het verzuim", "!?"])
def test_term_of_which_too_little_is_looked_for_is_refused(
    eindredacteur: Client, text: str
) -> None:
    (complaint,) = complaints(add(eindredacteur, "begrip", (text, "equal")))
    assert complaint.startswith("De zoekmachine slaat in ")
    assert f"‘{text}’" in complaint
    (complaint,) = complaints(add(eindredacteur, text))
    assert complaint.startswith("De zoekmachine slaat in ")


def test_change_takes_effect_at_once(eindredacteur: Client) -> None:
    make_practice("Ziekteverzuim omlaag")
    assert found("griepgolf") == []
    assert add(eindredacteur, "ziekteverzuim", ("griepgolf", "equal")).status_code == 302
    assert found("griepgolf") == ["Ziekteverzuim omlaag"]
    address = page("change", Concept.objects.get().pk)
    data = fill_row(read(eindredacteur, address), "terms", 0, relation="related")
    assert eindredacteur.post(address, data).status_code == 302
    assert found("griepgolf") == []


def test_deleting_takes_effect_at_once(eindredacteur: Client) -> None:
    make_practice("Ziekteverzuim omlaag")
    concept = make_concept(griepgolf="equal")
    search.forget()
    assert found("griepgolf") == ["Ziekteverzuim omlaag"]
    response = eindredacteur.post(page("delete", concept.pk), {"post": "yes"})
    assert response.status_code == 302
    assert not Concept.objects.exists()
    assert found("griepgolf") == []


def test_saving_without_a_change_keeps_what_processes_know(eindredacteur: Client) -> None:
    concept = make_concept(verzuim="equal")
    make_practice()
    before = IndexState.stamp()
    address = page("change", concept.pk)
    assert eindredacteur.post(address, read(eindredacteur, address)).status_code == 302
    assert IndexState.stamp() == before


def test_redacteur_reads_and_eindredacteur_keeps(db: None, eindredacteur: Client) -> None:
    concept = make_concept(verzuim="equal")
    redacteur = at_desk(make_user("redacteur"))
    for address in (LIST, page("change", concept.pk)):
        assert redacteur.get(address).status_code == 200
    assert redacteur.get(page("add")).status_code == 403
    data = add_row(read(eindredacteur, page("change", concept.pk)), "terms", text="x")
    assert redacteur.post(page("change", concept.pk), data).status_code == 403
    assert redacteur.post(page("delete", concept.pk), {"post": "yes"}).status_code == 403
    assert eindredacteur.post(page("delete", concept.pk), {"post": "yes"}).status_code == 302
