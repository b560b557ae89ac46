"""What readers write to us about a practice, and what is done with it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ..models import ReaderMessage
from .bases import NO_ADDRESS, KeyedForm, OpenDoorForm, OurForm

LONGEST = 3000
DISCRETION = "Schrijf geen namen of gegevens van cliënten, leerlingen of collega’s op."


class LetterForm(OpenDoorForm):
    """A message about one practice.

    kind: what sort of message it makes;  title, lead, send: the words around the form.
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    lead: ClassVar[str]
    send: ClassVar[str]
    order: ClassVar[list[str]] = ["text", "email"]

    text = forms.CharField(
        max_length=LONGEST,
        help_text=DISCRETION,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Vul in wat u wilt zeggen.",
            "max_length": f"Houd het onder de {LONGEST} tekens.",
        },
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in. Anders kunnen wij u geen antwoord sturen.",
            "invalid": NO_ADDRESS,
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.order)

    @property
    def letter(self) -> dict[str, Any]:
        """What was written, as `practices.workflow.readers.receive` takes it."""
        return {
            "kind": self.kind,
            **{name: self.cleaned_data[name] for name in ("text", "email", "key")},
        }


class MistakeForm(LetterForm):
    """Something on the page is wrong. An address is welcome, not needed."""

    kind = ReaderMessage.Kind.MISTAKE
    title = "Meld een fout"
    lead = "Klopt er iets niet in dit voorbeeld? De redactie kijkt het na en verbetert het."
    send = "Verstuur uw melding"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text, email = self.fields["text"], self.fields["email"]
        text.label = "Wat klopt er niet?"
        text.help_text = (
            f"Noem de zin of het cijfer, en hoe het wel zit als u dat weet. {DISCRETION}"
        )
        email.required = False
        email.help_text = "Alleen als u wilt horen wat wij ermee doen."


class QuestionForm(LetterForm):
    """A question; the answer goes to the address."""

    kind = ReaderMessage.Kind.QUESTION
    title = "Stel een vraag"
    lead = (
        "De redactie of de regiocoördinator antwoordt u per mail, "
        "of vraagt het na bij wie het voorbeeld kent."
    )
    send = "Verstuur uw vraag"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Wat wilt u weten?"
        self.fields["email"].help_text = "Hier sturen wij het antwoord naartoe."


class StillTrueForm(LetterForm):
    """From who belongs to a practice: whether it still is as it is told. The editors get it as a
    question, which begins with what it is about; they may want to ask back."""

    kind = ReaderMessage.Kind.QUESTION
    title = "Klopt dit nog?"
    lead = (
        "Hoort u bij dit voorbeeld? Laat weten of alles nog klopt. "
        "De redactie zet de datum dan bij het voorbeeld."
    )
    send = "Verstuur uw bericht"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text, email = self.fields["text"], self.fields["email"]
        text.label = "Klopt alles nog, en wat is uw rol?"
        text.help_text = f"Noem ook wat er veranderd is. {DISCRETION}"
        email.help_text = "Hier sturen wij ons antwoord naartoe."

    def clean_text(self) -> str:
        """The same, short enough for what is put before it."""
        text = str(self.cleaned_data["text"])
        most = LONGEST - len(f"{self.title} ")
        if len(text) > most:
            raise forms.ValidationError(f"Houd het onder de {most} tekens.")
        return text

    @property
    def letter(self) -> dict[str, Any]:
        """What was written, after what it is about."""
        written = super().letter
        return {**written, "text": f"{self.title} {written['text']}"}


class AnswerForm(OurForm):
    """An answer to the reader."""

    text = forms.CharField(
        label="Antwoord aan de lezer",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="De lezer krijgt dit per mail, met het eigen bericht eronder.",
        error_messages={"required": "Schrijf eerst een antwoord."},
    )


class ForwardForm(KeyedForm):
    """Sending it on to the contact."""

    note = forms.CharField(
        label="Toelichting voor de contactpersoon",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CloseForm(OurForm):
    """Closing it without an answer."""

    note = forms.CharField(
        label="Wat is ermee gedaan?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen de redactie en de regiocoördinatoren lezen dit.",
    )


class ReopenForm(OurForm):
    """Opening it again: a button."""
