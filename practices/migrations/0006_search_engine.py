"""What searching and counting read, and the indexes of each database over the words.

SQLite: an FTS5 table that follows `SearchText.terms` by triggers. A later migration that makes
SQLite remake that table has to make the triggers anew. PostgreSQL: a generated column with a GIN
index. The words of a practice are stored apart from its row, so that reading ids of many practices
does not read their words.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
from django.apps.registry import Apps
from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE practices_searchindex USING fts5(
        terms, content='practices_searchtext', content_rowid='practice_id',
        tokenize='ascii', columnsize=0
    )""",
    """CREATE TRIGGER practices_searchtext_added AFTER INSERT ON practices_searchtext BEGIN
        INSERT INTO practices_searchindex(rowid, terms) VALUES (new.practice_id, new.terms);
    END""",
    """CREATE TRIGGER practices_searchtext_gone AFTER DELETE ON practices_searchtext BEGIN
        INSERT INTO practices_searchindex(practices_searchindex, rowid, terms)
            VALUES ('delete', old.practice_id, old.terms);
    END""",
    """CREATE TRIGGER practices_searchtext_changed AFTER UPDATE ON practices_searchtext BEGIN
        INSERT INTO practices_searchindex(practices_searchindex, rowid, terms)
            VALUES ('delete', old.practice_id, old.terms);
        INSERT INTO practices_searchindex(rowid, terms) VALUES (new.practice_id, new.terms);
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER practices_searchtext_changed",
    "DROP TRIGGER practices_searchtext_gone",
    "DROP TRIGGER practices_searchtext_added",
    "DROP TABLE practices_searchindex",
)
POSTGRES = (
    """ALTER TABLE practices_searchtext ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, terms)) STORED""",
    "ALTER TABLE practices_searchtext SET (toast_tuple_target = 128)",
    "CREATE INDEX practices_searchtext_vector ON practices_searchtext USING gin (vector)",
)
POSTGRES_BACK = (
    "DROP INDEX practices_searchtext_vector",
    "ALTER TABLE practices_searchtext DROP COLUMN vector",
)


def make(apps: Apps, schema_editor: Any) -> None:
    """Make the index of this database."""
    _run(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def drop(apps: Apps, schema_editor: Any) -> None:
    """Take it away again."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    _run(schema_editor, SQLITE_BACK if is_sqlite else POSTGRES_BACK)


def _run(schema_editor: Any, statements: tuple[str, ...]) -> None:
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The index itself is filled by `search_index --ensure`."""

    dependencies = [("practices", "0005_rendered_stories")]

    operations = [
        migrations.DeleteModel("SearchText"),
        migrations.CreateModel(
            name="IndexChange",
            fields=[
                ("version", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=32)),
                ("practice_id", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "wijziging van de index",
                "verbose_name_plural": "wijzigingen van de index",
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "practice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="practices.practice",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("terms", models.TextField()),
                ("words", models.TextField()),
                ("story", models.TextField()),
                ("record", models.JSONField(default=dict)),
                ("card", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "zoektekst",
                "verbose_name_plural": "zoekteksten",
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("practices", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "woord",
                "verbose_name_plural": "woorden",
            },
        ),
        migrations.CreateModel(
            name="CompoundPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        help_text="Eén woord, in enkelvoud, zoals ‘rooster’ in ‘roosterplanner’.",
                        max_length=40,
                        unique=True,
                        verbose_name="woord",
                    ),
                ),
                (
                    "is_used",
                    models.BooleanField(
                        default=True,
                        help_text="Zet dit uit als samenstellingen met dit woord verkeerd uit elkaar vallen.",
                        verbose_name="gebruiken",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("kennisbank", "Uit de voorbeelden"),
                            ("redactie", "Van de redactie"),
                        ],
                        default="redactie",
                        editable=False,
                        max_length=20,
                        verbose_name="herkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "woorddeel",
                "verbose_name_plural": "woorddelen",
                "ordering": ["word"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["kennisbank", "redactie"])),
                        name="compoundpart_origin_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Concept",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Het woord dat de voorbeelden het meest gebruiken.",
                        max_length=80,
                        verbose_name="voorkeursterm",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Voor collega’s: wat er wel en niet onder valt, en waarom.",
                        verbose_name="toelichting",
                    ),
                ),
            ],
            options={
                "verbose_name": "begrip",
                "verbose_name_plural": "begrippen",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="concept_name_once",
                        violation_error_message="Dit begrip is er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="concept_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FacetValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facet", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "facetwaarde",
                "verbose_name_plural": "facetwaarden",
                "constraints": [
                    models.UniqueConstraint(fields=("facet", "key"), name="facetvalue_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=0)),
                ("token", models.CharField(blank=True, max_length=32)),
                ("made_with", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "stand van de index",
                "verbose_name_plural": "stand van de index",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="indexstate_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="dag")),
                ("text", models.CharField(max_length=80, verbose_name="gezocht")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="keer")),
            ],
            options={
                "verbose_name": "zoekopdracht zonder antwoord",
                "verbose_name_plural": "zoekopdrachten zonder antwoord",
                "constraints": [
                    models.UniqueConstraint(fields=("day", "text"), name="searchmiss_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConceptTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=80, verbose_name="term")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("equal", "gelijk"),
                            ("narrower", "smaller"),
                            ("broader", "ruimer"),
                            ("related", "verwant"),
                        ],
                        default="equal",
                        max_length=10,
                        verbose_name="verhouding",
                    ),
                ),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="practices.concept",
                        verbose_name="begrip",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "termen",
                "ordering": ["concept", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("concept"),
                        django.db.models.functions.text.Lower("text"),
                        name="concept_term_once",
                        violation_error_message="Deze term staat er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="concept_term_has_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("relation__in", ["equal", "narrower", "broader", "related"])
                        ),
                        name="concept_term_relation_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FacetEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facet_entries",
                        to="practices.practice",
                    ),
                ),
                (
                    "value",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="practices.facetvalue",
                    ),
                ),
            ],
            options={
                "verbose_name": "facetregel",
                "verbose_name_plural": "facetregels",
                "constraints": [
                    models.UniqueConstraint(fields=("value", "practice"), name="facetentry_once")
                ],
            },
        ),
        migrations.RunPython(make, drop),
    ]
