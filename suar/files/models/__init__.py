"""Rows of the files: what is kept, and who opened an original and why."""

from suar.files.models.original_opening import OriginalOpening
from suar.files.models.stored_file import StoredFile

__all__ = ["OriginalOpening", "StoredFile"]
