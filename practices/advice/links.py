"""Judging web addresses by how they are written. Nothing is fetched: the server visits no address
that a visitor gave (S-19)."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

from .findings import Finding, Severity
from .phrases import MOST_CHARACTERS, tokens

LONGEST_ADDRESS = 500
_INSIDE = (
    "local",
    "localhost",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "onion",
)
_EMPTY_WORDS = frozenset(
    {
        "klik hier",
        "hier",
        "lees meer",
        "meer",
        "link",
        "deze link",
        "lees verder",
        "website",
        "site",
    }
)

# Bounded, or one set of characters repeated.
_IN_TEXT = re.compile(r"(?:[a-z][a-z0-9+.\-]{1,15}://|www\.)[^\s<>\"“”‘’]{1,2000}", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]{0,30}:")
_LABEL = re.compile(r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?")
_NUMBER = re.compile(r"(?:0x[0-9a-f]{1,16}|\d{1,16})", re.IGNORECASE)


def check_link(field: str, address: str) -> list[Finding]:
    """What is wrong with an address in a field of its own; empty when nothing is."""
    return [Finding(field, message, severity) for severity, message in _remarks(address.strip())]


def links_in(texts: Mapping[str, str]) -> list[Finding]:
    """What is wrong with the addresses in running text, with their places, by field.

    Reads bare addresses and Markdown links, whose words are looked at too (A-16).
    """
    return [
        finding
        for field, text in texts.items()
        for finding in sorted(_in_text(field, text), key=lambda one: one.start or 0)
    ]


def _in_text(field: str, text: str) -> Iterator[Finding]:
    text = text[:MOST_CHARACTERS]
    seen = set()
    for label, start, end in _markdown(text):
        seen.add(start)
        if " ".join(token.word for token in tokens(label[:60])) in _EMPTY_WORDS:
            message = f"‘{label.strip()}’ zegt niet waar de link heen gaat. Schrijf wat daar staat."
            yield Finding(field, message, Severity.ADVICE, start, end)
        for severity, message in _remarks(text[start:end]):
            yield Finding(field, message, severity, start, end)
    for match in _IN_TEXT.finditer(text):
        if match.start() not in seen:
            address = _without_closing(match[0])
            for severity, message in _remarks(address):
                end = match.start() + len(address)
                yield Finding(field, message, severity, match.start(), end)


def _markdown(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of each Markdown link, and the place of its address."""
    middle = text.find("](")
    while middle >= 0:
        start = middle + 2
        end = text.find(")", start, start + 2000)
        if end < 0:
            end = min(len(text), start + 2000)
        opening = text.rfind("[", max(0, middle - 200), middle)
        written = text[start:end]
        lead = len(written) - len(written.lstrip(" <"))
        address = written.strip(" <").split(" ", 1)[0].rstrip(">")
        label = text[opening + 1 : middle] if opening >= 0 else ""
        yield label, start + lead, start + lead + len(address)
        middle = text.find("](", end)


def _without_closing(address: str) -> str:
    """An address in a sentence without the full stop or bracket that follows it."""
    address = address.rstrip(".,;:!?'*_]")
    if address.endswith(")") and "(" not in address:
        return address.rstrip(").,;:!?")
    return address


def _remarks(address: str) -> Iterator[tuple[Severity, str]]:
    """First whether it is an address at all; then everything that makes it doubtful."""
    broken = _broken(address)
    if broken:
        yield Severity.NOTICE, broken
        return
    if not _scheme(address):
        yield Severity.ADVICE, "Zet ‘https://’ voor het webadres."
        address = f"https://{address}"
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    yield from ((Severity.NOTICE, message) for message in _unsafe(parts, host))
    if parts.scheme == "http":
        yield Severity.ADVICE, "Dit webadres is niet beveiligd. Werkt het ook met ‘https://’?"


def _broken(address: str) -> str:
    """Why this is no web address that a reader may be sent to; "" when it is one."""
    if not address or len(address) > LONGEST_ADDRESS:
        return f"Geef een webadres van hoogstens {LONGEST_ADDRESS} tekens."
    # browsers leave such signs out before they read the scheme, so that "java<tab>script:" works
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for sign in address):
        return "In dit webadres staat een spatie of een onzichtbaar teken. Haal dat weg."
    scheme = _scheme(address)
    if scheme and scheme.lower() not in {"http:", "https:"}:
        return f"Een link die begint met ‘{scheme}’ mag niet. Gebruik ‘https://’."
    if scheme and address[len(scheme) : len(scheme) + 2] != "//":
        return "Dit is geen goed webadres. Na ‘https:’ komen twee schuine strepen."
    return _broken_host(address)


def _scheme(address: str) -> str:
    """What the address begins with, such as "https:"; "" for "voorbeeld.nl:8080"."""
    match = _SCHEME.match(address)
    if not match or ("." in match[0] and address[match.end() : match.end() + 1].isdecimal()):
        return ""
    return match[0]


def _broken_host(address: str) -> str:
    wrong = "Dit is geen goed webadres. Kijk of er geen letter te veel of te weinig staat."
    try:
        parts = urlsplit(address if _scheme(address) else f"https://{address}")
        host = (parts.hostname or "").removesuffix(".")
        _ = parts.port
    except ValueError:
        return wrong
    if not host:
        return "In dit webadres ontbreekt de naam van de site."
    if "\\" in address or (":" not in host and not all(map(_LABEL.fullmatch, host.split(".")))):
        return wrong
    return ""


def _unsafe(parts: SplitResult, host: str) -> Iterator[str]:
    """Why a reader had better not be sent here."""
    if parts.username is not None or parts.password is not None:
        yield "In dit webadres staat een naam of wachtwoord voor ‘@’. Haal dat weg."
    if _is_number(host):
        yield "Dit webadres is een getal en geen naam. Geef de naam van de site."
    elif "." not in host or host.rpartition(".")[2] in _INSIDE:
        yield "Dit webadres werkt alleen binnen uw organisatie. Lezers komen er niet."
    if parts.port is not None:
        yield f"In dit webadres staat een poort (‘:{parts.port}’). Haal die weg."
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        yield "In dit webadres staan bijzondere letters. Kijk goed of het geen nagemaakt adres is."


def _is_number(host: str) -> bool:
    """True for an IP address, also in the shapes that browsers turn into one (0x7f.1)."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        labels = host.split(".")
        return len(labels) <= 4 and all(map(_NUMBER.fullmatch, labels))
    return True
