"""What a command says when it cannot be done."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - the command says no; it is no fault of the program
    """A command that cannot be done, with its sentence in both languages."""

    def __init__(self, english: str, indonesian: str) -> None:
        self.english, self.indonesian = english, indonesian
        super().__init__(english)
