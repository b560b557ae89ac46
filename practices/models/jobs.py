"""When each periodic job ran last, so that a job runs once however often it is asked."""

from __future__ import annotations

from django.db import models


class JobRun(models.Model):
    """The last run of one job of `manage.py periodiek`."""

    name = models.CharField("taak", max_length=50, unique=True)
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    report = models.CharField("verslag", max_length=300, blank=True)

    class Meta:
        verbose_name = "periodieke taak"
        verbose_name_plural = "periodieke taken"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
