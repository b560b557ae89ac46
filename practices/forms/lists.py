"""The lists in the steps of a case, and the fields for addresses and files."""

from __future__ import annotations

from django import forms

from ..models.content import Licence, Role
from .rows import Column, Rows
from .steps import choice, text


def url_field() -> forms.URLField:
    """A web address; "https://" may be left out."""
    return forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput({"class": "input", "inputmode": "url"}),
        error_messages={
            "invalid": "Dit is geen webadres. Een goed adres is bijvoorbeeld https://www.voorbeeld.nl.",
            "max_length": "Dit webadres is te lang: hoogstens %(limit_value)d tekens.",
        },
    )


def _role() -> forms.ChoiceField:
    field = choice("rol", Role.choices)
    field.choices = Role.choices
    field.initial = Role.INITIATOR
    return field


ORGANISATIONS = Rows(
    "Organisatie",
    "Wie doen er mee?",
    "Noem de organisatie die is begonnen, en wie meedoet of betaalt.",
    (
        Column("role", "rol", _role, is_given=True),
        Column(
            "name",
            "naam van de organisatie",
            lambda: text("", most=150, autocomplete="organization"),
        ),
    ),
)
FIGURES = Rows(
    "Cijfer",
    "Cijfers",
    "Bijvoorbeeld: ‘deelnemers’ en ‘120’. Alleen wat u kunt laten zien.",
    (
        Column("label", "wat", lambda: text("", most=150)),
        Column("value", "getal", lambda: text("", most=40)),
    ),
)
LINKS = Rows(
    "Link",
    "Verder lezen",
    "Webpagina’s waar een lezer verder komt. Schrijf in de tekst wat daar staat.",
    (
        Column("label", "tekst", lambda: text("", most=150)),
        Column("url", "webadres", url_field),
    ),
)


LICENCES = {
    Licence.CC_BY: "CC BY 4.0: iedereen mag de tekst gebruiken en noemt daarbij de bron",
    Licence.CC0: "CC0: iedereen mag de tekst gebruiken, ook zonder de bron te noemen",
}


def licence_field(help_text: str = "Zo mogen anderen de tekst gebruiken.") -> forms.ChoiceField:
    """Under which terms the text may be used; none is chosen beforehand."""
    return forms.ChoiceField(
        label="Licentie",
        required=False,
        choices=[(value.value, label) for value, label in LICENCES.items()],
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van de twee."},
    )


def files_field() -> forms.FileField:
    """Files to add. They are checked one by one where they are kept, not here."""
    return forms.FileField(
        label="Bijlagen toevoegen",
        required=False,
        help_text="Pdf, Word (docx), odt, png, jpg of webp. Hoogstens 10 MB per bestand, 20 samen.",
        widget=FilesInput({"class": "input", "accept": ".pdf,.docx,.odt,.png,.jpg,.jpeg,.webp"}),
    )


class FilesInput(forms.FileInput):
    """An input for several files at once."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, str]) -> None:
        super().__init__({**attrs, "multiple": True})
