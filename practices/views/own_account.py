"""One's own account: passkeys, and for staff password and second factor.

Most views are django-allauth's with our forms and templates (templates/account, templates/mfa).
"""

from __future__ import annotations

from typing import Any, cast

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .. import accounts
from ..forms import accounts as forms
from ..models import User


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What the account has: address, passkeys, and for staff password and second factor."""
    factors = Authenticator.objects.filter(user=cast("User", request.user)).order_by("pk")
    context = {
        "passkeys": [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
        "app": next((f for f in factors if f.type == Authenticator.Type.TOTP), None),
        "codes": next((f for f in factors if f.type == Authenticator.Type.RECOVERY_CODES), None),
        "home": accounts.home(cast("User", request.user)),
        "has_ended": "overal" in request.GET,
    }
    return render(request, "account/account.html", context)


@require_POST
@login_required
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all other sessions of this person."""
    accounts.end_sessions(cast("User", request.user), keep=request.session.session_key)
    return redirect(f"{reverse('mfa_index')}?overal")


class Password(account_views.PasswordChangeView):
    """Choosing one's own password; other sessions end with it."""

    form_class = forms.OwnPasswordForm
    template_name = "account/password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for people who have one."""
        if not cast("User", request.user).has_usable_password():
            raise Http404
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))


class ConfirmByPassword(account_views.ReauthenticateView):
    """The password once more, before something that matters."""

    form_class = forms.PasswordAgainForm
    template_name = "account/confirm_password.html"


class ConfirmByFactor(mfa_views.ReauthenticateView):
    """A code of the app once more."""

    form_class = forms.FactorAgainForm
    template_name = "account/confirm_code.html"


class ConfirmByPasskey(passkey_views.ReauthenticateWebAuthnView):
    """The passkey once more."""

    template_name = "account/confirm_passkey.html"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_mail(request: HttpRequest) -> HttpResponse:
    """A new code by mail, for people without a password."""
    user, is_refused = cast("User", request.user), False
    if request.method == "POST" and not user.is_staff:
        try:
            return accounts.start_login(request, user.email, accounts.safe_next(request))
        except accounts.TooManyCodes:
            is_refused = True
    context = {"next": accounts.safe_next(request), "is_refused": is_refused}
    return render(request, "account/confirm_mail.html", context)


class App(totp_views.ActivateTOTPView):
    """Setting up an app with codes; from then on this session counts as proven."""

    form_class = forms.AppForm
    template_name = "mfa/app.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for staff: a submitter has nothing to use it for."""
        if not cast("User", request.user).is_staff:
            raise Http404
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))

    def form_valid(self, form: Any) -> HttpResponse:
        """Note that the app was just shown to work, and end other sessions."""
        answer = cast("HttpResponse", super().form_valid(form))
        accounts.confirm_factor(self.request, Authenticator.Type.TOTP)
        return answer


class RemoveApp(totp_views.DeactivateTOTPView):
    """Taking the app away, while there is a passkey."""

    template_name = "mfa/remove_app.html"


class RecoveryCodes(recovery_views.ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    template_name = "mfa/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also the way on: this page is the end of setting up."""
        home = accounts.home(cast("User", self.request.user))
        return {**super().get_context_data(**kwargs), "home": home}


class NewCodes(recovery_views.GenerateRecoveryCodesView):
    """New recovery codes in place of the old."""

    template_name = "mfa/new_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Let who came in by an old code, which is void now, stay to read the new ones."""
        answer = cast("HttpResponse", super().form_valid(form))
        accounts.confirm_factor(self.request, Authenticator.Type.RECOVERY_CODES)
        return answer


class AddPasskey(passkey_views.AddWebAuthnView):
    """Adding a passkey; needs JavaScript, as passkeys do."""

    form_class = forms.PasskeyForm
    template_name = "mfa/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the browser for a passkey that needs nothing beside it: no name, no password."""
        context = super().get_context_data(**kwargs)
        options = begin_registration(cast("User", self.request.user), passwordless=True)
        return {
            **context,
            "form": kwargs.get("form") or context["form"],
            "js_data": {"creation_options": options},
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Note that this session has the passkey, and end other sessions."""
        answer = cast("HttpResponse", super().form_valid(form))
        accounts.confirm_factor(self.request, Authenticator.Type.WEBAUTHN)
        return answer

    def get_success_url(self) -> str:
        """Staff sees the recovery codes; a submitter who loses a passkey has the mail."""
        if self.did_generate_recovery_codes and cast("User", self.request.user).is_staff:
            return reverse("mfa_view_recovery_codes")
        return reverse("mfa_index")


class RenamePasskey(passkey_views.EditWebAuthnView):
    """Another name for a passkey."""

    form_class = forms.PasskeyNameForm
    template_name = "mfa/rename_passkey.html"
    success_url = reverse_lazy("mfa_index")


class RemovePasskey(passkey_views.RemoveWebAuthnView):
    """Taking a passkey away; other sessions end with it."""

    template_name = "mfa/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """End what may have been opened with it."""
        answer = cast("HttpResponse", super().form_valid(form))
        user = cast("User", self.request.user)
        accounts.end_sessions(user, keep=self.request.session.session_key)
        return answer


password = login_required(Password.as_view())
confirm_by_password = ConfirmByPassword.as_view()
confirm_by_factor = ConfirmByFactor.as_view()
confirm_by_passkey = ConfirmByPasskey.as_view()
app = login_required(App.as_view())
remove_app = RemoveApp.as_view()
recovery_codes = never_cache(RecoveryCodes.as_view())
new_codes = NewCodes.as_view()
add_passkey = login_required(AddPasskey.as_view())
rename_passkey = RenamePasskey.as_view()
remove_passkey = RemovePasskey.as_view()
