"""Finding what identifies a person in running text, where it does not belong (P-11).

Contact details have fields of their own, with consent; in a text they would be published unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .findings import Finding, Severity
from .phrases import MOST_CHARACTERS


class Kind(StrEnum):
    """What was found, as it is called on screen."""

    EMAIL = "een e-mailadres"
    IBAN = "een rekeningnummer"
    PHONE = "een telefoonnummer"
    ADDRESS = "een woonadres (postcode met huisnummer)"
    BSN = "een getal dat een burgerservicenummer kan zijn"


@dataclass(frozen=True)
class Place:
    """Where something personal stands in a text."""

    kind: Kind
    start: int
    end: int


# Every pattern is of a bounded length: the time grows with the text only.
_WEB = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
_AT = re.compile(r"@| {0,2}[\[(](?:at|apenstaartje)[\])] {0,2}", re.IGNORECASE)
_LOCAL = re.compile(r"[\w.+%'\-]{1,64}\Z")
_DOMAIN = re.compile(r"[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .\-]?[A-Z0-9]){8,30}", re.IGNORECASE | re.ASCII)
_PHONE = re.compile(
    r"(?<![\w+])(?<!\d[.,/\-])(?:(?:\+|00)31[ .\-]?(?:\(0\)[ .\-]?)?|(?:\((?=0\d{1,3}\)))?0)"
    r"[1-9](?:[ .\-()/]{0,2}\d){8}(?![\w%])"
)
_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?!\d)")
_POSTCODE = r"[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})(?!\w)"
_ADDRESS = re.compile(
    rf"(?<![\w€])(?:\d{{1,5}}[a-zA-Z]?,?\s{{1,2}}{_POSTCODE}|{_POSTCODE},?\s{{1,2}}\d{{1,5}}(?!\w))"
)
_NO_HOME = re.compile(r"(?:postbus|antwoordnummer)\s{1,2}\Z", re.IGNORECASE)
_YEAR_AND_WORD = re.compile(r"(?:19|20)\d\d ?(?:EN|OF|IN|TM|TE)\b")
_BSN = re.compile(
    r"(?<![\w€])(?<!\d[.,/\-])(?<!€ )(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3} \d{3} \d{3})"
    r"(?![\w%]|[.,/\-]\d| euro| personen| mensen)"
)

_TOO_LONG = (
    "Deze tekst is te lang om helemaal na te kijken. "
    "Kijk zelf of er na dit punt gegevens van personen staan."
)
_IBAN_LENGTHS = {
    entry[:2]: int(entry[2:])
    for entry in (
        *("NL18", "BE16", "DE22", "FR27", "LU20", "GB22", "IE22", "ES24", "IT27", "PT25", "AT20"),
        *("CH21", "DK18", "SE24", "NO15", "FI18", "PL28", "CZ24", "HU28", "RO24", "BG22", "GR27"),
    )
}
_AREA_LENGTHS = {3, 4}
"""Digits of an area code, apart from 06."""
_SERVICE = ("080", "090")
"""Numbers that everybody may call: no person's."""


def personal_data(texts: Mapping[str, str]) -> list[Finding]:
    """Warnings for each text, by the name of its field. They do not repeat what was found.

    A text too long to be read whole gets a warning too.
    """
    found = [
        Finding(
            field,
            f"Hier staat {place.kind}. Haal dit weg: een lezer mag niet zien om wie het gaat. "
            "Voor een contactpersoon is er een eigen veld.",
            Severity.NOTICE,
            place.start,
            place.end,
        )
        for field, text in texts.items()
        for place in find(text)
    ]
    unread = [
        Finding(field, _TOO_LONG, Severity.NOTICE, MOST_CHARACTERS, len(text))
        for field, text in texts.items()
        if len(text) > MOST_CHARACTERS
    ]
    return found + unread


def find(text: str) -> list[Place]:
    """What identifies a person, in the order of the text; no two places overlap."""
    text = text[:MOST_CHARACTERS]
    taken: list[Place] = []
    # the surest first: digits of an account or a telephone are no burgerservicenummer as well
    for finder in (_emails, _ibans, _phones, _addresses, _bsns):
        free = _blank(text, taken)
        taken += finder(free)
        if finder is _emails:  # numbers in a web address are its own
            text = _WEB.sub(lambda match: " " * len(match[0]), text)
    return sorted(taken, key=lambda place: place.start)


def _blank(text: str, taken: list[Place]) -> str:
    """The text with spaces where something was found already."""
    pieces, at = [], 0
    for place in sorted(taken, key=lambda one: one.start):
        pieces += [text[at : place.start], " " * (place.end - place.start)]
        at = place.end
    return "".join([*pieces, text[at:]])


def _emails(text: str) -> Iterator[Place]:
    after = 0
    for at in _AT.finditer(text):
        before = _LOCAL.search(text, max(after, at.start() - 64), at.start())
        domain = _DOMAIN.match(text, at.end())
        if before and domain and _is_domain(domain[0]) and not _in_path(text, before.start()):
            after = domain.end()
            yield Place(Kind.EMAIL, before.start(), after)


def _is_domain(domain: str) -> bool:
    last = domain.rpartition(".")[2]
    return len(last) > 1 and last.isalpha()


def _in_path(text: str, start: int) -> bool:
    """True for the "@" of a web address, as in https://social.example/@naam."""
    return text[max(0, start - 1) : start] == "/"


def _ibans(text: str) -> Iterator[Place]:
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match[0][:2].upper(), 0)
        end, seen = match.start(), 0
        while end < match.end() and seen < length:
            seen += text[end].isalnum()
            end += 1
        account = "".join(filter(str.isalnum, text[match.start() : end])).upper()
        if length and seen == length and _is_iban(account) and not text[end : end + 1].isalnum():
            yield Place(Kind.IBAN, match.start(), end)


def _is_iban(account: str) -> bool:
    """The check that every IBAN passes (ISO 13616)."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _phones(text: str) -> Iterator[Place]:
    for match in _PHONE.finditer(text):
        if _is_phone(match[0]):
            yield Place(Kind.PHONE, match.start(), match.end())


def _is_phone(written: str) -> bool:
    """True unless it is a date, a number of a service, or grouped as no telephone number is."""
    if not written.startswith(("0", "(")) or written.startswith("0031"):
        return True
    digits = "".join(filter(str.isdecimal, written))
    first = re.match(r"\d{1,10}", written.lstrip("("))
    area = len(first[0]) if first else 0
    whole = area == len(digits) or area in _AREA_LENGTHS or (digits[:2] == "06" and area > 1)
    return whole and not _DATE.match(written) and not digits.startswith(_SERVICE)


def _addresses(text: str) -> Iterator[Place]:
    for match in _ADDRESS.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if not _NO_HOME.search(before) and not _YEAR_AND_WORD.search(match[0]):
            yield Place(Kind.ADDRESS, match.start(), match.end())


def _bsns(text: str) -> Iterator[Place]:
    for match in _BSN.finditer(text):
        if passes_eleven_test("".join(filter(str.isdecimal, match[0]))):
            yield Place(Kind.BSN, match.start(), match.end())


def passes_eleven_test(digits: str) -> bool:
    """True when nine digits could be a burgerservicenummer; one in eleven numbers can."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0
