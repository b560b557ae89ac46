"""Make the account with which the first editor gets in."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand

from practices.models import User


class Command(BaseCommand):
    """`manage.py first_editor`; does nothing once somebody can enter the admin."""

    help = "Maakt een eerste beheerder met een eenmalig wachtwoord, als er nog niemand is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print name and one-time password, once. The password must be changed at first login."""
        if User.objects.filter(is_staff=True).exists():
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser("redactie", password=password, password_is_temporary=True)
        self.stdout.write("Eerste account voor de redactie (dit ziet u één keer):")
        self.stdout.write("  naam:        redactie")
        self.stdout.write(f"  wachtwoord:  {password}")
        self.stdout.write(
            "U kiest een eigen wachtwoord zodra u inlogt, en stelt dan een app met codes in."
        )
