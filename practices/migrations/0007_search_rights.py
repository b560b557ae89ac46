"""Editors see the words that the search knows; an eindredacteur keeps them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps.registry import Apps
from django.db import migrations

SEEN = ("concept", "conceptterm", "compoundpart", "searchmiss")
KEPT = ("concept", "conceptterm", "compoundpart")

RIGHTS = {
    "redacteur": [f"view_{model}" for model in SEEN],
    "eindredacteur": [
        *(f"view_{model}" for model in SEEN),
        *(f"{action}_{model}" for action in ("add", "change", "delete") for model in KEPT),
    ],
}
"""What each group may do from now on."""


def give_rights(apps: Apps, schema_editor: Any) -> None:
    """Add the rights to both groups; what administrators changed in them stays."""
    import_module("practices.migrations.0002_groups").make_permissions(apps)
    permissions = apps.get_model("auth", "Permission").objects
    for name, wanted in RIGHTS.items():
        rights = permissions.filter(codename__in=wanted, content_type__app_label="practices")
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*rights)


class Migration(migrations.Migration):
    """After the models of the search."""

    dependencies = [("practices", "0006_search_engine")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
