"""What a practice says, to hold against what was proposed."""

from __future__ import annotations

from typing import Any

from practices.models import Practice
from practices.models.snapshot import snapshot
from practices.workflow.proposals import PROPOSED


def content_of(practice: Practice) -> dict[str, Any]:
    """What a practice says, of what a submission can propose."""
    text = snapshot(Practice.objects.get(pk=practice.pk))
    return {name: text[name] for name in PROPOSED}
