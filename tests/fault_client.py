"""A patient submitter for the fault run: a browser without JavaScript that tries again.

It gives up on nothing: what fails or is cut off is sent once more, exactly as it was, which is what
people do who press the button again.
"""

from __future__ import annotations

import http.client
import time
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser

PATIENCE = 60.0
"""Seconds after which a request that keeps failing is reported as never answered."""


class NeverAnswered(Exception):
    """A request failed for longer than anybody would wait; the text says how."""


class Page(HTMLParser):
    """The forms of a page: for each its address and what it would send as it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._text_of = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the start of a form, and its fields as they are filled in."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif self.forms and given.get("name"):
            self._keep(tag, given)

    def _keep(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        is_off = kind in ("checkbox", "radio") and "checked" not in given
        if tag == "input" and kind not in ("submit", "file", "button") and not is_off:
            self.forms[-1][1][given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self._text_of = given["name"]
            self.forms[-1][1][self._text_of] = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of a text area."""
        if self._text_of:
            self.forms[-1][1][self._text_of] += data

    def handle_endtag(self, tag: str) -> None:
        """A text area ends."""
        if tag == "textarea":
            self._text_of = ""

    def form(self, *names: str) -> tuple[str, dict[str, str]]:
        """The first form that has all these fields."""
        return next((action, data) for action, data in self.forms if data.keys() >= set(names))


@dataclass
class Submitter:
    """Somebody who is logged in. session: the value of their session cookie; port: of the site."""

    port: int
    session: str
    cookies: dict[str, str] = field(default_factory=dict)
    retries: int = 0

    def get(self, path: str) -> Page:
        """A page. Raises `NeverAnswered`."""
        return Page(self._ask("GET", path)[1])

    def post(self, path: str, data: dict[str, str]) -> str:
        """Send a form; the address that it leads to. Raises `NeverAnswered`."""
        return self._ask("POST", path, data)[0]

    def _ask(self, method: str, path: str, data: dict[str, str] | None = None) -> tuple[str, str]:
        """Ask until there is an answer that is no failure of the server; (location, text)."""
        until = time.monotonic() + PATIENCE
        problem = ""
        while time.monotonic() < until:
            try:
                status, location, text = self._once(method, path, data)
            except (OSError, http.client.HTTPException) as error:
                problem = repr(error)
            else:
                if method == "POST" and status == 302:
                    return location, text
                if method == "GET" and status == 200:
                    return "", text
                problem = f"{status} {path}"
                if status < 500:
                    raise NeverAnswered(problem)
            self.retries += 1
            time.sleep(0.2)
        raise NeverAnswered(problem)

    def _once(self, method: str, path: str, data: dict[str, str] | None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            cookies = {"sessionid": self.session, **self.cookies}
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
            if data is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(data) if data is not None else None
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            for cookie in response.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                if name == "csrftoken":
                    self.cookies[name] = value
            text = response.read().decode()
            return response.status, response.headers.get("Location", ""), text
        finally:
            connection.close()
