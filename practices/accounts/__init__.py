"""Who comes in, and how: codes by mail for submitters, password and second factor for staff.

Other modules use what is named here; the rest of this package is for django-allauth.

- `start_login` mails a code to an address and sends the visitor to the page to type it;
- `account_for` gives the account of an address, and makes it when there is none;
- `next_step` tells what this session of a staff member is worth, by the page where it must go;
- `end_sessions` logs somebody out everywhere, `forget_factors` lets them set up a new factor;
- `invite` and `accept` are for invitations by mail.
"""

from __future__ import annotations

from .codes import (
    CodeGone,
    TooManyCodes,
    WrongCode,
    enter,
    finish_login,
    pending_code,
    safe_next,
    start_login,
)
from .factors import (
    confirm_factor,
    counted_user,
    forget_factors,
    home,
    next_step,
    open_pages,
)
from .invitations import InvitationGone, accept, invite, open_invitation
from .people import account_for
from .sessions import end_sessions, leave_other_account

__all__ = [
    "CodeGone",
    "InvitationGone",
    "TooManyCodes",
    "WrongCode",
    "accept",
    "account_for",
    "confirm_factor",
    "counted_user",
    "end_sessions",
    "enter",
    "finish_login",
    "forget_factors",
    "home",
    "invite",
    "leave_other_account",
    "next_step",
    "open_invitation",
    "open_pages",
    "pending_code",
    "safe_next",
    "start_login",
]
