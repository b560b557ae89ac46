"""Reading the environment: what is understood, and that nonsense is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.env import NO, YES, Environment, SettingError, parse_database_url

BASE = Path("/srv/kennisbank")


def env(**variables: str) -> Environment:
    return Environment(variables)


def database(url: str) -> dict[str, Any]:
    return parse_database_url(url, name="DATABASE_URL", base=BASE)


def test_text_loses_the_spaces_around_it() -> None:
    assert env(A="  een naam ").text("A") == "een naam"


@pytest.mark.parametrize("variables", [{}, {"A": ""}, {"A": "  "}])
def test_an_empty_variable_counts_as_not_set(variables: dict[str, str]) -> None:
    reader = Environment(variables)
    assert reader.text("A", "standaard") == "standaard"
    assert reader.flag("A", default=True) is True
    assert reader.number("A", 7) == 7
    assert reader.items("A", ("x",)) == ["x"]
    assert reader.secret("A", "s") == "s"


@pytest.mark.parametrize("value", ["een\ntwee", "een\x00", "een\x1b[31m"])
def test_text_refuses_characters_that_cannot_be_seen(value: str) -> None:
    with pytest.raises(SettingError, match="A bevat"):
        env(A=value).text("A")


def test_choice_is_the_first_option_when_not_set() -> None:
    assert env().choice("A", ("een", "twee")) == "een"
    assert env(A="twee").choice("A", ("een", "twee")) == "twee"


def test_choice_names_the_options_when_it_refuses() -> None:
    with pytest.raises(SettingError, match="'drie'; kies uit: een, twee"):
        env(A="drie").choice("A", ("een", "twee"))


@pytest.mark.parametrize("word", sorted(YES | NO))
def test_flag_knows_dutch_and_english(word: str) -> None:
    assert env(A=word.upper()).flag("A") is (word in YES)


@pytest.mark.parametrize("word", ["2", "jawel", "-"])
def test_flag_refuses_what_is_neither_yes_nor_no(word: str) -> None:
    with pytest.raises(SettingError, match="ja of nee"):
        env(A=word).flag("A")


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("25", 25), ("65535", 65535)])
def test_number(value: str, number: int) -> None:
    assert env(A=value).number("A", 1, most=65535) == number


@pytest.mark.parametrize("value", ["-1", "65536", "1_0", "1.5", "tien", "٣", "9" * 5000])
def test_number_refuses_nonsense(value: str) -> None:
    with pytest.raises(SettingError, match="van 0 tot en met 65535"):
        env(A=value).number("A", 1, most=65535)


def test_items_lose_spaces_and_empty_ones() -> None:
    assert env(A=" a.nl, b.nl ,,").items("A") == ["a.nl", "b.nl"]


def test_secret_from_a_file_without_its_line_break(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim met spatie \n", encoding="utf-8")
    reader = env(A_FILE=str(tmp_path / "secret"))
    assert reader.secret("A") == "geheim met spatie"
    assert reader.misspelt("A") == []


@pytest.mark.parametrize("content", [b"", b"\n", b"een\ntwee", b"\xff\xfe"])
def test_secret_refuses_a_file_that_is_not_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    with pytest.raises(SettingError, match="A_FILE"):
        env(A_FILE=str(tmp_path / "secret")).secret("A")


def test_secret_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="niet te lezen"):
        env(A_FILE=str(tmp_path / "weg")).secret("A")


def test_secret_refuses_two_answers() -> None:
    with pytest.raises(SettingError, match="niet allebei"):
        env(A="x", A_FILE="/y").secret("A")


def test_misspelt_names_are_those_nobody_asked_for() -> None:
    reader = env(KENNISBANK_URL="x", KENNISBANK_URLS="y", KENNISBANK_KEY_FILE="z", OTHER="w")
    reader.text("KENNISBANK_URL")
    assert reader.misspelt("KENNISBANK_") == ["KENNISBANK_KEY_FILE", "KENNISBANK_URLS"]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///var/kennisbank.sqlite3", "/srv/kennisbank/var/kennisbank.sqlite3"),
        ("sqlite:////data/kennisbank.sqlite3", "/data/kennisbank.sqlite3"),
        ("sqlite:////data/een%20map/k.sqlite3", "/data/een map/k.sqlite3"),
    ],
)
def test_sqlite_address(url: str, path: str) -> None:
    assert database(url) == {"ENGINE": "django.db.backends.sqlite3", "NAME": path}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://ann:p%40ss%2F@db.example.org:5433/kennis?sslmode=require",
            ("kennis", "ann", "p@ss/", "db.example.org", "5433", {"sslmode": "require"}),
        ),
        ("postgres://db/kennis", ("kennis", "", "", "db", "", {})),
        ("postgresql://ann@[::1]:5432/kennis", ("kennis", "ann", "", "::1", "5432", {})),
        # A folder of a socket keeps its capitals, which urllib would take away.
        ("postgresql://%2Fvar%2FRun%2FPG/kennis", ("kennis", "", "", "/var/Run/PG", "", {})),
        ("postgresql://ann@/kennis?host=/tmp/S", ("kennis", "ann", "", "/tmp/S", "", {})),
    ],
)
def test_postgresql_address(url: str, expected: tuple[Any, ...]) -> None:
    found = database(url)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    keys = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert tuple(found[key] for key in keys) == expected


@pytest.mark.parametrize(
    "url",
    [
        "mysql://geheim@db/kennis",
        "kennisbank.sqlite3",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://server/geheim.sqlite3",
        "postgresql://geheim@db/",
        "postgresql://geheim@db:99999/kennis",
        "postgresql://geheim@db:poort/kennis",
        "postgresql://geheim@[::1/kennis",
    ],
)
def test_a_refused_database_address_is_not_repeated(url: str) -> None:
    with pytest.raises(SettingError) as refused:
        database(url)
    assert "DATABASE_URL" in str(refused.value)
    assert "geheim" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_database_address_is_understood_or_refused(rest: str) -> None:
    try:
        database(f"postgresql://{rest}")
    except SettingError:
        return
