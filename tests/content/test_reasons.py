"""Every card that words bring to the first page says where they were found, in the real content."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.http import QueryDict

from practices import content
from practices.filters import PracticeFilterSet
from practices.views.cards import Card, cards

pytestmark = pytest.mark.django_db

SEARCH = Path(__file__).parents[1] / "search"
FIRST_PAGE = slice(20)


def first_page(text: str) -> list[Card]:
    """The cards of the first page of what is found."""
    asked = QueryDict(mutable=True)
    asked["q"] = text
    filterset = PracticeFilterSet(asked)
    assert filterset.found is not None
    return cards(filterset.results, FIRST_PAGE, filterset.index, filterset.found.marks)


def marked(card: Card) -> list[str]:
    """What is marked on a card."""
    pieces = (*card.title, *card.summary, *card.cutting)
    return [piece for piece, is_marked in pieces if is_marked]


@pytest.mark.parametrize("name", ["golden.toml", "golden_unseen.toml"])
def test_every_card_has_a_mark_or_a_reason(loaded: content.Report, name: str) -> None:
    queries = tomllib.loads((SEARCH / name).read_text(encoding="utf-8"))["query"]
    without = [
        (query["text"], card.slug)
        for query in queries
        for card in first_page(query["text"])
        if not marked(card) and not card.reason
    ]
    assert without == []


def test_word_of_two_parts_is_not_found_by_its_parts_apart(loaded: content.Report) -> None:
    assert {card.slug: marked(card)[0] for card in first_page("werktijden")} == {
        "personeelsbeleid-ic-jeroen-bosch-ziekenhuis": "nachtdiensten",
        "gezamenlijk-roosteren-noord-brabant": "nachtdiensten",
        "ser-interne-flexibiliteit": "jaarurensystematiek",
    }


def test_each_word_of_two_has_a_mark_or_a_reason(loaded: content.Report) -> None:
    shown = [
        (" ".join(marked(card)).casefold() + card.reason) for card in first_page("loopbaan brabant")
    ]
    assert len(shown) == 6
    assert ["brabant" in words and "loopbaan" in words for words in shown] == [True] * 6


def test_words_in_title_or_summary_come_before_words_elsewhere(loaded: content.Report) -> None:
    assert [card.slug for card in first_page("loopbaan in brabant")][:3] == [
        "transvorm-loopbaan-portal",
        "blink",
        "duale-leerlijn-ic-seh-ok",
    ]


def test_half_a_last_word_completes_a_term(loaded: content.Report) -> None:
    half, whole = (
        [card.slug for card in first_page(f"te weinig {word}")] for word in ("pers", "personeel")
    )
    assert half == whole
    assert half[0] == "operatie-bezetting-ok"
    assert "modern-werkgeverschap-in-de-governancecode-zorg" not in half


def test_healthy_is_not_found_in_the_name_of_a_trade(loaded: content.Report) -> None:
    found = [card.reason for card in first_page("gezond")]
    assert found
    assert not any("gezondheidszorg" in reason for reason in found)
    by_name = {card.slug: card.reason for card in first_page("gezondheidszorg")}
    assert by_name["hallo-vip-ggz-delfland"] == "Sector: Geestelijke gezondheidszorg"


@pytest.mark.parametrize("typed", ["nagtdiens", "nagtdienst", "nachtdinst", "nagtdiensten"])
def test_mistake_in_another_form_is_put_right(loaded: content.Report, typed: str) -> None:
    assert [card.slug for card in first_page(typed)] == [
        "personeelsbeleid-ic-jeroen-bosch-ziekenhuis",
        "gezamenlijk-roosteren-noord-brabant",
    ]
