"""The list as CSV, XLSX and JSON (N-12), safe to open in a spreadsheet (S-16)."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from practices import filters, results, workflow
from practices.exchange import COLUMNS, brief, escape
from practices.models import Practice

from ..factories import (
    make_practice,
    make_practices,
    make_region,
    make_sector,
    make_source,
    make_user,
)

TRIGGERS = "=+-@\t\r\n\0"
ESCAPED = re.compile(f"'+[{re.escape(TRIGGERS)}]")
any_text = st.one_of(
    st.text(),
    st.tuples(st.text("'", max_size=3), st.sampled_from(TRIGGERS), st.text()).map("".join),
)


def unescape(text: str) -> str:
    """The text as it was, for who reads a cell: one apostrophe off all that looks escaped."""
    return text[1:] if ESCAPED.match(text) else text


def fetch(client: Client, address: str) -> bytes:
    """The whole file at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer)


def csv_rows(client: Client, query: str = "", delimiter: str = ";") -> list[dict[str, str]]:
    """The rows of the CSV file by the names of their columns."""
    text = fetch(client, f"/voorbeelden.csv{query}").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def xlsx_sheet(client: Client, query: str = "") -> Any:
    """The one sheet of the workbook."""
    workbook = load_workbook(io.BytesIO(fetch(client, f"/voorbeelden.xlsx{query}")))
    assert workbook.sheetnames == ["Voorbeelden"]
    return workbook.active


@pytest.fixture
def blink(db: None) -> Practice:
    """A practice with something in every list."""
    return make_practice(
        "Blink!",
        slug="blink",
        period_start="2018",
        licence="CC0-1.0",
        sectors=[make_sector("ggz", name="Ggz"), make_sector("vvt", name="Vvt")],
        regions=[make_region("noord")],
        pillars=["2", "2a"],
        tags=["zzp", "rooster"],
        organisations=["Zorgbelang"],
        sources=[make_source("rapport", title="Rapport", published="2021")],
    )


# --- Escaping -------------------------------------------------------------------------------------


@given(any_text)
def test_escaping_loses_nothing(text: str) -> None:
    assert unescape(escape(text)) == text


@given(any_text)
def test_escaped_text_is_never_a_formula(text: str) -> None:
    assert not escape(text).startswith(tuple(TRIGGERS))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("gewoon", "gewoon"),
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1+1", "''=1+1"),
        ("''=1+1", "'''=1+1"),
        ("'s ochtends", "'s ochtends"),
        ("", ""),
    ],
)
def test_only_what_looks_like_a_formula_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize("trigger", list("=+-@\t\r"))
def test_no_cell_of_a_download_is_a_formula(client: Client, db: None, trigger: str) -> None:
    bomb = f'{trigger}HYPERLINK("http://voorbeeld.invalid")'
    make_practice(bomb, slug="bom", summary=bomb, organisations=[bomb], tags=[bomb])
    cells = [value for record in csv_rows(client) for value in record.values()]
    assert f"'{bomb}" in cells
    assert not any(cell.startswith(tuple(TRIGGERS)) for cell in cells)
    for line in xlsx_sheet(client).iter_rows():
        assert all(cell.data_type in {"s", "n"} for cell in line)
        assert all(cell.value is None or isinstance(cell.value, str) for cell in line)
        assert not any(str(cell.value).startswith(tuple("=+-@")) for cell in line)


def test_workbook_keeps_text_that_looks_like_something_else(client: Client, db: None) -> None:
    make_practice("#N/A", summary="1e5", period_start="2018")
    make_practice("\x0b=1+1", summary="TRUE")
    titles = {cell.value for cell in xlsx_sheet(client)["B"]}
    assert titles == {"titel", "#N/A", "'=1+1"}


# --- Contents -------------------------------------------------------------------------------------


def test_columns_have_the_names_of_the_api(client: Client, blink: Practice) -> None:
    record = client.get("/api/v1/voorbeelden/blink").json()
    names = {*record, "periodeVan", "periodeTot"}
    assert {column.name for column in COLUMNS} <= names
    listed = client.get("/api/v1/voorbeelden").json()["resultaten"][0]
    assert listed.keys() - {column.name for column in COLUMNS} == {"periode"}


