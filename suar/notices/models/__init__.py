"""Rows of the notices."""

from suar.notices.models.notice import Notice
from suar.notices.models.preference import NoticePreference

__all__ = ["Notice", "NoticePreference"]
