"""Every page of the site is valid HTML, for everybody who may see it (docs/requirements.md).

What this sees, and what it does not see, stands in browser/markup_rules.py and docs/screens.md.
Pages under `beheer/` are Django's own and are looked at in a browser only.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from .addresses import ROLES, address, client_of, routes
from .browser.markup_rules import mistakes

QUICK = ("bezoeker", "eindredacteur")
LEFT_OUT = ("beheer/", "indienen/bestaat-al/")
"""Django's own pages, and a piece of a page."""
STATES = [
    "voorbeelden/?q=werk&pijler=2a&sector=ggz",
    "voorbeelden/?toon=tabel",
    "voorbeelden/?toon=kaart",
    "voorbeelden/?v=voorbeeld&sorteer=titel",
    "voorbeelden/?q=bestaatniet&regio=noord",
    "voorbeelden/?sector=mars&pagina=99&jaarVan=1",
    "vergelijk/?v=voorbeeld&v=bestaat-niet",
    "embed/?sector=ggz",
    "bestaat-niet/",
]
"""Pages that differ by their query, beside those that each route has."""


def html_of(client: Client, path: str) -> str:
    """The page at an address; empty when the answer is no page."""
    answer: Any = client.get(path)
    kind = answer.headers.get("Content-Type", "")
    return answer.content.decode() if kind.startswith("text/html") else ""


@pytest.mark.parametrize(
    "role",
    [
        *QUICK,
        *(pytest.param(one, marks=pytest.mark.long) for one in ROLES if one not in QUICK),
    ],
)
def test_every_page_is_valid(samples: dict[str, str], role: str) -> None:
    client = client_of(role)
    paths = [address(route, samples) for route in routes() if not route.startswith(LEFT_OUT)]
    pages = {path: html_of(client, path) for path in [*paths, *(f"/{one}" for one in STATES)]}
    wrong = [f"{path}: {line}" for path, html in pages.items() if html for line in mistakes(html)]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


FRAME = "<!doctype html><html lang=nl><title>t</title><main><h1>k</h1>{}</main>"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p id=a id=b>x", "duplicate-attribute"),
        ("<div><p>x</div></p>", "unexpected-end-tag"),
        ("<table><caption>c</caption><div>x</div></table>", "table-voodoo"),
        ("<p>&nonsense; x", "expected-named-entity"),
        ("<p id=a></p><p id=a></p>", "id 'a' staat er 2 keer"),
        ("<input aria-labelledby=weg type=text>", "aria-labelledby wijst naar niets"),
        ("<a href='#weg'>x</a>", "href wijst naar niets"),
        ("<a href=x><input type=checkbox aria-label=x></a>", "in een a"),
        ("<button type=button><span tabindex=0>x</span></button>", "in een button"),
        ("<span><div>x</div></span>", "blok in een span"),
        ("<ul><div>x</div></ul>", "div in een ul"),
        ("<dl><dd>x</dd></dl>", "dl zonder term"),
        ("<table><tr><td>x</table>", "tabel zonder bijschrift"),
        ("<table aria-label=x><tr><th>x</table>", "kop zonder scope"),
        ("<table aria-label=x><tr><th scope=col>x<td>y<tr><td>x</table>", "rijen van [1, 2]"),
        ("<h3>x</h3>", "slaat een niveau over"),
        ("<input type=text>", "veld zonder label"),
        ("<button>x</button>", "knop zonder type"),
        ("<details><p>x</p></details>", "begint niet met summary"),
        ("<a href=x><svg></svg></a>", "zonder woorden"),
        ("<svg><path d='m1 1'/></svg>", "tekening zonder naam"),
        ("<img src=x>", "beeld zonder alt"),
        ("<p style='color:red'>x", "stijl of script"),
        ("<p aria-labeledby=x>x", "onbekend attribuut"),
        ("<p role=knop>x", "onbekende rol"),
        ("<blink>x</blink>", "onbekend element"),
        ("<time datetime=morgen>x</time>", "geen datum"),
    ],
)
def test_a_mistake_is_seen(html: str, said: str) -> None:
    assert any(said in line for line in mistakes(FRAME.format(html))), mistakes(FRAME.format(html))


def test_what_is_right_is_left_alone() -> None:
    html = """
      <h2 id=kop>x</h2><p>a &amp; b <a href="?a=1&amp;copy=2">x</a>
      <details><summary><h3>x</h3></summary><fieldset><legend>x</legend>
      <label><input type=checkbox name=a> x</label></fieldset></details>
      <table aria-labelledby=kop><tr><th scope=col>a<th scope=col>b<tr><td rowspan=2>1<td>2
      <tr><td>3</table><dl><div><dt>a<dd>b</div></dl><svg role=img aria-label=x></svg>
    """
    assert mistakes(FRAME.format(html)) == []
