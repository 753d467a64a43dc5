"""Rows of the agenda."""

from suar.agenda.models.task import Task

__all__ = ["Task"]
