"""People on their way through the site, each in a browser of their own that misses nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect

from practices.models import User

from ..factories import PASSWORD
from ..logging_in import app_of, code_now
from .examining import overflow, violations
from .hands import Pointer

DESKTOP: Any = {"width": 1280, "height": 800}
SMALL: Any = {"width": 320, "height": 640}


@dataclass
class Manner:
    """How a way through the site is gone.

    options: of the browser;  hands: how it is worked;  examines: whether axe looks at every state,
    in the light on a desktop and in the dark on a small phone.
    """

    options: dict[str, Any] = field(default_factory=dict)
    hands: type[Pointer] = Pointer
    examines: bool = False


class Person:
    """Somebody in front of a browser. What the browser complains of ends up in `complaints`."""

    def __init__(self, browser: Browser, site: str, manner: Manner, email: str = "") -> None:
        self.site, self.manner, self.email = site, manner, email
        self.context = browser.new_context(**manner.options, reduced_motion="reduce")
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.hands = manner.hands(self.page)
        watch(self.page, site, self.complaints)

    # --- Looking ---------------------------------------------------------------------------------

    def at(self, title: str) -> None:
        """Be on the page of which the title holds this, and look at all of it."""
        expect(self.page).to_have_title(re.compile(re.escape(title)))
        self.look()

    def look(self) -> None:
        """See whether everything fits, and everybody can use it."""
        if not self.manner.examines:
            self._note_width()
            return
        self._note_width()
        self.complaints += violations(self.page)
        self.page.emulate_media(color_scheme="dark")
        self.page.set_viewport_size(SMALL)
        self.complaints += violations(self.page)
        self._note_width()
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(DESKTOP)

    def _note_width(self) -> None:
        if (extra := overflow(self.page)) > 0:
            self.complaints.append(f"{self.page.url}: {extra} px te breed")

    def reads(self, text: str) -> None:
        """Expect this text to be in sight."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    # --- Doing -----------------------------------------------------------------------------------

    def goes(self, address: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.site}{address}")

    def presses(self, name: str) -> None:
        """Press the button that says exactly this."""
        self.hands.activate(self.page.get_by_role("button", name=whole(name)))

    def follows(self, name: str) -> None:
        """Follow the link that says exactly this."""
        self.hands.activate(self.page.get_by_role("link", name=whole(name)).first)

    def opens(self, summary: str) -> None:
        """Unfold what has this line."""
        self.hands.activate(self.page.locator("summary", has_text=summary).first)

    def writes(self, **fields: str) -> None:
        """Fill in fields, by the name that the form gives them."""
        for name, text in fields.items():
            self.hands.write(self.page.locator(f"[name={name}]"), text)

    def ticks(self, label: str) -> None:
        """Turn on what is called this."""
        self.hands.tick(self.page.get_by_label(label))

    # --- Coming in -------------------------------------------------------------------------------

    def types_code(self) -> None:
        """Type the code that was mailed."""
        self.at("Code invullen")
        self.writes(code=wanted(letter(self.email), r"^[A-Z]{4}-[A-Z]{4}$"))
        self.presses("Inloggen")

    def opens_mail(self, subject: str) -> None:
        """Follow the link to one's own page in the mail about this."""
        self.goes(wanted(letter(self.email, subject), r"https?://[^/\s]+(/(?:mijn|redactie)/\S+)"))

    def comes_in_as_editor(self, user: User) -> None:
        """Come in with a password and the app, from the page where a code is asked."""
        app_of(user)
        self.follows("Log in met uw wachtwoord")
        self.at("Inloggen redactie")
        self.writes(login=user.username, password=PASSWORD)
        self.presses("Inloggen")
        self.at("Tweede stap")
        self.writes(code=code_now())
        self.presses("Inloggen")


def watch(page: Page, site: str, complaints: list[str]) -> None:
    """Note what a page complains of: scripts, policy, requests to elsewhere, refusals."""

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{page.url}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((site, "data:", "blob:")):
            complaints.append(f"{page.url} vraagt {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.request.method} {response.url}: {response.status}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", asked)
    page.on("response", answered)


def letter(email: str, subject: str = "") -> str:
    """The last mail to this address, about this subject if one is given."""
    found = [one for one in mail.outbox if one.to == [email] and subject in one.subject]
    assert found, [(one.to, one.subject) for one in mail.outbox]
    return str(found[-1].body)


def whole(name: str) -> re.Pattern[str]:
    """The whole name, with or without a space before words that only screen readers hear."""
    return re.compile("^" + re.escape(name).replace(":", r"\s*:") + "$")


def wanted(text: str, pattern: str) -> str:
    """What the pattern finds in it."""
    found = re.search(pattern, text, re.MULTILINE)
    assert found, text
    return found[found.lastindex or 0]
