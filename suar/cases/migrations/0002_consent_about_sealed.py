"""What a consent is about was typed in words, and stood in plain: now it is sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import migrations

import suar.vault.fields
from suar.vault.keyring import KeyDestroyed


def seal(rows: Iterable[Any]) -> None:
    """Seal what stood in plain; of an erased person nothing is taken over."""
    for row in rows:
        try:
            row.about = row.about_plain
        except KeyDestroyed:
            continue
        row.save(update_fields=["about"])


def seal_all(apps: Any, _schema_editor: Any) -> None:
    """Seal every line that says what it is about."""
    seal(apps.get_model("cases", "ConsentLine").objects.exclude(about_plain="").iterator())


class Migration(migrations.Migration):
    """Move the words under the key of their case, then let the plain column go."""

    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RenameField("consentline", "about", "about_plain"),
        migrations.AddField(
            "consentline",
            "about",
            suar.vault.fields.SealedText(blank=True, max_length=40, null=True),
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop),
        migrations.RemoveField("consentline", "about_plain"),
    ]
