"""Rows of the letters: the registers of numbers and what was issued."""

from suar.documents.models.issued_letter import IssuedLetter
from suar.documents.models.letter_register import LetterRegister

__all__ = ["IssuedLetter", "LetterRegister"]
