"""The register of personal data is complete, and every personal field says why it is there."""

from __future__ import annotations

from django.apps import apps

from practices.personal_data.register import register


def test_every_field_of_every_table_is_in_the_register() -> None:
    tables = {
        model._meta.label_lower: {field.name for field in model._meta.local_concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }
    assert {name: entry.fields for name, entry in register().items()} == tables


def test_what_is_kept_about_people_has_purpose_basis_retention_and_readers() -> None:
    unexplained = [
        entry.model
        for entry in register().values()
        if (entry.person or entry.email or entry.texts or entry.personal)
        and not all((entry.purpose, entry.basis, entry.retention, entry.seen_by))
    ]
    assert unexplained == []
