"""What a card of a list shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.http import QueryDict

from practices.facets import facet_index
from practices.filters import PracticeFilterSet
from practices.models import Origin
from practices.templatetags.pieces import card as html
from practices.templatetags.pieces import options
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
        for group in panel.groups:
            assert HOSTILE not in options([*group.shown, *group.rest], panel.name)
    assert facet_index().values["trefwoord"]