def test_row_says_what_the_practice_is(client: Client, blink: Practice) -> None:
    assert csv_rows(client) == [
        {
            "slug": "blink",
            "titel": "Blink!",
            "samenvatting": "Een verzonnen voorbeeld voor de test.",
            "soort": "praktijkvoorbeeld",
            "fase": "",
            "onderbouwing": "",
            "url": "http://127.0.0.1:8000/voorbeelden/blink/",
            "sectoren": "Ggz | Vvt",
            "regios": "Noord",
            "pijlers": "2 Grip op het werk | 2a Element 2a",
            "trefwoorden": "rooster | zzp",
            "organisaties": "Zorgbelang (Initiatiefnemer)",
            "bronnen": "Rapport (2021), Bijlage, regels 1 tot en met 9",
            "periodeVan": "2018",
            "periodeTot": "",
            "gepubliceerdOp": f"{blink.published_at:%Y-%m-%dT%H:%M:%S.%fZ}",
            "gewijzigdOp": f"{blink.updated_at:%Y-%m-%dT%H:%M:%S.%fZ}",
            "bevestigdOp": "",
            "licentie": "CC0-1.0",
        }
    ]


def test_csv_opens_in_dutch_excel(client: Client, blink: Practice) -> None:
    answer = client.get("/voorbeelden.csv")
    body = b"".join(answer)
    assert body.startswith(b"\xef\xbb\xbfslug;titel;")
    assert b"\r\n" in body
    assert answer["Content-Type"].startswith("text/csv; charset=utf-8")
    assert re.fullmatch(
        r'attachment; filename="voorbeelden-\d{4}-\d\d-\d\d\.csv"', answer["Content-Disposition"]
    )


def test_csv_can_have_commas(client: Client, db: None) -> None:
    make_practice('Een "titel", met; alles\nerin')
    title = 'Een "titel", met; alles\nerin'
    assert csv_rows(client, "?scheiding=komma", ",")[0]["titel"] == title
    assert csv_rows(client, "?scheiding=punt")[0]["titel"] == title


