"""A person who works with Suar, known by an e-mail address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from suar.accounts.codes import UserState
from suar.kit.ids import new_id
from suar.kit.sensitivity import Sensitivity


class UserManager(BaseUserManager["User"]):
    """Make and find users by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an active user; without a password none can be used until one is set.

        For the command line, the demo and tests: people come in by an invitation.
        """
        user = self.model(email=clean_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by e-mail, whatever its case."""
        return self.get(email=clean_email(username))


class User(AbstractBaseUser):
    """One person's login. It belongs to no organisation: memberships do."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(
        max_length=2, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")]
    )
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    state = models.CharField(
        max_length=10,
        default=UserState.ACTIVE.value,
        choices=[(s.value, s.value) for s in UserState],
    )
    made_at = models.DateTimeField(null=True, editable=False)
    # The administrator through whose link the present password was set; none: her own doing.
    password_handed_by = models.UUIDField(null=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    rls: ClassVar[str] = "none"  # a person may sit in several organisations; memberships decide
    classes: ClassVar[dict[str, Sensitivity]] = {
        "id": Sensitivity.OPERATIONAL,
        "email": Sensitivity.PERSONAL,
        "name": Sensitivity.PERSONAL,
        "password": Sensitivity.OPERATIONAL,  # an argon2 hash, never the word itself
        "last_login": Sensitivity.OPERATIONAL,
        "language": Sensitivity.OPERATIONAL,
        "time_zone": Sensitivity.OPERATIONAL,
        "state": Sensitivity.OPERATIONAL,
        "made_at": Sensitivity.OPERATIONAL,
        "password_handed_by": Sensitivity.OPERATIONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="accounts_user_email_lower"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in UserState]),
                name="accounts_user_state",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's is a class attribute
        """Say whether the person may sign in."""
        return self.state == UserState.ACTIVE

    def get_full_name(self) -> str:
        """Return the shown name."""
        return self.name

    def get_short_name(self) -> str:
        """Return the shown name: Indonesian names need no short form."""
        return self.name


def clean_email(text: str | None) -> str:
    """Return an address as it is stored: trimmed and in small letters."""
    return (text or "").strip().lower()
