"""Django app of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Holds no tables of its own."""

    name = "suar.store"
    label = "store"
