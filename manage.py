#!/usr/bin/env python3
"""Run a management command: `python manage.py <command>`."""

import os
import sys


def main() -> None:
    """Hand the command line to Django; a setting that makes no sense is one clear message."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("FOUT: Django is niet geïnstalleerd. Voer script/bootstrap uit en gebruik .venv.")
    from kennisbank.env import SettingError

    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(f"FOUT: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
