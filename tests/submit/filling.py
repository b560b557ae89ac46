"""Filling in our forms as a browser without JavaScript does: from the page itself."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from practices.models import Submission

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    """The values that each form of a page would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._name = ""
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and self.forms and given.get("name"):
            kind = given.get("type", "text")
            is_off = kind in ("checkbox", "radio") and "checked" not in given
            if not is_off and kind not in ("file", "submit"):
                self._add(
                    str(given["name"]), given.get("value") or ("on" if kind == "checkbox" else "")
                )
        elif tag == "textarea":
            self._name, self._text = str(given.get("name") or ""), []
        elif tag == "select":
            self._name = str(given.get("name") or "")
        elif tag == "option" and "selected" in given:
            self._add(self._name, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            # the first line end after the tag is markup
            self._add(self._name, "".join(self._text).removeprefix("\n").removeprefix("\r\n"))
            self._text = None

    def _add(self, name: str, value: str) -> None:
        if name and self.forms:
            self.forms[-1].setdefault(name, []).append(value)


def read_form(answer: Any) -> Fields:
    """What the longest form of this page would send as it is."""
    page = _Forms()
    page.feed(answer.content.decode())
    return max(page.forms, key=len)


def address(submission: Submission, step: str = "") -> str:
    """Where a step of a submission is; "" for the overview."""
    if not step:
        return reverse("submit:overview", args=[submission.reference])
    return reverse("submit:step", args=[submission.reference, step])


def fill(client: Client, place: str, **values: Any) -> Any:
    """Open a page, type these values over what is there (dashes as double underscores), send."""
    return send(client, place, read_form(client.get(place)), **values)


def send(client: Client, place: str, fields: Fields, **values: Any) -> Any:
    """Send a form that was opened before, with these values in it."""
    typed = {name.replace("__", "-"): value for name, value in values.items()}
    return client.post(place, {**fields, "doe": "bewaar", **typed})
