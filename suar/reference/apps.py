"""Django app of the reference data."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Places, countries, languages, holidays, dated law, emergency numbers."""

    name = "suar.reference"
    label = "reference"
