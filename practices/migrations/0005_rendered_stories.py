"""Store the story of every practice that is there as safe HTML."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db import migrations

from practices.markdown import render_story


def render_stories(apps: Apps, schema_editor: Any) -> None:
    """Render what was saved before stories were stored rendered."""
    for practice in apps.get_model("practices", "Practice").objects.all():
        practice.rendered = render_story(practice)
        practice.save(update_fields=["rendered"])


class Migration(migrations.Migration):
    """After the field is there."""

    dependencies = [("practices", "0004_review_rights")]

    operations = [migrations.RunPython(render_stories, migrations.RunPython.noop)]
