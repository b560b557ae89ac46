"""The coverage page and its file: cells that lead on, and the table of a source beside ours."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices.models import Element, Origin, Region, Sector, SourceCount

from ..factories import (
    ELEMENTS,
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
)
from .html import Page, visit

pytestmark = pytest.mark.django_db

PAGES = ["/dekking/", "/dekking/?naar=regio", "/dekking/?naar=arbeidsmarktregio"]


@pytest.fixture
def places(db: None) -> tuple[Sector, Region]:
    """A branch in a tree of sectors, and a labour-market region in a province of the country."""
    make_pillars()
    branch = make_sector("ggz", parent=make_sector("zorg"))
    country = make_region("nederland", kind="land")
    province = make_region("utrecht", parents=[country])
    return branch, make_region("midden", parents=[province], kind="arbeidsmarktregio")


def rows(client: Client, query: str = "", delimiter: str = ";") -> list[dict[str, str]]:
    """The lines of the file by the names of their columns."""
    answer = client.get(f"/dekking.csv{query}")
    assert answer.status_code == 200
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def cells(client: Client, address: str) -> dict[str, str]:
    """What each link in the table says, without hidden words, by where it leads."""
    page = client.get(address).content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    found = re.findall(r'<td[^>]*><a href="([^"]*)"[^>]*>(.*?)</a>', table)
    plain = [re.sub(r"<(i|span)\b.*?</\1>", "", text) for _, text in found]
    return dict(zip((unescape(place) for place, _ in found), plain, strict=True))


class TestCells:
    def test_count_leads_to_the_list_that_shows_it(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        branch, region = places
        make_practice(sectors=[branch], regions=[region], pillars=["2a"])
        make_practice(sectors=[branch], pillars=["2a"])
        make_practice(sectors=[branch], pillars=["2a"], status="draft")
        for address in PAGES:
            shown = cells(client, address)
            filled = {place: text for place, text in shown.items() if "/voorbeelden/?" in place}
            for place, text in filled.items():
                one_or_more = "1 voorbeeld" if text == "1" else f"{text} voorbeelden"
                assert one_or_more in visit(client, place).text
        assert cells(client, PAGES[0])["/voorbeelden/?pijler=2a&sector=ggz"] == "2"
        assert cells(client, PAGES[1])["/voorbeelden/?pijler=2a&regio=utrecht"] == "1"
        assert cells(client, PAGES[2])["/voorbeelden/?pijler=2a&regio=midden"] == "1"

    def test_empty_cell_invites_with_both_filled_in(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        shown = cells(client, "/dekking/")
        assert shown["/indienen/?pijler=3c&sector=ggz"] == "+"
        assert shown["/indienen/?sector=ggz"] == "0"
        assert shown["/indienen/?pijler=3c"] == "0"
        page = visit(client, "/dekking/")
        assert "Nog geen bij 3c: stuur er een in" in page.text
        link = page.all("a", href="/indienen/?pijler=3c&sector=ggz")[0]
        assert link["rel"] == "nofollow"

    def test_filled_open_and_empty_differ_in_class_and_in_words(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        branch, _ = places
        make_practice(sectors=[branch], pillars=["1a"])
        make_pillar_tag(make_practice(sectors=[branch]), "2a", origin=Origin.EDITORS)
        page = visit(client, "/dekking/")
        assert len(page.all("td", **{"class": "t1 p1"})) == 2  # the branch, and what it lies in
        assert len(page.all("td", **{"class": "t1 p2 open"})) == 2
        assert len(page.all("td", **{"class": "t0 p3"})) == 6
        assert "1a 1 voorbeeld bij 1a" in page.text
        assert "2a 1 voorbeeld bij 2a, niet zo in de bron" in page.text

    def test_rows_lead_to_the_pages_of_sectors_regions_and_elements(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        assert {"/sectoren/zorg/", "/sectoren/ggz/", "/pijlers/3c/"} <= set(
            visit(client, "/dekking/").links()
        )
        assert {"/regios/nederland/", "/regios/utrecht/"} <= set(visit(client, PAGES[1]).links())
        assert "/regios/midden/" in visit(client, PAGES[2]).links()


class TestTable:
    def test_heads_caption_and_region_are_there_for_who_hears_it(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        page = visit(client, "/dekking/")
        assert len(page.all("caption")) == 1
        assert len(page.all("th", scope="colgroup")) == 3
        assert len(page.all("th", scope="col")) == 11
        assert len(page.all("th", scope="row")) == 3  # two sectors and the whole
        (region,) = page.all("div", role="region")
        assert region["tabindex"] == "0"
        assert page.all("h2", id=str(region["aria-labelledby"]))
        assert page.repeated_ids == []

    def test_lead_counts_the_cells(self, client: Client, places: tuple[Sector, Region]) -> None:
        make_practice(sectors=[places[0]], pillars=["1a", "1b"])
        text = visit(client, "/dekking/").text
        assert "Bij 4 van de 18 combinaties van sector en element staat al een voorbeeld." in text
        assert "Bij 14 nog niet." in text

    def test_row_has_the_short_name_below_a_head_that_says_the_kind(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        make_region("arbeidsmarktregio-utrecht", name="Utrecht", kind="arbeidsmarktregio")
        page = visit(client, PAGES[2])
        assert "Arbeidsmarktregio Alle" in page.text
        assert re.search(r">Utrecht</a></th>", client.get(PAGES[2]).content.decode())

    def test_legend_has_the_hues_of_the_pillars_and_the_classes_of_every_picture(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        make_practice(sectors=[places[0]], pillars=["1a"])
        page = visit(client, "/dekking/")
        assert "1 , 2 of 3 , 4 tot en met 7 , 8 of meer" in page.text
        for heat in range(5):
            for hue in "123":
                assert len(page.all("i", **{"class": f"t{heat} p{hue}"})) == 1

    def test_what_no_cell_holds_is_said(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        make_practice(sectors=[places[0]], pillars=["1"])
        assert "1 voorbeeld hoort nog bij geen element." in visit(client, "/dekking/").text
        assert "staat geen sector" not in visit(client, "/dekking/").text
        assert "Bij 1 voorbeeld staat geen regio." in visit(client, PAGES[1]).text

    def test_province_is_no_labour_market_region(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        make_practice(regions=[make_region("zeeland")])
        assert "Bij 1 voorbeeld staat geen arbeidsmarktregio." in visit(client, PAGES[2]).text

    def _with_empty_rows(self, client: Client, amount: int) -> Page:
        make_pillars()
        make_practice(regions=[make_region(kind="arbeidsmarktregio")], pillars=["2a"])
        for number in range(amount):
            make_region(f"leeg-{number}", kind="arbeidsmarktregio")
        make_practice()
        return visit(client, PAGES[2])

    def test_a_dozen_empty_rows_stay_in_sight(self, client: Client) -> None:
        page = self._with_empty_rows(client, 12)
        assert "zonder voorbeeld" not in page.text
        assert page.text.index("Leeg 11") < page.text.index("De hele kennisbank")

    def test_more_empty_rows_are_folded_below_the_others(self, client: Client) -> None:
        page = self._with_empty_rows(client, 13)
        assert page.all("details", **{"class": "more folded"})
        assert "13 arbeidsmarktregio’s zonder voorbeeld" in page.text
        lead = (
            "Bij 1 van de 126 combinaties van arbeidsmarktregio en element staat al een voorbeeld."
        )
        assert f"{lead} Bij 125 nog niet." in page.text
        assert "/indienen/?pijler=2a&regio=leeg-0" in page.links()
        assert page.text.index("De hele kennisbank") < page.text.index("Leeg 0")
        assert page.repeated_ids == []

    def test_the_other_matrices_are_one_click_away(self, client: Client) -> None:
        for address in PAGES:
            page = visit(client, address)
            (here,) = page.all("a", **{"aria-current": "page"})
            assert here["href"] == address
            assert set(PAGES) <= set(page.links())
            (canonical,) = page.all("link", rel="canonical")
            assert str(canonical["href"]).endswith(address)

    @pytest.mark.parametrize("address", PAGES)
    def test_an_empty_knowledge_base_has_a_page(self, client: Client, address: str) -> None:
        page = visit(client, address)
        assert "Er is nog niets om te tellen." in page.text
        assert page.all("table") == []


class TestGaps:
    def test_element_with_fewest_is_shown_in_the_words_of_the_source(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        Element.objects.filter(code="3c").update(
            quotation="Secundair geregeld zijn.", points="Eén\nTwee", place="Bijlage 1, onder 3c"
        )
        make_practice(pillars=ELEMENTS[:8])
        page = visit(client, "/dekking/")
        assert "Het grootste gat: 3c Element 3c Wij kennen er nog geen voorbeeld van." in page.text
        assert "Secundair geregeld zijn. Eén Twee" in page.text
        assert "Woorden van de bron: Bijlage 1, onder 3c." in page.text
        assert "/indienen/?pijler=3c" in page.links()
        assert "De bron zelf" not in page.text

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            (0, "De bron zelf (De commissie) telt er ook geen."),
            (2, "De bron zelf (De commissie) telt er 2."),
        ],
    )
    def test_what_a_source_counts_of_it_is_said(
        self, client: Client, places: tuple[Sector, Region], told: int, words: str
    ) -> None:
        make_practice(pillars=ELEMENTS[:8])
        source = make_source(author="De commissie")
        SourceCount.objects.create(source=source, element_id="3c", practices=told)
        assert words in visit(client, "/dekking/").text

    def test_a_few_that_are_equal_are_each_shown(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        make_practice(pillars=ELEMENTS)
        make_practice(pillars=ELEMENTS[2:])
        text = visit(client, "/dekking/").text
        assert "Een groot gat: 1a Element 1a Wij kennen 1 voorbeeld." in text
        assert "Een groot gat: 1b" in text

    def test_where_most_are_equal_no_gap_is_singled_out(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        make_practice(pillars=["2a"])
        assert "gat:" not in visit(client, "/dekking/").text


class TestBesideTheSource:
    def test_table_of_the_source_stands_beside_ours_with_a_reason(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        source = make_source("advies", title="Het advies", author="De commissie")
        for code, number in (("2a", 3), ("2b", 1)):
            SourceCount.objects.create(source=source, element_id=code, practices=number)
        make_practice(sources=[source], pillars=["2a"])
        make_practice(sources=[source], pillars=["2"])
        make_pillar_tag(make_practice(), "2a", origin=Origin.EDITORS)
        page = visit(client, "/dekking/")
        assert "/bronnen/advies/" in page.links()
        assert "Het advies (2021) , van: De commissie." in page.text
        assert "2a Element 2a telling 3 zo in de bron 1 hier 2" in page.text
        assert "Samen telling 4 zo in de bron 1 hier 2" in page.text
        assert "De tabel van de bron komt op 4." in page.text
        assert "Bij de voorbeelden zelf noemt de bron samen 1 keer een element." in page.text
        assert "Bij 1 voorbeeld staan wel pijlers, maar geen elementen." in page.text
        assert "Het verschil van 3 kunnen wij niet herleiden." in page.text
        assert "Daarom tellen wij er meer" not in page.text

    def test_no_difference_needs_no_reason(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        source = make_source("advies")
        SourceCount.objects.create(source=source, element_id="2a", practices=1)
        make_practice(sources=[source], pillars=["2a"])
        assert "Waarom verschilt dit?" not in visit(client, "/dekking/").text

    def test_without_a_source_that_counts_there_is_no_table(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        assert "telling van de bron" not in visit(client, "/dekking/").text


class TestFile:
    @pytest.mark.parametrize(
        ("query", "facet", "page"),
        [
            ("", "sector", PAGES[0]),
            ("?naar=regio", "regio", PAGES[1]),
            ("?naar=arbeidsmarktregio", "regio", PAGES[2]),
        ],
    )
    def test_file_has_the_numbers_of_the_page(
        self, client: Client, places: tuple[Sector, Region], query: str, facet: str, page: str
    ) -> None:
        branch, region = places
        make_practice(sectors=[branch], regions=[region], pillars=["2a", "1"])
        make_pillar_tag(make_practice(regions=[region]), "3b", origin=Origin.EDITORS)
        make_practice(sectors=[branch], pillars=ELEMENTS, status="archived")
        shown = cells(client, page)
        lines = rows(client, query)
        assert len(lines) == len(shown)
        for line in lines:
            count = line["aantal"]
            asked = line["url"].partition("/voorbeelden/")[2]
            place = f"/voorbeelden/{asked}" if count != "0" else f"/indienen/{asked}"
            assert shown[place] in ({"0", "+"} if count == "0" else {count})
        sourced = {
            (line["element"], line[facet]): line["uitBron"] for line in lines if line["uitBron"]
        }
        assert sourced["2a", "alle"] == "1"
        assert sourced["3b", "alle"] == "0"

    def test_file_opens_in_a_spreadsheet(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        make_sector("formule", name="=1+1;2")
        answer = client.get("/dekking.csv")
        assert answer.getvalue().startswith(b"\xef\xbb\xbfelement;elementNaam;sector;sectorNaam;")
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
        day = f"{timezone.localdate():%Y-%m-%d}"
        disposition = f'attachment; filename="dekking-sector-{day}.csv"'
        assert answer.headers["Content-Disposition"] == disposition
        named = {line["sector"]: line["sectorNaam"] for line in rows(client)}
        assert named["formule"] == "'=1+1;2"
        assert rows(client, "?scheiding=komma", ",") == rows(client)

    def test_unknown_matrix_is_the_first_without_a_word(
        self, client: Client, places: tuple[Sector, Region]
    ) -> None:
        assert rows(client, "?naar=mars") == rows(client)


class TestHostile:
    def test_unknown_matrix_is_said(self, client: Client, places: tuple[Sector, Region]) -> None:
        page = visit(client, "/dekking/?naar=mars%3Cb%3E")
        assert (
            "De verdeling ‘mars<b>’ kennen wij niet. U ziet de verdeling per sector." in page.text
        )
        assert page.all("b") == visit(client, "/dekking/").all("b")
        assert "kennen wij niet" not in visit(client, "/dekking/?naar=").text

    @pytest.mark.parametrize("path", ["/dekking/", "/dekking.csv"])
    @pytest.mark.parametrize(
        "query",
        [
            "naar=" + "x" * 5000,
            "naar=%00%0a%1b",
            "naar=regio&naar=sector",
            "&".join(f"naar={n}&x={n}" for n in range(500)),
            "scheiding=%0d%0aSet-Cookie:x",
            "%ff=%fe",
        ],
    )
    def test_any_parameters_get_an_answer(self, client: Client, path: str, query: str) -> None:
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 200
        assert len(answer.getvalue()) < 100_000

    def test_names_are_text(self, client: Client, places: tuple[Sector, Region]) -> None:
        make_sector("script", name="<script>alert(1)</script>")
        Element.objects.filter(code="1a").update(name='"><img src=x onerror=alert(1)>')
        page = client.get("/dekking/").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page

    @pytest.mark.parametrize("path", ["/dekking/", "/dekking.csv"])
    def test_page_is_only_read(self, client: Client, path: str) -> None:
        assert client.post(path).status_code == 405
        assert client.get(path).cookies == {}


@pytest.mark.parametrize("address", [*PAGES, "/dekking.csv"])
def test_number_of_queries_is_fixed(
    client: Client, places: tuple[Sector, Region], address: str
) -> None:
    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    SourceCount.objects.create(source=make_source(), element_id="2a", practices=3)
    make_practice(sectors=[places[0]], regions=[places[1]], pillars=ELEMENTS[:8])
    few = queries()
    for code in ELEMENTS[:8]:
        make_practice(sectors=[places[0], make_sector()], regions=[places[1]], pillars=[code])
    assert queries() == few
    assert few <= 3
