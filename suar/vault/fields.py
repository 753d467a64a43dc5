"""Sealed fields: assigning seals at once, reading gives a ``Sealed`` that opens only in a block.

Sealing happens in the descriptor, not before saving, because ``update()`` and ``bulk_update()``
pass by everything that happens on saving.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, ClassVar, NoReturn, TypeVar
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from suar.kit.dates import PartialDate
from suar.kit.sensitivity import Sensitivity
from suar.vault import crypto, keyring

M = TypeVar("M", bound=models.Model)


class _Stored(bytes):
    """Bytes as they came from the database: already sealed."""


class Sealed:
    """A sealed value and the one place where it belongs. Prints as dots."""

    __slots__ = ("_decode", "bound", "place", "sealed", "subject_id")

    def __init__(
        self, sealed: bytes, subject_id: UUID, place: tuple[str, UUID, str],
        decode: Callable[[bytes], Any],
    ) -> None:  # fmt: skip
        self.sealed = sealed
        self.subject_id = subject_id
        self.place = place
        self.bound = crypto.binding(subject_id, *place)
        self._decode = decode

    def open(self) -> Any:
        """Return the plaintext; only inside ``vault.opened``, else :class:`NotOpened`."""
        key = keyring.for_opening(self.subject_id)
        return self._decode(crypto.open_sealed(key, self.bound, self.sealed))

    def __str__(self) -> str:
        return "•••"

    def __repr__(self) -> str:
        return f"<Sealed {self.place[0]}.{self.place[2]}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and (self.sealed, self.bound) == (
            other.sealed,
            other.bound,
        )

    def __hash__(self) -> int:
        return hash((self.sealed, self.bound))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a sealed value does not travel: no pickles, no caches, no job arguments")


class SealedAttribute(DeferredAttribute):
    """The descriptor of a sealed field."""

    field: SealedField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """Return the ``Sealed`` value, or None where nothing was given."""
        value = super().__get__(instance, cls)
        return self._as_sealed(instance, value) if isinstance(value, _Stored) else value

    def __set__(self, instance: Any, value: Any) -> None:
        """Seal a plaintext at once; take what the database gave; refuse what belongs elsewhere."""
        name = self.field.attname
        if value is None or (isinstance(value, str) and not value):
            instance.__dict__[name] = None
        elif isinstance(value, _Stored):
            instance.__dict__[name] = value
        elif isinstance(value, Sealed):
            self._take(instance, value)
        else:
            key = keyring.for_sealing(self.field.subject_of(instance))
            place = self.field.place_of(instance)
            bound = crypto.binding(self.field.subject_of(instance), *place)
            sealed = crypto.seal(key, bound, self.field.encode(value))
            instance.__dict__[name] = self._as_sealed(instance, _Stored(sealed))

    def _take(self, instance: Any, value: Sealed) -> None:
        here = crypto.binding(self.field.subject_of(instance), *self.field.place_of(instance))
        if value.bound != here:
            raise TypeError("a sealed value cannot move: open it and seal it anew")
        instance.__dict__[self.field.attname] = value

    def _as_sealed(self, instance: Any, stored: bytes) -> Sealed:
        place = self.field.place_of(instance)
        return Sealed(bytes(stored), self.field.subject_of(instance), place, self.field.decode)


class SealedField(models.Field):  # type: ignore[type-arg]  # the types of set and get differ
    """What the sealed fields share. ``subject`` names the attribute that holds the subject."""

    descriptor_class = SealedAttribute
    sensitivity: ClassVar[Sensitivity] = Sensitivity.SECRET
    empty_strings_allowed = False

    def __init__(self, *args: Any, subject: str = "subject_id", **kwargs: Any) -> None:
        self.subject = subject
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Keep the subject's attribute in migrations."""
        name, path, args, kwargs = super().deconstruct()
        if self.subject != "subject_id":
            kwargs["subject"] = self.subject
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        """Store bytes."""
        return "BinaryField"

    def db_check(self, connection: Any) -> str:
        """Refuse plaintext in the database itself: version byte and least length."""
        column = connection.ops.quote_name(self.column)
        if connection.vendor == "postgresql":
            return f"length({column}) >= {crypto.SMALLEST} AND get_byte({column}, 0) = 1"
        return (
            f"typeof({column}) = 'blob' AND length({column}) >= {crypto.SMALLEST}"
            f" AND substr({column}, 1, 1) = X'01' OR {column} IS NULL"
        )

    def subject_of(self, instance: Any) -> UUID:
        """Return the subject under whose key the instance's value is sealed."""
        found = getattr(instance, self.subject)
        if found is None:
            raise TypeError(f"{type(instance).__name__}: give {self.subject} before {self.name}")
        return UUID(str(found))

    def place_of(self, instance: Any) -> tuple[str, UUID, str]:
        """Return table, row and column."""
        return str(instance._meta.db_table), instance.pk, str(self.column)

    def encode(self, value: Any) -> bytes:
        """Turn a value into bytes to seal."""
        raise NotImplementedError  # pragma: no cover - abstract

    def decode(self, plaintext: bytes) -> Any:
        """Turn opened bytes into a value."""
        raise NotImplementedError  # pragma: no cover - abstract

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Mark bytes from the database as sealed already."""
        return None if value is None else _Stored(bytes(value))

    def get_prep_value(self, value: Any) -> Any:
        """Give sealed bytes to the database, and refuse everything else."""
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.sealed
        if isinstance(value, _Stored):
            return bytes(value)
        raise TypeError(f"{self.name} is sealed: assign it on an instance, plaintext never passes")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Wrap the bytes for the driver."""
        value = value if prepared else self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow only ``isnull``: nothing else can be asked of a ciphertext."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed and cannot be looked up: use a blind index")

    def get_transform(self, lookup_name: str) -> Any:
        """Allow none."""
        raise FieldError(f"{self.name} is sealed: no transform")

    def value_to_string(self, obj: Any) -> str:
        """Refuse serialisation."""
        raise TypeError(f"{self.name} is sealed: it is not serialised")


