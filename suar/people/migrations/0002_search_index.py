"""The table of postings, by hand: a pair of numbers that is its own index.

Django has no way to say WITHOUT ROWID; on SQLite the table would otherwise stand twice.
"""

from django.db import migrations

TABLE = (
    "CREATE TABLE people_searchkey (key bigint NOT NULL, ref bigint NOT NULL, "
    "PRIMARY KEY (key, ref))"
)


def make(apps, schema_editor):
    without_rowid = " WITHOUT ROWID" if schema_editor.connection.vendor == "sqlite" else ""
    schema_editor.execute(TABLE + without_rowid)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE people_searchkey")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
