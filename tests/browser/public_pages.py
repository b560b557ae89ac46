"""Every kind of public page, with the real content: what tests of looks and screenshots go by.

A page that is not in this list is not proved. `PublicPage.name` is also the name of its pictures.
"""

from __future__ import annotations

from dataclasses import dataclass

from .real_site import ARCHIVED


@dataclass(frozen=True)
class PublicPage:
    """One kind of page, or one state of it.

    name: how people call it, fit for a file name;  address: path and query;  status: of the answer;
    is_form: it may set the one cookie that its form needs (P-02);  is_shown: docs/screens.md has
    its picture, and the quick run looks at it; others are much like one that is shown.
    """

    name: str
    address: str
    status: int = 200
    is_form: bool = False
    is_shown: bool = True


def _alike(name: str, address: str, status: int = 200) -> PublicPage:
    return PublicPage(name, address, status, is_shown=False)


def _form(name: str, address: str, *, is_shown: bool = True) -> PublicPage:
    return PublicPage(name, address, is_form=True, is_shown=is_shown)


FULL = "/voorbeelden/de-werkgeverij/"
PICKED = "v=de-werkgeverij&v=leerlingpoule&v=operatie-bezetting-ok"
ANSWERS = "1a=3&1b=2&2a=1&2b=0&2c=2&2d=3&3a=0&3b=1&3c=2"

PUBLIC = [
    PublicPage("voorpagina", "/"),
    # the list
    PublicPage("voorbeelden", "/voorbeelden/"),
    PublicPage("voorbeelden-gefilterd", "/voorbeelden/?q=rooster&pijler=2&sector=zorg-en-welzijn"),
    PublicPage("voorbeelden-tabel", "/voorbeelden/?toon=tabel&sector=vvt"),
    PublicPage("voorbeelden-kaart", "/voorbeelden/?toon=kaart"),
    PublicPage("voorbeelden-niets", "/voorbeelden/?q=nachtdienst&regio=drenthe&fase=gestopt"),
    PublicPage("voorbeelden-naast-elkaar", "/voorbeelden/?v=de-werkgeverij&v=leerlingpoule"),
    _alike("voorbeelden-bladzijde", "/voorbeelden/?sorteer=titel&pagina=3"),
    _alike("voorbeelden-onbekend", "/voorbeelden/?sector=mars&pagina=99"),
    _alike("voorbeelden-verbeterd", "/voorbeelden/?q=nagtdiensten"),
    # one practice
    PublicPage("voorbeeld", FULL),
    _alike("voorbeeld-cijfers", "/voorbeelden/jeugdhulp-alles-in-het-werk/"),
    PublicPage("voorbeeld-genoemd", "/voorbeelden/agressievrij-werken/"),
    _alike(
        "voorbeeld-lange-titel", "/voorbeelden/samen-bouwen-aan-de-kwaliteitscode-kinderopvang/"
    ),
    _alike("voorbeeld-gestopt", f"/voorbeelden/{ARCHIVED}/", 410),
    PublicPage("niet-gevonden", "/voorbeelden/bestaat-niet/", 404),
    # what practices are filed under
    PublicPage("pijlers", "/pijlers/"),
    PublicPage("pijler", "/pijlers/2/"),
    PublicPage("element", "/pijlers/2c/"),
    PublicPage("sectoren", "/sectoren/"),
    PublicPage("sector", "/sectoren/vvt/"),
    PublicPage("regios", "/regios/"),
    PublicPage("regio", "/regios/noord-brabant/"),
    _alike("regio-leeg", "/regios/arbeidsmarktregio-drenthe/"),
    PublicPage("bronnen", "/bronnen/"),
    PublicPage("bron", "/bronnen/advies-modern-werkgeverschap-2021/"),
    PublicPage("organisaties", "/organisaties/"),
    _alike("organisatie", "/organisaties/arbeidsmarktfonds-fcb/"),
    _alike("trefwoord", "/trefwoorden/behoud-van-personeel/"),
    # looking over and choosing
    PublicPage("dekking", "/dekking/"),
    _alike("dekking-regio", "/dekking/?naar=regio"),
    PublicPage("vergelijk", f"/vergelijk/?{PICKED}"),
    _alike("vergelijk-verschillen", f"/vergelijk/?{PICKED}&toon=verschillen"),
    PublicPage("vergelijk-te-weinig", "/vergelijk/?v=de-werkgeverij"),
    PublicPage("scan", "/scan/"),
    PublicPage("scan-uitslag", f"/scan/?{ANSWERS}&sector=ggz&regio=utrecht"),
    PublicPage("embed", "/embed/?sector=kinderopvang"),
    _alike("embed-donker", "/embed/?regio=noord-brabant&kop=nee&kleur=donker&aantal=3"),
    # about the site
    PublicPage("begrippen", "/begrippen/"),
    PublicPage("over", "/over/"),
    _alike("toegankelijkheid", "/toegankelijkheid/"),
    _alike("privacy", "/privacy/"),
    # forms that everybody can open
    _form("insturen", "/indienen/?pijler=3c&sector=ggz&regio=noord-brabant"),
    _form("vraag-stellen", f"{FULL}vraag-stellen/"),
    _form("fout-melden", f"{FULL}fout-melden/", is_shown=False),
    _form("inloggen", "/inloggen/"),
    _form("inloggen-redactie", "/beheer/login/", is_shown=False),
]
