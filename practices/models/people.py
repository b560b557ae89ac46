"""Who: people with an account, and organisations that stand behind a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.urls import reverse

if TYPE_CHECKING:
    from .submission import Submission

EDITORS = ("redacteur", "eindredacteur")
"""The groups whose members review submissions (practices/migrations/0002_groups)."""


class PeopleManager(UserManager["User"]):
    """Makes accounts as Django does, and gives sets of people in the words of the trade."""

    use_in_migrations = False

    def editors(self) -> models.QuerySet[User]:
        """Who reviews submissions: members of the editors' groups, and whoever may do all."""
        mine = models.Q(groups__name__in=EDITORS) | models.Q(is_superuser=True)
        return self.filter(mine, is_active=True).distinct()

    def coordinators_of(self, regions: set[int]) -> models.QuerySet[User]:
        """Who coordinates any of these regions (ids)."""
        return self.filter(coordinates__in=regions, is_active=True).distinct()


class User(AbstractUser):
    """Somebody with an account. Our own model from the first day, so that it can grow."""

    password_is_temporary = models.BooleanField(
        "wachtwoord is tijdelijk",
        default=False,
        help_text="Bij de eerste keer inloggen kiest deze persoon een eigen wachtwoord.",
    )
    coordinates = models.ManyToManyField(
        "practices.Region",
        blank=True,
        related_name="coordinators",
        verbose_name="coördineert",
        help_text="Ziet en helpt bij de inzendingen uit deze regio’s en alles wat erin ligt.",
    )

    objects: ClassVar[PeopleManager] = PeopleManager()

    class Meta(AbstractUser.Meta):
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    @property
    def display_name(self) -> str:
        """How others read of them: the name they gave, never an address or a made-up account."""
        return self.get_full_name() or ("een redacteur" if self.is_staff else "een inzender")


def name_for_editors(person: User | None, submission: Submission) -> str:
    """How somebody who had a part in a submission is called at the desk."""
    if person is None:
        return "iemand zonder account"
    if person.is_staff or person.get_full_name():
        return person.display_name
    return "de inzender" if person.pk == submission.submitter_id else "een regiocoördinator"


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
