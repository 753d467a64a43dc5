"""When a contact was written down, which checks asked every item, why a case closed over red."""

from __future__ import annotations

from django.db import migrations, models

import suar.vault.fields


class Migration(migrations.Migration):
    """Of older checks nobody knows whether every item was asked: they count as not complete."""

    dependencies = [("cases", "0002_consent_about_sealed")]

    operations = [
        migrations.AddField(
            "closure",
            "red_reason",
            suar.vault.fields.SealedText(blank=True, max_length=1000, null=True),
        ),
        migrations.AddField("followup", "written_at", models.DateTimeField(null=True)),
        migrations.AddField("triagecheck", "all_asked", models.BooleanField(default=False)),
    ]
