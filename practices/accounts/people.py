"""Which account belongs to an address."""

from __future__ import annotations

import secrets

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from ..models import User


def find(email: str) -> User | None:
    """The account of an address, or None. Always one query, so that it takes the same time.

    Where several accounts name the address, staff goes first, then whoever proved that the
    address is theirs: an account of the desk must never be entered by the back door.
    """
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return (
        User.objects.filter(Q(email__iexact=email) | Q(pk__in=proven.values("user")))
        .annotate(is_proven=Exists(proven.filter(user=OuterRef("pk"))))
        .order_by("-is_staff", "-is_proven", "pk")
        .first()
    )


def account_for(email: str) -> User:
    """The account of an address that somebody just proved to be theirs; made if needed.

    A new account has a name that nobody can guess, no password and no rights. Two requests at
    once get the same account: a proven address stands in the database once.
    """
    email = email.strip().lower()
    user = find(email)
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(f"inzender-{secrets.token_hex(12)}", email=email)
                _prove(user, email)
        except IntegrityError:
            user = find(email)
            if user is None:  # another cause than the address
                raise
    else:
        _prove(user, email)
    return user


def display(user: User) -> str:
    """How somebody is called on screen and in the list of passkeys of their own device."""
    return user.get_full_name() or user.email or user.username


def _prove(user: User, email: str) -> None:
    theirs = EmailAddress.objects.filter(user=user)
    if not theirs.filter(email=email, verified=True).exists():
        theirs.exclude(email=email).update(primary=False)
        theirs.update_or_create(
            email=email, defaults={"user": user, "verified": True, "primary": True}
        )
