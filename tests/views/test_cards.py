"""What a card of a list shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.http import QueryDict

from practices.facets import facet_index
from practices.filters import PracticeFilterSet
from practices.models import Origin
from practices.templatetags.cards import card as html
from practices.templatetags.cards import cards_html, rows_html
from practices.templatetags.pieces import facet
from practices.views.cards import Card, cards
from practices.views.panels import panels

from ..factories import make_pillar_tag, make_practice, make_region, make_sector, make_source

pytestmark = pytest.mark.django_db
HOSTILE = "<b>\"&'</b>"
ESCAPED = "&lt;b&gt;&quot;&amp;&#x27;&lt;/b&gt;"


def shown(query: str = "") -> list[Card]:
    """The cards of a list."""
    asked = QueryDict(mutable=True)
    if query:
        asked["q"] = query
    filterset = PracticeFilterSet(asked)
    marks = filterset.found.marks if filterset.found else None
    return cards(filterset.results, slice(20), filterset.index, marks)


def text(pieces: Sequence[tuple[str, bool]]) -> str:
    """Pieces with what is marked between brackets."""
    return "".join(f"[{piece}]" if is_marked else piece for piece, is_marked in pieces)


def test_shows_elements_and_pillars_without_any() -> None:
    practice = make_practice(pillars=["1", "2"])
    make_pillar_tag(practice, "2c", origin=Origin.EDITORS)
    (card,) = shown()
    assert [(sign.pillar_id, sign.element, sign.origin) for sign in card.signs] == [
        ("1", "", "bron"),
        ("2", "2c", "redactie"),
    ]


def test_says_a_name_that_two_regions_share_once() -> None:
    kinds = ("arbeidsmarktregio", "regioplus")
    make_practice(regions=[make_region(f"x-{k}", kind=k, name="Oost") for k in kinds])
    assert shown()[0].regions == ("Oost",)


def test_says_from_which_years_the_sources_are() -> None:
    make_practice(sources=[make_source(published="2021-05"), make_source(published="2019")])
    make_practice(sources=[make_source(published="")])
    without, with_years = shown()
    assert "bronnen uit 2019 en 2021" in html(with_years)
    assert "bron zonder datum" in html(without)


@pytest.mark.parametrize(
    ("query", "fields", "expected"),
    [
        ("rooster", {"title": "Roosters"}, ("[Roosters]", "Samen.", "", "")),
        ("rooster", {"summary": "Over roosters."}, ("Titel", "Over [roosters].", "", "")),
        ("rooster", {"approach": "Zij roosteren."}, ("Titel", "Samen.", "Zij [roosteren].", "")),
        ("cao", {"tags": ["cao"]}, ("Titel", "Samen.", "", "Trefwoord: cao")),
        ("thebe", {"organisations": ["Thebe"]}, ("Titel", "Samen.", "", "Organisatie: Thebe")),
        ("2a", {"pillars": ["2a"]}, ("Titel", "Samen.", "", "Element: 2a Element 2a")),
    ],
)
def test_shows_where_it_was_found(
    query: str, fields: dict[str, object], expected: tuple[str, str, str, str]
) -> None:
    given: dict[str, object] = {"title": "Titel", "summary": "Samen.", **fields}
    make_practice(**given)  # type: ignore[arg-type]
    (card,) = shown(query)
    assert (text(card.title), text(card.summary), text(card.cutting), card.reason) == expected


def test_shows_by_which_other_name_it_was_found() -> None:
    country = make_region("overijssel", name="Overijssel")
    region = make_region("twente", name="Twente", parents=[country], other_names="TW")
    sector = make_sector(name="Verpleging", other_names="bejaardenzorg")
    make_practice(regions=[region], sectors=[sector])
    assert shown("overijssel")[0].reason == "Regio: Twente (Overijssel)"
    assert shown("bejaardenzorg")[0].reason == "Sector: Verpleging (bejaardenzorg)"
    assert "Gevonden bij regio: Twente (Overijssel)" in html(shown("overijssel")[0])


def test_each_word_that_was_found_is_shown_once() -> None:
    """In the text where it stands there, or else by the name in which it stands."""
    make_practice(
        "Rooster", summary="Samen.", approach="Over verlof.\n\nEn verlof.", tags=["cao", "cao zorg"]
    )
    (card,) = shown("rooster verlof cao zorg")
    assert text(card.title) == "[Rooster]"
    assert text(card.cutting) == "Over [verlof]. En [verlof]."
    assert card.reason == "Trefwoord: cao zorg"
    made = html(card)
    assert (
        "Over <mark>verlof</mark>. En <mark>verlof</mark>. Gevonden bij trefwoord: cao zorg" in made
    )


def test_names_that_hold_most_of_the_words_are_the_reason() -> None:
    make_practice(tags=["cao"], organisations=["Thebe"], kind="programma")
    assert shown("thebe cao programma")[0].reason == (
        "Trefwoord: cao; organisatie: Thebe; soort: Programma"
    )


def test_reason_of_an_element_is_text_in_which_it_may_be_found() -> None:
    make_pillar_tag(make_practice(summary="-"), "2c", origin=Origin.EDITORS, reason="Over regie.")
    assert text(shown("regie")[0].cutting) == "Over [regie]."


def test_pillar_of_an_element_is_a_reason() -> None:
    make_practice(pillars=["3c"])
    assert shown("leven")[0].reason == "Pijler: Grip op het leven"


def test_words_of_two_names_are_not_next_to_each_other() -> None:
    make_practice(tags=["goed werk", "roosters"])
    assert shown('"werk roosters"') == []
    assert shown('"goed werk"')[0].reason == "Trefwoord: goed werk"


def test_nothing_that_people_wrote_passes_unescaped() -> None:
    make_practice(
        f"Titel {HOSTILE}",
        summary=f"Samenvatting {HOSTILE}",
        approach=f"Rooster {HOSTILE}",
        sectors=[make_sector(name=f"Sector {HOSTILE}")],
        regions=[make_region(name=f"Regio {HOSTILE}")],
        tags=[HOSTILE],
        organisations=["Thebe <i>"],
    )
    for query in ("", "titel", "samenvatting", "rooster", "thebe"):
        made = html(shown(query)[0])
        assert "<b>" not in made.replace("<b></b>", "")
        assert "<i>" not in made
    assert ESCAPED in html(shown()[0])
    for panel in panels(PracticeFilterSet(QueryDict())):
        assert HOSTILE not in facet(panel)
    assert "<b>" not in rows_html(shown(), ()).replace("<b></b>", "").replace("<b>2a</b>", "")
    assert facet_index().values["trefwoord"]


def test_can_be_laid_ready_and_taken_back() -> None:
    make_practice("Een & ander", slug="een")
    cards = shown()
    assert "<button" not in cards_html(cards)
    lay = '<button class="lay" id="leg-een" form="leggen" name="v" value="een">Leg naast elkaar'
    assert f'{lay}<span class="vh">: Een &amp; ander</span>' in cards_html(cards, can_lay=True)
    back = 'id="leg-een" form="leggen" name="weg" value="een">Ligt klaar: haal weg'
    assert back in cards_html(cards, can_lay=True, laid_slugs={"een"})


def test_button_in_a_column_shows_a_word_or_two_and_says_all() -> None:
    make_practice("Een & ander", slug="een")
    button = (
        'value="een">{}<span class="vh name">{}</span><span class="vh">: Een &amp; ander</span>'
    )
    assert button.format("Leg", " naast elkaar") in rows_html(shown(), ())
    assert button.format("Ligt klaar", ": haal weg") in rows_html(shown(), {"een"})


def test_row_says_of_what_its_years_are() -> None:
    make_practice(sources=[make_source(published="2021-05"), make_source(published="2019")])
    make_practice(sources=[make_source(published="2023")])
    make_practice(sources=[make_source(published="")])
    row = '<td><span class="of">{} uit </span>{}</td>'
    rows = rows_html(shown(), ())
    assert row.format("bronnen", "2019 en 2021") in rows
    assert row.format("bron", "2023") in rows
    assert rows.count('class="of"') == 2


def test_row_of_the_table_has_its_elements_by_pillar() -> None:
    practice = make_practice("Rij", pillars=["1", "2a"], sectors=[make_sector("ggz")])
    make_pillar_tag(practice, "2c", origin=Origin.EDITORS)
    row = rows_html(shown(), ())
    cells = [cell.split("</td>")[0].split(">", 1)[1] for cell in row.split("<td")[1:]]
    assert (cells[0], cells[1]) == ("Ggz", "–")
    money, work, life = cells[2:5]
    assert "hele pijler" in money
    assert [code in work for code in ("2a", "2b", "2c")] == [True, False, True]
    assert (work.count("open"), life) == (1, "")


def test_same_panel_is_written_once_and_another_count_anew() -> None:
    make_practice(kind="programma")
    before = panels(PracticeFilterSet(QueryDict()))
    again = panels(PracticeFilterSet(QueryDict()))
    narrowed = panels(PracticeFilterSet(QueryDict("fase=idee")))
    assert before == again
    assert [one.name for one, other in zip(before, narrowed, strict=True) if one != other] == [
        *("soort", "fase")
    ]
    assert facet(before[3]) is facet(again[3])
    assert facet(before[3]) != facet(narrowed[3])
