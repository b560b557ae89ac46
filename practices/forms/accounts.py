"""What people type to come in, and to keep their own account safe."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByFactorForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache

from ..accounts.adapter import NO_MATCH, WRONG_CODE

LONGEST_USE = 2 * 60
"""Seconds that a code of an app may be right, given MFA_TOTP_TOLERANCE, and some more."""


def code_field(label: str, help_text: str = "") -> forms.CharField:
    """A field for a code that the device may fill in."""
    attrs = {
        "autocomplete": "one-time-code",
        "autocapitalize": "characters",
        "spellcheck": "false",
        "class": "input code",
    }
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=40,
        widget=forms.TextInput(attrs),
        error_messages={"required": "Vul de code in."},
    )


def password_field(label: str, kind: str, help_text: str = "") -> forms.CharField:
    """A field for a password; kind: "current-password" or "new-password"."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput({"autocomplete": kind, "class": "input"}),
        error_messages={"required": f"Vul in: {label.lower()}."},
    )


class EmailForm(forms.Form):
    """The address that a code is mailed to."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "class": "input"}),
        error_messages={
            "required": "Vul uw e-mailadres in.",
            "invalid": "Dit is geen e-mailadres, zoals naam@organisatie.nl.",
        },
    )


class CodeForm(forms.Form):
    """The code that came by mail."""

    code = code_field(
        "Code uit de mail", "8 letters. Het streepje en hoofdletters doen er niet toe."
    )


class StaffLoginForm(LoginForm):
    """Name and password of staff; others come in with a code by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "class": "input"}
        self.fields["login"] = forms.CharField(
            label="Gebruikersnaam",
            max_length=150,
            widget=forms.TextInput(attrs),
            error_messages={"required": "Vul uw gebruikersnaam in."},
        )
        self.fields["password"] = password_field("Wachtwoord", "current-password")
        self.order_fields(["login", "password"])

    def clean(self) -> dict[str, Any]:
        """Refuse accounts without work at the desk in the words of a wrong password."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.user is not None and not self.user.is_staff:
            raise forms.ValidationError(NO_MATCH)
        return cleaned


class OwnPasswordForm(ChangePasswordForm):
    """Choosing one's own password. It must be another one, and is no longer temporary."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["oldpassword"].label = "Huidig wachtwoord"
        fields["oldpassword"].help_text = ""
        fields["password1"].label = "Nieuw wachtwoord"
        fields[
            "password1"
        ].help_text = (
            "Minstens 12 tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden."
        )
        fields["password2"].label = "Nieuw wachtwoord nog een keer"
        for name, field in fields.items():
            kind = "current-password" if name == "oldpassword" else "new-password"
            field.widget.attrs = {"autocomplete": kind, "class": "input"}
            field.error_messages["required"] = f"Vul in: {str(field.label).lower()}."

    def clean(self) -> dict[str, Any]:
        """Refuse the password that is there already."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        new = cleaned.get("password1")
        if new and new == cleaned.get("oldpassword"):
            self.add_error("password1", "Kies een ander wachtwoord dan u nu heeft.")
        return cleaned

    def save(self) -> None:
        """Set the password; the account is free from then on."""
        self.user.password_is_temporary = False
        super().save()


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field("Wachtwoord", "current-password")


class OnlyOnce:
    """For forms that take a code of an app or a recovery code: an app's code is good once."""

    def clean_code(self) -> str:
        """The code, if it is right and was not used before."""
        code: str = super().clean_code()  # type: ignore[misc]
        factor = self.authenticator  # type: ignore[attr-defined]
        if factor.type == Authenticator.Type.TOTP:
            key = f"used-code:{factor.pk}:{normalize_user_code(code)}"
            if not cache.add(key, True, LONGEST_USE):
                raise forms.ValidationError(WRONG_CODE)
        return code


class SecondStepForm(OnlyOnce, AuthenticateForm):
    """The second factor when logging in."""

    code = code_field("Code", "6 cijfers uit uw app, of een van uw herstelcodes.")


class FactorAgainForm(OnlyOnce, ReauthenticateByFactorForm):
    """The second factor once more, before something that matters."""

    code = code_field("Code", "6 cijfers uit uw app, of een van uw herstelcodes.")


class AppForm(ActivateTOTPForm):
    """The first code of a new app, which proves that it has the secret."""

    code = code_field("Code uit de app", "6 cijfers.")


class PasskeyForm(AddWebAuthnForm):
    """A new passkey: a name, and what the browser made."""

    name = forms.CharField(
        label="Naam",
        required=False,
        max_length=60,
        help_text="Zo herkent u de passkey later, bijvoorbeeld: laptop werk.",
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
    passwordless = None  # no choice: see `clean`

    def clean(self) -> dict[str, Any]:
        """Take passkeys only that asked for a finger or PIN: they are two factors at once."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(
        label="Naam",
        max_length=60,
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
        error_messages={"required": "Vul een naam in."},
    )
