"""What is looked for and hardly found: counted without anybody in it (P-09)."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from practices import missing, search
from practices.models import SearchMiss

from .factories import make_practice, make_user
from .logging_in import log_in

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DAY = date(2026, 3, 10)


def note(text: str, agent: str = BROWSER) -> None:
    """Search, and count what was missed."""
    found = search.search(text)
    assert found is not None
    missing.note(text, found, agent=agent)


def counted() -> dict[str, int]:
    """How often each text was missed, over all days."""
    return {miss.text: miss.times for miss in SearchMiss.objects.order_by("day")}


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def add(text: str, times: int, day: date) -> None:
    SearchMiss.objects.create(text=text, times=times, day=day)


# --- What is counted -----------------------------------------------------------------------------


def test_what_is_not_found_is_counted_by_day(db: None) -> None:
    for _ in range(3):
        note("mantelzorg")
    note("scholing")
    assert counted() == {"mantelzorg": 3, "scholing": 1}
    assert {miss.day for miss in SearchMiss.objects.all()} == {timezone.localdate()}


@pytest.mark.parametrize(("there", "is_counted"), [(0, True), (2, True), (3, False)])
def test_fewer_than_three_practices_are_few(db: None, there: int, is_counted: bool) -> None:
    for _ in range(there):
        make_practice("Verzuim")
    note("verzuim")
    assert counted() == ({"verzuim": 1} if is_counted else {})


def test_some_of_the_words_are_not_what_was_asked(db: None) -> None:
    for _ in range(4):
        make_practice("Verzuim")
    note("verzuim kapper")
    assert counted() == {"verzuim kapper": 1}


def test_what_only_a_correction_finds_is_counted_as_it_was_typed(db: None) -> None:
    for _ in range(4):
        make_practice("Verzuim")
    note("verzuin")
    assert counted() == {"verzuin": 1}


def test_spelling_and_capitals_make_no_difference(db: None) -> None:
    for text in ("Re-integratie, 2e spoor", "  reïntegratie 2e SPOOR "):
        note(text)
    assert counted() == {"reintegratie 2e spoor": 2}


@pytest.mark.parametrize(
    "text",
    [
        "jan@voorbeeld.nl",
        "jan @ voorbeeld",
        "jan (at) voorbeeld.nl",
        "https://voorbeeld.nl/jan",
        "www.voorbeeld",
        "voorbeeld.nl",
        "bel 06-12345678",
        "+49 151 2345678",
        "0 6 1 2 3 4 5 6 7 8",
        "NL91 ABNA 0417 1643 00",
        "111222333",
        "3511 AB 12",
        "mijn leidinggevende luistert niet en daarom ben ik nu al drie maanden ziek thuis " * 2,
    ],
)
def test_what_may_lead_to_a_person_is_not_kept(db: None, text: str) -> None:
    note(text)
    assert counted() == {}


@pytest.mark.parametrize("text", ["cao 2023", "24-uurs dienst", "0-4 jarigen", "o.a. zzp", "2a"])
def test_ordinary_numbers_and_signs_are_kept(db: None, text: str) -> None:
    note(text)
    assert list(counted().values()) == [1]


def test_text_is_kept_up_to_eighty_letters(db: None) -> None:
    note("a" * 80)
    note("b" * 81)
    assert counted() == {"a" * 80: 1}


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36",
    ],
)
def test_machines_are_not_counted(db: None, agent: str) -> None:
    note("mantelzorg", agent)
    assert counted() == {}


def test_flood_of_words_does_not_fill_the_table(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "MOST_NEW_A_DAY", 3)
    add("gisteren", 1, timezone.localdate() - timedelta(days=1))
    for word in ("aap", "noot", "mies", "wim", "zus", "aap"):
        note(word)
    assert counted() == {"gisteren": 1, "aap": 2, "noot": 1, "mies": 1}


def test_many_at_once_are_all_counted(transactional_db: None) -> None:
    found = search.search("mantelzorg")
    assert found is not None
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait()
            for _ in range(5):
                missing.note("mantelzorg", found, agent=BROWSER)
        finally:
            connection.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(missing, "PATIENCE", 10_000)  # here nobody may give up
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert counted() == {"mantelzorg": 20}


# --- Nobody notices ------------------------------------------------------------------------------


@pytest.fixture
def busy(transactional_db: None) -> Iterator[None]:
    """Somebody else is writing, and takes their time: what is written has to wait."""
    add("mantelzorg", 1, timezone.localdate())
    other: Any
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = connection.copy()
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE practices_searchmiss SET times = times")
    yield
    other.rollback()
    other.close()


def test_visitor_does_not_wait_for_who_writes(
    busy: None, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/voorbeelden/?q=mantelzorg")  # from here on the index is in memory
    answer = client.get("/voorbeelden/?q=mantelzorg", headers={"user-agent": BROWSER})
    assert answer.status_code == 200
    assert counted() == {"mantelzorg": 1}
    (line,) = [r.getMessage() for r in caplog.records if r.name == "practices.missing"]
    assert line == "zoekopdracht niet geteld: OperationalError"


def test_who_writes_for_others_waits_as_long_as_before(busy: None) -> None:
    note("mantelzorg")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            assert cursor.fetchone() == (20_000,)
        else:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("0",)


def test_database_that_takes_no_writes_is_no_error(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(words: str) -> None:
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(missing, "_count", refuse)
    answer = client.get("/voorbeelden/?q=mantelzorg", headers={"user-agent": BROWSER})
    assert answer.status_code == 200


# --- The page ------------------------------------------------------------------------------------


def ask(client: Client, query: str, method: str = "GET", place: str = "/voorbeelden/") -> Any:
    """A visitor asks something with a browser."""
    return client.generic(method, f"{place}?{query}", headers={"user-agent": BROWSER})


def test_page_counts_and_leaves_nothing_with_the_visitor(db: None, client: Client) -> None:
    answer = ask(client, "q=Mantelzorg")
    assert counted() == {"mantelzorg": 1}
    assert not answer.cookies
    assert not client.cookies


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%21%3F",
        "q=mantelzorg&pagina=1",
        "q=mantelzorg&pagina=2",
        "q=mantelzorg&sorteer=nieuw",
        "q=mantelzorg&soort=praktijkvoorbeeld",
        "q=mantelzorg&jaarVan=2020",
    ],
)
def test_only_words_by_themselves_are_counted(db: None, client: Client, query: str) -> None:
    assert ask(client, query).status_code == 200
    assert counted() == {}


@pytest.mark.parametrize(
    ("method", "place"),
    [
        ("HEAD", "/voorbeelden/"),
        ("POST", "/voorbeelden/"),
        ("GET", "/"),
        ("GET", "/api/v1/voorbeelden"),
        ("GET", "/voorbeelden.csv"),
        ("GET", "/voorbeelden.json"),
    ],
)
def test_nothing_else_counts(db: None, client: Client, method: str, place: str) -> None:
    assert ask(client, "q=mantelzorg", method, place).status_code < 500
    assert counted() == {}


def test_who_is_logged_in_is_not_counted(db: None, client: Client) -> None:
    ask(log_in(client, make_user("redacteur")), "q=mantelzorg")
    assert counted() == {}


def test_known_search_costs_one_statement_more(
    db: None, client: Client, django_assert_num_queries: Any
) -> None:
    found = search.search("mantelzorg")
    assert found is not None
    missing.note("mantelzorg", found, agent=BROWSER)
    bookkeeping = 5 if connection.vendor == "sqlite" else 3  # how long to wait, and a transaction
    with django_assert_num_queries(1 + bookkeeping):
        missing.note("mantelzorg", found, agent=BROWSER)


# --- Showing and forgetting ----------------------------------------------------------------------


def test_shown_from_five_uses_in_thirty_days_most_used_first(db: None) -> None:
    for days in range(5):
        add("verspreid", 1, ago(days))
    add("vaak", 9, ago(29))
    add("vier keer", 4, ago(0))
    add("lang geleden", 50, ago(30))
    assert missing.most_missed(DAY) == [("vaak", 9), ("verspreid", 5)]


def test_no_more_than_a_hundred_are_shown(db: None) -> None:
    for number in range(missing.MOST_SHOWN + 1):
        add(f"woord {number}", 5, ago(0))
    assert len(missing.most_missed(DAY)) == missing.MOST_SHOWN


def test_everything_is_forgotten_after_ninety_days(db: None) -> None:
    add("vaak", 9, ago(89))
    add("vaak", 9, ago(90))
    assert [missing.forget_old(DAY), missing.forget_old(DAY)] == [1, 0]
    assert SearchMiss.objects.get().day == ago(89)


def test_what_few_used_is_forgotten_after_a_week(db: None) -> None:
    add("eens", 4, ago(7))
    add("kortgeleden", 4, ago(6))
    add("vaker", 3, ago(20))
    add("vaker", 2, ago(7))
    assert missing.forget_old(DAY) == 1
    assert {miss.text for miss in SearchMiss.objects.all()} == {"kortgeleden", "vaker"}