class SealedText(SealedField):
    """Text, sealed. ``max_length`` is checked when it is assigned (``ValueError``)."""

    def encode(self, value: Any) -> bytes:
        """Return UTF-8."""
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text")
        if self.max_length is not None and len(value) > self.max_length:
            raise ValueError(f"{self.name} is longer than {self.max_length} characters")
        return value.encode()

    def decode(self, plaintext: bytes) -> str:
        """Return the text."""
        return plaintext.decode()


class SealedDate(SealedField):
    """A date, perhaps partly known (:class:`suar.kit.dates.PartialDate`), sealed."""

    def encode(self, value: Any) -> bytes:
        """Return the date's text form."""
        if isinstance(value, PartialDate):
            return str(value).encode()
        if hasattr(value, "isoformat"):
            value = value.isoformat()[:10]
        return str(PartialDate.parse(value)).encode()

    def decode(self, plaintext: bytes) -> PartialDate:
        """Return the date."""
        return PartialDate.parse(plaintext.decode())


class SealedJSON(SealedField):
    """Lists, mappings, numbers and texts, sealed as one value."""

    def encode(self, value: Any) -> bytes:
        """Return compact JSON."""
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()

    def decode(self, plaintext: bytes) -> Any:
        """Return the value."""
        return json.loads(plaintext)


class SealedQuerySet(models.QuerySet[M]):
    """A queryset that keeps its hands off sealed columns."""

    def update(self, **kwargs: Any) -> int:
        """Update plain columns only."""
        self._refuse("update", kwargs)
        return super().update(**kwargs)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        """Update plain columns only."""
        fields = list(fields)
        self._refuse("bulk_update", fields)
        return super().bulk_update(objs, fields, batch_size)

    def values(self, *fields: Any, **expressions: Any) -> Any:
        """Return plain columns by name; sealed ones, or all columns, are refused."""
        self._refuse("values", fields or self._sealed())
        return super().values(*fields, **expressions)

    def values_list(self, *fields: Any, **kwargs: Any) -> Any:
        """Return plain columns by name; sealed ones, or all columns, are refused."""
        self._refuse("values_list", fields or self._sealed())
        return super().values_list(*fields, **kwargs)

    def order_by(self, *fields: Any) -> Any:
        """Order by plain columns only."""
        self._refuse("order_by", [f.lstrip("-") for f in fields if isinstance(f, str)])
        return super().order_by(*fields)

    def _sealed(self) -> set[str]:
        return {f.name for f in self.model._meta.concrete_fields if isinstance(f, SealedField)}

    def _refuse(self, what: str, names: Any) -> None:
        touched = self._sealed() & {n for n in names if isinstance(n, str)}
        if touched:
            raise FieldError(f"{what}: {', '.join(sorted(touched))} is sealed")


class SealedManager(models.Manager[M]):
    """The manager of every model with sealed fields: hands out guarded querysets only."""

    def get_queryset(self) -> SealedQuerySet[M]:
        """Return the guarded queryset; ``values``, ``update`` and the like go through it."""
        return SealedQuerySet(self.model, using=self._db)
