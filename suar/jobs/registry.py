"""The kinds of work, by name: an action enqueues a name, the package that knows it registers it.

    @jobs.register("files.clean", label=_("Cleaning of an upload"))
    def clean(run: jobs.Run, file_id: UUID) -> None: ...

Register where ``AppConfig.ready()`` imports it (a module ``tasks.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
F = TypeVar("F", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work: what does it, and its words for people."""

    name: str
    function: Callable[..., None]
    label: Words
    messages: Mapping[str, Words] = field(default_factory=dict)
    result_url: Callable[[UUID], str] | None = None


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    *,
    label: Words = "",
    messages: Mapping[str, Words] | None = None,
    result_url: Callable[[UUID], str] | None = None,
) -> Callable[[F], F]:
    """Give a kind of work its function: ``function(run, *ids)``.

    ``messages`` are the sentences of the codes that the function reports or fails with;
    ``result_url`` gives the address of what it made. Registering a name again replaces it.
    """

    def keep(function: F) -> F:
        _kinds[name] = Kind(name, function, label or name, messages or {}, result_url)
        return function

    return keep


def find(name: str) -> Kind | None:
    """Return a kind of work, or None where no installed package knows it."""
    return _kinds.get(name)


def label_of(name: str) -> Words:
    """Return the words of a kind."""
    kind = _kinds.get(name)
    return kind.label if kind else _("Work in the background")


def message_of(name: str, code: str) -> Words:
    """Return the sentence of a code, or nothing where it has none."""
    kind = _kinds.get(name)
    return kind.messages.get(code, "") if kind and code else ""


def names() -> list[str]:
    """Return all registered names, for the tests and the doctor."""
    return sorted(_kinds)


def forget(name: str) -> Any:
    """Take a kind out again (tests register their own)."""
    return _kinds.pop(name, None)
