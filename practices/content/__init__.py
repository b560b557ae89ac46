"""Loading the content of `fixtures/` without ever overwriting what an editor changed.

The format and the rules are in `fixtures/README.md`.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from .. import workflow
from .files import BadContent, Report
from .records import load_practices
from .thesaurus import load_thesaurus
from .vocabularies import load_vocabularies

__all__ = ["BadContent", "Report", "load"]


def load(folder: Path) -> Report:
    """Load vocabularies, sources and practices, all or nothing. Loading twice changes nothing.

    Raises `BadContent`.
    """
    report = Report()
    with transaction.atomic():
        load_vocabularies(folder, report)
        load_thesaurus(folder / "thesaurus.toml", report)
        if report.made:
            workflow.vocabulary_changed()
        load_practices(folder / "practices", report)
    return report
