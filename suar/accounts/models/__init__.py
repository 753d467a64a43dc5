"""Rows of the accounts, one subject a file."""

from suar.accounts.models.invitation import Invitation
from suar.accounts.models.membership import Membership
from suar.accounts.models.rate import Rate, ResetRequest
from suar.accounts.models.session import Device, SignedSession
from suar.accounts.models.sheet import CodeSheet, SheetCode
from suar.accounts.models.user import User, clean_email

__all__ = [
    "CodeSheet",
    "Device",
    "Invitation",
    "Membership",
    "Rate",
    "ResetRequest",
    "SheetCode",
    "SignedSession",
    "User",
    "clean_email",
]
