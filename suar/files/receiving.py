"""Take an uploaded body in memory, never in a temporary file: plaintext stays off the disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from suar.files.cleaning.codes import MAX_UPLOAD


class InMemoryHandler(FileUploadHandler):
    """Keep at most ``MAX_UPLOAD`` bytes; of a longer body only its size, which is then refused."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin one file."""
        super().new_file(*args, **kwargs)
        self.pieces: list[bytes] = []
        self.held = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece while the whole is not too large."""
        self.held += len(raw_data)
        if self.held <= MAX_UPLOAD:
            self.pieces.append(raw_data)
        else:
            self.pieces.clear()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file; one that was too large is empty and has its true size."""
        return InMemoryUploadedFile(
            file=BytesIO(b"".join(self.pieces)),
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
