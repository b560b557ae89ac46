"""Everything that the site keeps about one person, to give it to them (P-06)."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet

from ..exchange import escape
from ..models import PracticeContent, User
from .register import Entry, register

KEPT_BACK = {"practices.user": {"password"}, "mfa.authenticator": {"data"}}
"""Secrets: giving them out would only make them known to one more place."""

OWNER = {"practices.submission": "submitter_id", "practices.practice": ""}
"""Tables in which most of a row is about its owner, and who that is: nobody for a practice. Who is
merely named in it, as a contact or an editor, gets that and not the work of somebody else."""

OF_OTHERS = {"practices.submission": {"decided", "base"}}
"""What stands in one's own row and tells of the published text, with a contact who may not have
agreed to be shown."""


def own_data(user: User) -> dict[str, list[dict[str, Any]]]:
    """All rows about this person by table, each with every field except secrets."""
    found = {}
    for entry in register().values():
        rows = [_readable(row, entry, user) for row in rows_about(user, entry)]
        if rows:
            found[entry.model] = rows
    return found


def rows_about(user: User, entry: Entry) -> QuerySet[Any]:
    """The rows of one table that belong to this person or hold their address."""
    rows: QuerySet[Any] = apps.get_model(entry.model)._default_manager.all()
    about = Q(pk__in=[])
    for lookup in entry.person:
        about |= Q(**{lookup: user.pk})
    for name in entry.email if user.email else ():
        about |= Q(**{f"{name}__iexact": user.email})
    return rows.filter(about).distinct()


def _readable(row: Model, entry: Entry, user: User) -> dict[str, Any]:
    kept_back = KEPT_BACK.get(entry.model, set()) | OF_OTHERS.get(entry.model, set())
    is_theirs = entry.model not in OWNER or getattr(row, OWNER[entry.model], None) == user.pk
    names = _given(row, entry, user)
    return {
        field.name: field.value_to_string(row)
        for field in row._meta.concrete_fields
        if field.name not in kept_back and (is_theirs or field.name in names)
    }


def _given(row: Model, entry: Entry, user: User) -> set[str]:
    """The fields in which somebody is named in a row that is not theirs."""
    as_person = {name for name in entry.person if getattr(row, f"{name}_id", None) == user.pk}
    address = user.email.lower()
    is_contact = any(str(getattr(row, name)).lower() == address for name in entry.email)
    as_contact = set(PracticeContent.CONTACT) if is_contact else set()
    return {"id", *as_person, *as_contact}


def own_data_archive(user: User) -> bytes:
    """The same as a zip: one JSON file with everything, one CSV per table, and their files."""
    data = own_data(user)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(
            "alles.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        )
        for table, rows in data.items():
            bundle.writestr(f"{table}.csv", _csv(rows))
        for attachment in rows_about(user, register()["practices.attachment"]):
            with attachment.file.open("rb") as file:
                name = f"bijlagen/{attachment.reference}.{attachment.kind}"
                bundle.writestr(name, file.read())
    return archive.getvalue()


def _csv(rows: list[dict[str, Any]]) -> str:
    """Semicolons and a mark at the start, as Dutch spreadsheets expect."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows({name: escape(str(value)) for name, value in row.items()} for row in rows)
    return "\ufeff" + text.getvalue()
