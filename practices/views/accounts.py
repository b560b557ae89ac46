"""Logging in and out.

Most views are django-allauth's with our forms and templates (templates/account, templates/mfa).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.webauthn import views as passkey_views
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import accounts
from ..forms import accounts as forms
from ..models import Invitation

TOO_MANY = "U heeft te vaak een code gevraagd. Wacht een uur en probeer het dan opnieuw."
WELCOME = {
    Invitation.Role.SUBMITTER: "Welkom. U kunt nu voorbeelden insturen uit {region}.",
    Invitation.Role.COORDINATOR: "Welkom. U bent nu regiocoördinator voor {region}. "
    "De inzendingen vindt u bij ‘Uit mijn regio’s’.",
}
WRONG = "Deze code klopt niet. Kijk of u precies dezelfde letters heeft ingevuld."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask an address and mail a code to it. The answer is the same for every address."""
    if request.user.is_authenticated:
        return redirect(accounts.safe_next(request) or accounts.home(request.user))
    form, status = forms.EmailForm(request.POST or None), HTTPStatus.OK
    next_url = accounts.safe_next(request)
    if request.method == "POST" and form.is_valid():
        try:
            return accounts.start_login(request, form.cleaned_data["email"], next_url)
        except accounts.TooManyCodes:
            form.add_error("email", TOO_MANY)
            status = HTTPStatus.TOO_MANY_REQUESTS
    context = {"form": form, "next": next_url, "is_expired": "verlopen" in request.GET}
    return render(request, "account/log_in.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    """Take the code that was mailed, or mail a new one."""
    try:
        pending = accounts.pending_code(request)
        if "opnieuw" in request.POST:
            return accounts.start_login(request, pending["email"], pending["next"])
        form = forms.CodeForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return accounts.finish_login(request, form.cleaned_data["code"])
    except accounts.CodeGone:
        return redirect(f"{reverse('account_request_login_code')}?verlopen")
    except accounts.WrongCode:
        form.add_error("code", WRONG)
    except accounts.TooManyCodes:
        form = forms.CodeForm({})
        form.add_error(None, TOO_MANY)
    return render(request, "account/code.html", {"form": form, "email": pending["email"]})


class LogInStaff(account_views.LoginView):
    """Name and password; django-allauth then asks the second factor."""

    form_class = forms.StaffLoginForm
    template_name = "account/staff.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse submitters who are logged in: sending them on would bring them back here."""
        if request.user.is_authenticated and not request.user.is_staff:
            raise PermissionDenied
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))

    def form_valid(self, form: Any) -> HttpResponse:
        """Leave behind what another person, or a session that does not count, did before."""
        accounts.leave_other_account(self.request)
        return cast("HttpResponse", super().form_valid(form))


class SecondStep(mfa_views.AuthenticateView):
    """The second factor after the password."""

    form_class = forms.SecondStepForm
    template_name = "mfa/second_step.html"


class LogInWithPasskey(passkey_views.LoginWebAuthnView):
    """A passkey alone, from the page where a code is asked."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give a script what the browser needs; anybody else goes to the page itself."""
        answer = cast("HttpResponse", super().get(request, *args, **kwargs))
        return self._start() if answer.status_code == 302 else answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it did not work, on the page where it began."""
        return self._start()

    def form_valid(self, form: Any) -> HttpResponse:
        """Leave behind what another person did before."""
        accounts.leave_other_account(self.request)
        return cast("HttpResponse", super().form_valid(form))

    def _start(self) -> HttpResponse:
        return redirect(f"{reverse('account_request_login_code')}?passkey")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; taking it is a POST, since mail programs open links by themselves."""
    try:
        if request.method != "POST":
            shown = accounts.open_invitation(token)
            return render(request, "account/invitation.html", {"invitation": shown})
        taken = accounts.accept(token)
    except accounts.InvitationGone:
        return render(request, "account/invitation.html", {"invitation": None}, status=410)
    try:
        answer = accounts.enter(request, taken.email)
    except accounts.CodeGone:
        answer = redirect("account_login")
    # after logging in, which may leave another session behind
    messages.success(request, WELCOME[Invitation.Role(taken.role)].format(region=taken.region.name))
    return answer


class LogOut(account_views.LogoutView):
    """A page with one button; the button logs out."""

    template_name = "account/log_out.html"


class Closed(account_views.AccountInactiveView):
    """For whoever has the right password of an account that was switched off."""

    template_name = "account/closed.html"


log_in_with_passkey = LogInWithPasskey.as_view()
log_in_staff = LogInStaff.as_view()
second_step = SecondStep.as_view()
log_out = LogOut.as_view()
closed = Closed.as_view()
