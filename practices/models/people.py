"""Who: people with an account, and organisations that stand behind a practice."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.urls import reverse


class User(AbstractUser):
    """Somebody with an account. Our own model from the first day, so that it can grow."""

    password_is_temporary = models.BooleanField(
        "wachtwoord is tijdelijk",
        default=False,
        help_text="Bij de eerste keer inloggen kiest deze persoon een eigen wachtwoord.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"


class Organisation(models.Model):
    """An organisation that started, joins in or pays for a practice."""

    slug = models.SlugField("adres op de site", max_length=100, unique=True)
    name = models.CharField("naam", max_length=150, unique=True)
    website = models.URLField("website", blank=True)
    description = models.TextField("omschrijving", blank=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this organisation."""
        return reverse("practices:organisation", args=[self.slug])
