"""Coming in with a real browser: without JavaScript, with a passkey, and with axe looking on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from ..browser.examining import violations
from ..factories import PASSWORD, make_user
from ..logging_in import code_now, log_in_browser
from .coming_in import mailed_code

OWN = "een eigen lang wachtwoord"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(live_server: LiveServer) -> str:
    return str(live_server.url)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A small phone without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture
def keyed(browser: Browser) -> Iterator[Page]:
    """A browser on a device with passkeys; what it complains of fails the test."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert [text for text in complaints if "404" not in text] == []


def on_localhost(site: str) -> str:
    """Passkeys belong to a name, not to a number."""
    return site.replace("127.0.0.1", "localhost")


def test_first_login_of_an_editor_without_javascript(plain: Page, site: str) -> None:
    make_user("redacteur", name="bo", password_is_temporary=True)
    plain.goto(f"{site}/beheer/")
    plain.get_by_label("Gebruikersnaam").fill("bo")
    plain.get_by_label("Wachtwoord").fill(PASSWORD)
    plain.get_by_role("button", name="Inloggen").click()
    plain.get_by_label("Huidig wachtwoord").fill(PASSWORD)
    plain.get_by_label("Nieuw wachtwoord", exact=True).fill(OWN)
    plain.get_by_label("Nieuw wachtwoord nog een keer").fill(OWN)
    plain.get_by_role("button", name="Wachtwoord opslaan").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Stel een tweede stap in")
    expect(plain.get_by_alt_text("QR-code")).to_be_visible()
    secret = plain.locator("b.secret").inner_text()
    plain.get_by_label("Code uit de app").fill(code_now(secret))
    plain.get_by_role("button", name="Instellen").click()
    expect(plain.locator(".codes li")).to_have_count(10)
    code = plain.locator(".codes li").first.inner_text()
    plain.get_by_role("link", name="Ik heb de codes bewaard").click()
    plain.wait_for_url(f"{site}/beheer/")
    # and once more, with the telephone at home
    plain.context.clear_cookies()
    plain.goto(f"{site}/beheer/")
    plain.get_by_label("Gebruikersnaam").fill("bo")
    plain.get_by_label("Wachtwoord").fill(OWN)
    plain.get_by_role("button", name="Inloggen").click()
    plain.get_by_label("Code").fill(code)
    plain.get_by_role("button", name="Inloggen").click()
    plain.wait_for_url(f"{site}/beheer/")


def test_a_submitter_comes_in_by_mail_without_javascript(plain: Page, site: str) -> None:
    plain.goto(f"{site}/inloggen/?next=/over/")
    plain.get_by_label("E-mailadres").fill("anna")
    plain.get_by_role("button", name="Mail mij een code").click()
    expect(plain.get_by_role("alert")).to_contain_text("Dit is geen e-mailadres")
    plain.get_by_label("E-mailadres").fill("anna@voorbeeld.invalid")
    plain.get_by_role("button", name="Mail mij een code").click()
    plain.get_by_label("Code uit de mail").fill(mailed_code())
    plain.get_by_role("button", name="Inloggen").click()
    plain.wait_for_url(f"{site}/over/")


def test_a_passkey_is_added_and_then_enough(keyed: Page, site: str) -> None:
    home = on_localhost(site)
    keyed.goto(f"{home}/inloggen/?next=/account/passkeys/nieuw/")
    keyed.get_by_label("E-mailadres").fill("anna@voorbeeld.invalid")
    keyed.get_by_role("button", name="Mail mij een code").click()
    keyed.get_by_label("Code uit de mail").fill(mailed_code())
    keyed.get_by_role("button", name="Inloggen").click()
    keyed.get_by_label("Naam").fill("Laptop werk")
    keyed.get_by_role("button", name="Passkey maken").click()
    expect(keyed.get_by_text("Laptop werk").first).to_be_visible()
    keyed.get_by_role("button", name="Uitloggen", exact=True).click()
    keyed.goto(f"{home}/inloggen/?next=/account/")
    keyed.get_by_role("button", name="Inloggen met passkey").click()
    keyed.wait_for_url(f"{home}/account/")


def test_an_editor_sets_up_a_passkey_in_place_of_an_app(keyed: Page, site: str) -> None:
    make_user("redacteur", name="bo")
    home = on_localhost(site)
    keyed.goto(f"{home}/beheer/")
    keyed.get_by_label("Gebruikersnaam").fill("bo")
    keyed.get_by_label("Wachtwoord").fill(PASSWORD)
    keyed.get_by_role("button", name="Inloggen").click()
    keyed.get_by_role("link", name="Stel een passkey in").click()
    keyed.get_by_role("button", name="Passkey maken").click()
    keyed.get_by_role("link", name="Ik heb de codes bewaard").click()
    keyed.wait_for_url(f"{home}/beheer/")
    keyed.goto(f"{home}/uitloggen/")
    keyed.get_by_role("button", name="Uitloggen").click()
    keyed.goto(f"{home}/beheer/")
    keyed.get_by_label("Gebruikersnaam").fill("bo")
    keyed.get_by_label("Wachtwoord").fill(PASSWORD)
    keyed.get_by_role("button", name="Inloggen").click()
    keyed.get_by_role("button", name="Of gebruik uw passkey").click()
    keyed.wait_for_url(f"{home}/beheer/")


@pytest.mark.parametrize(
    ("width", "scheme"), [pytest.param(320, "dark", marks=pytest.mark.long), (1280, "light")]
)
def test_axe_objects_to_nothing_and_nothing_is_too_wide(
    browser: Browser, site: str, width: int, scheme: Any
) -> None:
    """Apart from the tests above: axe adds styles of its own, which the policy blocks."""
    size: Any = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page, found = context.new_page(), []
    wide = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"

    def look(address: str = "") -> None:
        if address:
            page.goto(f"{site}{address}")
        found.extend(violations(page))
        assert not page.evaluate(wide), page.url

    for address in ("/inloggen/", "/inloggen/?verlopen", "/beheer/login/", "/uitnodiging/weg/"):
        look(address)
    page.goto(f"{site}/inloggen/")
    page.get_by_role("button", name="Mail mij een code").click()
    look()
    page.get_by_label("E-mailadres").fill("anna@voorbeeld.invalid")
    page.get_by_role("button", name="Mail mij een code").click()
    look()
    page.get_by_role("button", name="Inloggen").click()
    look()
    log_in_browser(page, site, make_user("redacteur"))
    for address in ("/account/", "/account/wachtwoord/", "/account/bevestigen/", "/uitloggen/"):
        look(address)
    page.goto(f"{site}/account/app/")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    for address in ("/account/app/weghalen/", "/account/herstelcodes/nieuw/"):
        look(address)
    page.get_by_role("button", name="Nieuwe codes maken").click()
    look()
    look("/account/passkeys/nieuw/")
    look("/account/app/weghalen/")
    page.get_by_role("button", name="App weghalen").click()
    look("/account/app/")
    context.close()
    assert found == []
