"""Editors review submissions and see what belongs to them; their groups get the rights."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps.registry import Apps
from django.db import migrations

RIGHTS = (
    "review_submission",
    *("view_submission", "view_remark", "view_attachment", "view_readermessage", "view_mail"),
)
"""What both groups of editors may do from now on."""


def give_rights(apps: Apps, schema_editor: Any) -> None:
    """Add the rights to both groups; what administrators changed in them stays."""
    import_module("practices.migrations.0002_groups").make_permissions(apps)
    rights = apps.get_model("auth", "Permission").objects.filter(
        codename__in=RIGHTS, content_type__app_label="practices"
    )
    for group in apps.get_model("auth", "Group").objects.filter(
        name__in=("redacteur", "eindredacteur")
    ):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    """After the models of submissions."""

    dependencies = [("practices", "0003_submissions")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
