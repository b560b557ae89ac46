"""The groups of editors and their rights."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

CONTENT = ("practice", "pillartag", "participation", "citation", "figure", "link", "organisation")
VOCABULARIES = ("pillar", "element", "sector", "region", "source", "sourcecount")

RIGHTS = {
    "redacteur": [
        *(f"{action}_{model}" for model in CONTENT for action in ("view", "add", "change")),
        *(f"delete_{model}" for model in CONTENT if model not in ("practice", "organisation")),
        *(f"view_{model}" for model in (*VOCABULARIES, "event", "oldslug")),
        *("add_source", "change_source", "view_tag", "add_tag"),
    ],
    "eindredacteur": [
        *(f"{action}_{model}" for model in VOCABULARIES for action in ("add", "change")),
        *(f"delete_{model}" for model in ("sector", "region", "source", "organisation")),
        *("publish_practice", "archive_practice", "change_tag", "delete_tag"),
    ],
}
"""What each group may do; an eindredacteur may also do all that a redacteur may."""


def make_permissions(apps: Apps) -> None:
    """Make the rights of the models as they are: normally that happens after all migrations."""
    for label in ("practices", "taggit"):
        config = apps.get_app_config(label)
        module = getattr(config, "models_module", None)
        config.models_module = module or True  # type: ignore[assignment]
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = module


def make_groups(apps: Apps, schema_editor: Any) -> None:
    """Make both groups, with their rights."""
    make_permissions(apps)
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, own in RIGHTS.items():
        wanted = {*RIGHTS["redacteur"], *own}
        rights = permission_model.objects.filter(
            codename__in=wanted, content_type__app_label__in=("practices", "taggit")
        )
        group_model.objects.get_or_create(name=name)[0].permissions.set(rights)


class Migration(migrations.Migration):
    """After the models of this app and the rights and tags of Django and taggit."""

    dependencies = [
        ("practices", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
