"""What is refused and what is warned of, and where in the file; never the value found there."""

from __future__ import annotations

from dataclasses import dataclass

from suar.measure.prevalence.codes import Caution, Fault


class Refused(Exception):  # noqa: N818 - a refusal, as elsewhere in the house
    """No number can be given: a code, a sentence, and the place where there is one.

    ``row`` is the data row from 1 (the header is not counted), ``column`` the header's name.
    """

    def __init__(
        self, code: Fault, message: str, *, row: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.row = row
        self.column = column

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the four keys of the command's error."""
        return {
            "code": self.code.value,
            "message": self.message,
            "row": self.row,
            "column": self.column,
        }


@dataclass(frozen=True)
class Warned:
    """A caution that stands beside the number."""

    code: Caution
    message: str

    def as_dict(self) -> dict[str, str]:
        """Return the two keys of the command's warning."""
        return {"code": self.code.value, "message": self.message}
