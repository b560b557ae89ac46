"""Finding what identifies a person in running text. All people and numbers are invented."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from practices.advice import Severity, personal_data
from practices.advice.personal_data import Kind, find, passes_eleven_test
from practices.advice.phrases import MOST_CHARACTERS


def found(text: str) -> list[tuple[Kind, str]]:
    return [(place.kind, text[place.start : place.end]) for place in find(text)]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.EMAIL, "anna.de-vries@voorbeeld.invalid"),
        (Kind.EMAIL, "info+werk@sub.voorbeeld.invalid"),
        (Kind.EMAIL, "anna [at] voorbeeld.invalid"),
        (Kind.EMAIL, "anna(at)voorbeeld.invalid"),
        (Kind.PHONE, "06-12345678"),
        (Kind.PHONE, "06 12 34 56 78"),
        (Kind.PHONE, "0612345678"),
        (Kind.PHONE, "+31 6 12345678"),
        (Kind.PHONE, "+31(0)6-12345678"),
        (Kind.PHONE, "0031612345678"),
        (Kind.PHONE, "010-1234567"),
        (Kind.PHONE, "(010) 123 45 67"),
        (Kind.PHONE, "0172-123456"),
        (Kind.PHONE, "088 123 45 67"),
        (Kind.BSN, "111222333"),
        (Kind.BSN, "1112.22.333"),
        (Kind.BSN, "111 222 333"),
        (Kind.IBAN, "NL91 ABNA 0417 1643 00"),
        (Kind.IBAN, "nl91abna0417164300"),
        (Kind.IBAN, "BE68 5390 0754 7034"),
        (Kind.ADDRESS, "1234 AB 12"),
        (Kind.ADDRESS, "1234ab 12"),
        (Kind.ADDRESS, "12a, 1234 AB"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "Bel {} of kom langs.", "({}).", "Zie\n{}\nvoor meer"])
def test_personal_data_are_found_where_they_stand(kind: Kind, written: str, around: str) -> None:
    assert found(around.format(written)) == [(kind, written)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 en 2022, van 2018-2021.",
        "Het kost € 111.222.333 of 111 222 333 euro.",
        "24-uurs zorg, 7 x 24 uur, 0,68 fte, 100% van 350 werkgevers.",
        "Op 06-02-2021 12 mensen, op 01-02-2021 13 mensen, 06.02.2021 30 man.",
        "Van 09.00-17.00 30 mensen, om 06.30 uur.",
        "KvK 12345678, AGB-code 12345678, BIG 19012345601.",
        "https://register.voorbeeld.invalid/111222333?tel=0612345678",
        "www.voorbeeld.invalid/kvk/111222333",
        "https://sociaal.voorbeeld.invalid/@anna",
        "Bel 0800-1234567 of 0900-1234567.",
        "Kamerstuk 29 282, nr. 410; elementen 1a en 3b; SBI 86101.",
        "Postbus 12, 3500 AA Utrecht en Antwoordnummer 99, 1234 AB Plaats.",
        "IN 2021 EN 2022 OF 2023",
        "123456789 is niet te delen en 111222334 ook niet.",
        "NL91ABNA0417164301 klopt niet, XX91ABNA0417164300 ook niet.",
        "Wij doen dit @ kantoor, via @voorbeeld, a@b.",
        "De code is A0612345678 of 1.0612345678.",
        "000000000",
    ],
)
def test_years_amounts_and_codes_are_no_personal_data(text: str) -> None:
    assert found(text) == []


def test_several_are_found_in_order_and_never_twice() -> None:
    text = "Anna: 06-12345678, a@voorbeeld.invalid, NL91 ABNA 0417 1643 00, BSN 111222333."
    assert [kind for kind, _ in found(text)] == [Kind.PHONE, Kind.EMAIL, Kind.IBAN, Kind.BSN]


def test_a_warning_says_what_and_where_but_repeats_nothing() -> None:
    [finding] = personal_data({"title": "Niets", "approach": "Mail anna@voorbeeld.invalid."})
    assert (finding.field, finding.start, finding.end) == ("approach", 5, 27)
    assert finding.severity == Severity.NOTICE
    assert finding.message.startswith("Hier staat een e-mailadres. Haal dit weg")
    assert "anna" not in finding.message


def test_a_text_too_long_to_read_whole_says_so() -> None:
    text = "a" * MOST_CHARACTERS
    assert personal_data({"approach": text}) == []
    [finding] = personal_data({"approach": f"{text}b"})
    assert (finding.start, finding.end) == (MOST_CHARACTERS, MOST_CHARACTERS + 1)


NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789._-", min_size=1, max_size=30).filter(
    lambda name: name[0].isalnum() and name[-1].isalnum()
)
PROSE = st.text("abcdefghij ,.!?\n", max_size=60)


@given(name=NAMES, domain=NAMES, before=PROSE, after=PROSE)
def test_every_mail_address_is_found(name: str, domain: str, before: str, after: str) -> None:
    address = f"{name}@{domain.replace('.', '')}.invalid"
    assert (Kind.EMAIL, address) in found(f"{before} {address} {after}")


@given(st.integers(10_000_000, 99_999_999), st.sampled_from(["", " ", "-"]), PROSE)
def test_every_mobile_number_is_found(rest: int, between: str, before: str) -> None:
    number = f"06{between}{rest}"
    assert (Kind.PHONE, number) in found(f"{before} {number}.")


@given(st.integers(10_000_000, 999_999_999))
@example(111_222_333)
def test_nine_digits_are_found_exactly_when_they_pass_the_test(number: int) -> None:
    digits = f"{number:09}"
    expected = [] if not passes_eleven_test(digits) else [(Kind.BSN, digits)]
    assert [one for one in found(f"nummer {digits}") if one[0] == Kind.BSN] == expected


@given(st.integers(1, 11_111_111))
def test_a_changed_digit_fails_the_test(stem: int) -> None:
    digits = next(d for d in (f"{stem * 9 + n:09}" for n in range(1000)) if passes_eleven_test(d))
    changed = f"{digits[:-1]}{(int(digits[-1]) + 1) % 10}"
    assert not passes_eleven_test(changed)


@given(st.integers(1900, 2099), st.integers(0, 999), st.integers(0, 100))
def test_years_amounts_and_percentages_are_never_found(year: int, many: int, part: int) -> None:
    assert found(f"In {year} deden {many} mensen mee, {part}% van € {many}.{many:03},00.") == []


@given(st.text(max_size=200))
@example("NL91\u212abna0417164300 \u0130\u0131\u017f")
def test_no_text_breaks_it_and_places_lie_in_the_text_apart(text: str) -> None:
    end = 0
    for place in find(text):
        assert end <= place.start < place.end <= len(text)
        end = place.end
