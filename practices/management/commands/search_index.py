"""Look after what searching and counting read: `manage.py search_index --check | --rebuild`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ... import indexing

MOST_NAMED = 20


class Command(BaseCommand):
    """All of the index is made of the practices, so it can always be made anew."""

    help = "Controleert de zoekindex, of maakt hem opnieuw."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do; one of the three."""
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--check", action="store_true", help="zegt wat er niet klopt")
        act.add_argument("--rebuild", action="store_true", help="maakt alles opnieuw")
        act.add_argument(
            "--ensure",
            action="store_true",
            help="maakt alles opnieuw als deze versie anders leest dan de vorige",
        )

    def handle(self, **options: Any) -> None:
        """Do it, and say how far it is. Raises `CommandError` when the index is not right."""
        if options["check"]:
            self._check()
        elif options["rebuild"] or not indexing.is_of_this_program():
            total = indexing.rebuild(self._tell)
            self.stdout.write(f"Zoekindex gemaakt van {total} voorbeelden.")

    def _check(self) -> None:
        wrong = indexing.check(self._tell)
        for line in wrong[:MOST_NAMED]:
            self.stderr.write(line)
        if wrong:
            more = f" ({len(wrong) - MOST_NAMED} niet getoond)" if len(wrong) > MOST_NAMED else ""
            raise CommandError(
                f"{len(wrong)} dingen kloppen niet{more}. Herstel het met: search_index --rebuild"
            )
        self.stdout.write("De zoekindex klopt.")

    def _tell(self, done: int, total: int) -> None:
        if total > indexing.AT_ONCE:
            self.stdout.write(f"{done} van {total}…")
