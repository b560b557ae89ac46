"""Logging in with a code by mail: for everybody but staff.

What waits for the code lives in the visitor's session: the address, a hash of the code, and where
to go after. Known and unknown addresses, staff and closed accounts all get the same answer in the
same time and one mail; what that mail says only its reader knows. An account is made when the code
was right, so nobody can fill the database with addresses of others.
"""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import generate_user_code, normalize_user_code
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from .adapter import Adapter
from .people import account_for, find
from .sessions import leave_other_account

LIFETIME = 10 * 60
TRIES = 3
KEY = "login_code"
"""Where in the session the wait for a code is kept."""


class TooManyCodes(Exception):
    """This address, or this network, asked for too many codes: try again later."""


class WrongCode(Exception):
    """Not the code that was mailed; there is a try left."""


class CodeGone(Exception):
    """No code is waited for (any more): expired, used, or tried too often."""


def start_login(request: HttpRequest, email: str, next_url: str = "") -> HttpResponse:
    """Mail a login code, and send the visitor to the page where it is typed.

    request: a POST.  email: an address that a form found well-formed.  next_url: where to go
    once logged in; an address of another site is ignored. Returns a redirect. Raises
    `TooManyCodes`.

    A page that begins something before anybody is logged in keeps what was typed in
    `request.session` (it survives logging in), calls this, and makes its rows at `next_url`,
    where `request.user` is the owner of the address.
    """
    email = email.strip().lower()
    if not ratelimit.consume(request, action="request_login_code", key=email):
        raise TooManyCodes
    code = generate_user_code()
    request.session[KEY] = {
        "email": email,
        "digest": _digest(email, code),
        "until": time.time() + LIFETIME,
        "tries": TRIES,
        "next": next_url if _is_ours(request, next_url) else "",
    }
    Adapter(request).send_mail(f"email/account/{_letter_for(email)}", email, {"code": code})
    return redirect("account_confirm_login_code")


def pending_code(request: HttpRequest) -> dict[str, Any]:
    """What waits for a code: `email` and `next`, among others. Raises `CodeGone`."""
    pending = request.session.get(KEY)
    if pending is None or pending["until"] < time.time():
        raise CodeGone
    return cast("dict[str, Any]", pending)


def finish_login(request: HttpRequest, typed: str) -> HttpResponse:
    """Log in whoever typed the right code. Returns the redirect to where they were going.

    Raises `WrongCode` while there are tries left, `CodeGone` after that.
    """
    pending = pending_code(request)
    # Counted outside the session too: many tries at once would all read the same number there.
    allowed = ratelimit.consume(request, action="try_login_code", key=pending["digest"])
    is_right = constant_time_compare(pending["digest"], _digest(pending["email"], typed))
    if not (allowed and is_right):
        _count_wrong(request, pending)
    del request.session[KEY]
    return enter(request, pending["email"], pending["next"])


def _count_wrong(request: HttpRequest, pending: dict[str, Any]) -> None:
    left = pending["tries"] - 1
    if left <= 0:
        del request.session[KEY]
        raise CodeGone
    request.session[KEY] = {**pending, "tries": left}
    raise WrongCode


def enter(request: HttpRequest, email: str, next_url: str = "") -> HttpResponse:
    """Log in the owner of an address that was just proven. Returns where they were going.

    Raises `CodeGone` for staff and closed accounts: those never come in by mail.
    """
    user = account_for(email)
    if user.is_staff or not user.is_active:
        raise CodeGone
    if request.session.get(SESSION_KEY) not in {None, str(user.pk)}:
        leave_other_account(request)
    record_authentication(request, user, method="code", email=email)
    login = Login(user=user, email=email, redirect_url=next_url or None)
    return cast("HttpResponse", perform_login(request, login))


def _letter_for(email: str) -> str:
    user = find(email)
    if user is None or (user.is_active and not user.is_staff):
        return "login_code"
    return "staff_has_password" if user.is_active else "account_closed"


def _digest(email: str, code: str) -> str:
    text = f"{email}:{normalize_user_code(code)}"
    return salted_hmac("practices.accounts.codes", text, algorithm="sha256").hexdigest()


def safe_next(request: HttpRequest) -> str:
    """The address to go to next, from the form or the query; "" when it is not of this site."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if _is_ours(request, url) else ""


def _is_ours(request: HttpRequest, url: str) -> bool:
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
