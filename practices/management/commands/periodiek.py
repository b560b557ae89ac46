"""What has to happen now and then: for cron or a systemd timer, every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.workflow.scheduled import run_jobs


class Command(BaseCommand):
    """`manage.py periodiek`; running it twice, or three at once, does everything once."""

    help = "Verstuurt post die is blijven liggen, publiceert op datum en ruimt op."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every job. Raises `CommandError` at the end when one failed; the log says why."""
        done = run_jobs()
        for name, number in done.items():
            self.stdout.write(f"{name}: {'mislukt' if number is None else number}")
        if failed := [name for name, number in done.items() if number is None]:
            raise CommandError(f"Niet gelukt: {', '.join(failed)}.")