def test_workbook_has_a_fixed_header_and_the_rows_of_the_csv(
    client: Client, blink: Practice
) -> None:
    sheet = xlsx_sheet(client)
    assert sheet.freeze_panes == "A2"
    header, only = sheet.iter_rows(values_only=True)
    assert list(header) == [column.name for column in COLUMNS]
    assert [value or "" for value in only] == list(csv_rows(client)[0].values())
    answer = client.get("/voorbeelden.xlsx")
    name = answer["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="voorbeelden-[\d-]{10}\.xlsx"', name)


def test_json_is_the_list_of_the_api_without_pages(client: Client, blink: Practice) -> None:
    for _ in range(21):
        make_practice()
    listed = client.get("/api/v1/voorbeelden?sorteer=titel&perPagina=100").json()
    assert json.loads(fetch(client, "/voorbeelden.json?sorteer=titel")) == listed
    assert listed["aantal"] == len(listed["resultaten"]) == 22


def test_empty_json_is_json(client: Client, db: None) -> None:
    answer = client.get("/voorbeelden.json")
    assert answer["Content-Type"] == "application/json"
    assert json.loads(b"".join(answer))["resultaten"] == []


def test_years_the_wrong_way_round_leave_nothing(client: Client, db: None) -> None:
    make_practice(period_start="2019", period_end="2023")
    query = "?jaarVan=2022&jaarTot=2020"
    assert csv_rows(client, query) == []
    assert json.loads(fetch(client, f"/voorbeelden.json{query}"))["aantal"] == 0


def test_download_is_the_list_that_was_asked_for(client: Client, blink: Practice) -> None:
    make_practice("Anders")
    make_practice("Concept", status="draft", sectors=blink.sectors.all())
    query = "?sector=ggz&sector=mars&jaarVan=ooit&pagina=7&onzin=1"
    answer = json.loads(fetch(client, f"/voorbeelden.json{query}"))
    assert [record["titel"] for record in answer["resultaten"]] == ["Blink!"]
    assert [record["titel"] for record in csv_rows(client, query)] == ["Blink!"]
    assert [cell.value for cell in xlsx_sheet(client, query)["B"]] == ["titel", "Blink!"]


@pytest.mark.parametrize("address", ["/voorbeelden.csv", "/voorbeelden.xlsx", "/voorbeelden.json"])
def test_download_is_for_reading_and_sets_no_cookie(client: Client, db: None, address: str) -> None:
    for method, status in (("GET", 200), ("HEAD", 200), ("POST", 405)):
        answer = client.generic(method, address)
        assert answer.status_code == status
        assert not answer.cookies


# --- What the index keeps -------------------------------------------------------------------------

LISTS = ["/voorbeelden.csv", "/voorbeelden.xlsx", "/voorbeelden.json"]


def test_json_has_the_names_of_a_record_in_their_order(client: Client, blink: Practice) -> None:
    kept = fetch(client, "/voorbeelden.json").decode().splitlines()[1]
    assert kept == json.dumps(brief(blink), ensure_ascii=False)


def test_region_and_role_are_named_as_on_the_page(client: Client, db: None) -> None:
    south = make_region("zuid", name="Zuid", kind="regioplus")
    make_practice(regions=[south, make_region("oost")], organisations=["Zorgbelang", "Actiz"])
    (record,) = csv_rows(client)
    assert record["regios"] == "Oost | Zuid (RegioPlus)"
    assert record["organisaties"] == "Actiz (Initiatiefnemer) | Zorgbelang (Initiatiefnemer)"


def test_new_name_of_a_source_is_in_the_next_file(client: Client, blink: Practice) -> None:
    source = blink.citations.get().source
    source.title, source.published = "Nieuw rapport", "2024"
    source.save()
    workflow.names_changed(source)
    (record,) = csv_rows(client)
    assert record["bronnen"] == "Nieuw rapport (2024), Bijlage, regels 1 tot en met 9"


@pytest.mark.parametrize("address", LISTS)
def test_one_query_more_for_each_block(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def queries() -> int:
        fetch(client, address)
        with CaptureQueriesContext(connection) as captured:
            fetch(client, address)
        return len(captured)

    monkeypatch.setattr(results, "AT_ONCE", 2)
    for number in range(4):
        make_practice(tags=[f"woord {number}"], pillars=["2a"], sources=[make_source()])
    two_blocks = queries()
    for number in range(6):
        make_practice(tags=[f"woord {number}"], pillars=["2a"], sources=[make_source()])
    assert queries() == two_blocks + 3


@pytest.mark.parametrize("address", LISTS)
def test_headers_alone_read_no_practice_and_make_no_body(
    client: Client, rf: RequestFactory, blink: Practice, address: str
) -> None:
    whole = client.get(address)
    with CaptureQueriesContext(connection) as captured:
        # the view itself: the client, as some servers, makes the body and throws it away
        answer = resolve(address).func(rf.head(address))
        assert list(answer.streaming_content) == []
    assert [q["sql"] for q in captured if "practices_indexstate" not in q["sql"]] == []
    assert "Content-Length" not in answer
    headers = client.head(address).headers
    assert {**headers, "Content-Length": None} == {**whole.headers, "Content-Length": None}


# --- Withdrawn while the file is sent -------------------------------------------------------------


@pytest.fixture
def three(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Practice]:
    """Three practices, each a block of its own."""
    monkeypatch.setattr(results, "AT_ONCE", 1)
    return make_practices("aap", "noot", "mies")


@pytest.mark.parametrize("move", [workflow.retract, workflow.archive])
@pytest.mark.parametrize("address", ["/voorbeelden.csv", "/voorbeelden.json"])
def test_withdrawn_practice_is_in_no_block_that_is_still_to_come(
    client: Client, three: list[Practice], address: str, move: Any
) -> None:
    parts = iter(client.get(f"{address}?sorteer=titel"))
    begun = ""
    while "Aap" not in begun:
        begun += next(parts).decode()
    move(three[2], actor=make_user("eindredacteur"), note="Klopt niet meer.")
    rest = b"".join(parts).decode()
    assert "Noot" in rest
    assert "Mies" not in begun + rest
    if address.endswith("json"):
        answer = json.loads(begun + rest)
        assert (answer["aantal"], len(answer["resultaten"])) == (3, 2)


def test_withdrawn_practice_is_in_no_workbook_and_no_slice_of_an_index_a_moment_old(
    three: list[Practice],
) -> None:
    listed = filters.lenient(QueryDict("sorteer=titel"))[0].results
    workflow.archive(three[2], actor=make_user("eindredacteur"), note="Klopt niet meer.")
    assert len(listed) == 3
    assert [record["titel"] for (record,) in listed.all_kept("record")] == ["Aap", "Noot"]
    assert [practice.title for practice in listed] == ["Aap", "Noot"]
    assert [practice.title for practice in listed[:3]] == ["Aap", "Noot"]
    with pytest.raises(IndexError):
        listed[1]
