"""Load the content of `fixtures/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices import content
from practices.models import Practice


class Command(BaseCommand):
    """`manage.py load_content [--if-empty] [--folder FOLDER]`; safe to run again."""

    help = "Laadt de inhoud van fixtures/. Wat redacteuren wijzigden, blijft zoals het is."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--folder` for another place, `--if-empty` for the first start only."""
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *args: Any, folder: Path, if_empty: bool, **options: Any) -> None:
        """Load and report in Dutch. Raises `CommandError` with file and cause."""
        if if_empty and Practice.objects.exists():
            self.stdout.write("Er staan al voorbeelden in; niets geladen.")
            return
        try:
            report = content.load(folder)
        except content.BadContent as error:
            raise CommandError(f"De inhoud is niet geladen. {error}") from error
        for name, number in report.made.items():
            self.stdout.write(f"{number} {name} geladen")
        self.stdout.write(f"vernieuwd uit een gewijzigd bestand: {len(report.renewed)}")
        self.stdout.write(
            f"met rust gelaten, want gewijzigd in het beheer: {len(report.left_alone)}"
        )
