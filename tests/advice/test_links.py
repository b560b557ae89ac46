"""Judging web addresses by how they are written; nothing is ever fetched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.advice import Severity, check_link, links_in

NOTICE, ADVICE = Severity.NOTICE, Severity.ADVICE


@pytest.mark.parametrize(
    "address",
    [
        "https://voorbeeld.invalid",
        "https://www.voorbeeld.invalid/pad/stuk?q=1&r=a%20b#deel",
        " https://voorbeeld.invalid/ ",
        "https://voorbeeld.invalid.",
        "HTTPS://VOORBEELD.invalid/A",
        "https://voorbeeld.invalid/?terug=http://anders.invalid",
        "https://a-b.voorbeeld.invalid/naam@plaats",
    ],
)
def test_a_good_address_gets_no_remark(address: str) -> None:
    assert check_link("url", address) == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "‘javascript:’ mag niet"),
        ("JavaScript:alert(1)", "‘JavaScript:’ mag niet"),
        ("java\tscript:alert(1)", "onzichtbaar teken"),
        ("\x00javascript:alert(1)", "onzichtbaar teken"),
        ("data:text/html,hallo", "‘data:’ mag niet"),
        ("vbscript:x", "‘vbscript:’ mag niet"),
        ("file:///etc/passwd", "‘file:’ mag niet"),
        ("mailto:anna@voorbeeld.invalid", "‘mailto:’ mag niet"),
        ("https://", "ontbreekt de naam"),
        ("https:///pad", "ontbreekt de naam"),
        ("//voorbeeld.invalid", "ontbreekt de naam"),
        ("https:voorbeeld.invalid", "twee schuine strepen"),
        ("https://naam:geheim@voorbeeld.invalid", "naam of wachtwoord"),
        ("https://bank.invalid@boos.invalid/", "naam of wachtwoord"),
        ("https://127.0.0.1/", "getal en geen naam"),
        ("https://[::1]/", "getal en geen naam"),
        ("https://2130706433/", "getal en geen naam"),
        ("https://0x7f.1/", "getal en geen naam"),
        ("https://127.0.0.1./", "getal en geen naam"),
        ("https://localhost/", "alleen binnen uw organisatie"),
        ("https://intranet/nieuws", "alleen binnen uw organisatie"),
        ("https://wiki.corp/", "alleen binnen uw organisatie"),
        ("https://voorbeeld.invalid:8080/", "een poort (‘:8080’)"),
        ("https://xn--80ak6aa92e.invalid", "nagemaakt adres"),
        ("https://аррle.invalid", "nagemaakt adres"),
        ("https://voor_beeld.invalid", "geen goed webadres"),
        ("https://voorbeeld..invalid", "geen goed webadres"),
        ("https://-voorbeeld.invalid", "geen goed webadres"),
        ("https://voorbeeld.invalid:99999/", "geen goed webadres"),
        ("https://[", "geen goed webadres"),
        ("https://%6c.invalid", "geen goed webadres"),
        ("https://voorbeeld.invalid\\@boos.invalid", "geen goed webadres"),
        ("https://\u200bvoorbeeld.invalid", "onzichtbaar teken"),
        ("https://voorbeeld.invalid/a b", "een spatie"),
        ("", "hoogstens 500 tekens"),
        (f"https://voorbeeld.invalid/{'a' * 500}", "hoogstens 500 tekens"),
    ],
)
def test_a_broken_or_unsafe_address_is_named(address: str, words: str) -> None:
    [finding] = check_link("url", address)
    assert words in finding.message
    assert (finding.field, finding.severity) == ("url", NOTICE)


def test_plain_http_is_advice_only() -> None:
    [finding] = check_link("url", "http://voorbeeld.invalid")
    assert finding.severity == ADVICE
    assert "niet beveiligd" in finding.message


def test_an_address_without_a_beginning_is_advised_to_have_one() -> None:
    [finding] = check_link("url", "www.voorbeeld.invalid/pad")
    assert (finding.severity, finding.message) == (ADVICE, "Zet ‘https://’ voor het webadres.")
    assert len(check_link("url", "voorbeeld.invalid:8080")) == 2


def test_everything_doubtful_about_an_address_is_said() -> None:
    severities = [one.severity for one in check_link("url", "http://a:b@10.0.0.1:81/")]
    assert severities == [NOTICE, NOTICE, NOTICE, ADVICE]


def test_addresses_in_a_text_are_found_with_their_place_and_without_what_closes_them() -> None:
    text = "Zie http://voorbeeld.invalid/a_(b), (http://anders.invalid). En https://goed.invalid!"
    places = [text[one.start : one.end] for one in links_in({"approach": text})]
    assert places == ["http://voorbeeld.invalid/a_(b)", "http://anders.invalid"]


def test_markdown_links_are_read_once_with_their_title_and_brackets() -> None:
    text = '[bron](http://een.invalid "Titel") en [nog een](<http://twee.invalid>)'
    places = [text[one.start : one.end] for one in links_in({"approach": text})]
    assert places == ["http://een.invalid", "http://twee.invalid"]


def test_a_hidden_script_in_markdown_is_found() -> None:
    [finding] = links_in({"approach": "[lees het rapport](javascript:alert)"})
    assert (finding.severity, finding.start, finding.end) == (NOTICE, 19, 35)


@pytest.mark.parametrize("label", ["klik hier", "Hier", "Lees meer", " link "])
def test_a_link_that_does_not_say_where_it_leads_gets_advice(label: str) -> None:
    [finding] = links_in({"approach": f"[{label}](https://voorbeeld.invalid)"})
    assert finding.severity == ADVICE
    assert finding.message.endswith("zegt niet waar de link heen gaat. Schrijf wat daar staat.")


def test_words_that_only_look_like_a_scheme_are_left_alone() -> None:
    assert links_in({"approach": "Let op: data: dat is zo. Script: nee. 3:1 of a:b"}) == []


@given(st.text(max_size=80), st.sampled_from(["", "https://", "www.", "[a](", "javascript:"]))
def test_no_address_breaks_it(rest: str, start: str) -> None:
    check_link("url", start + rest)
    for finding in links_in({"approach": f"x {start}{rest}"}):
        assert finding.start is not None
        assert finding.end is not None
        assert 0 <= finding.start <= finding.end <= len(start + rest) + 2
