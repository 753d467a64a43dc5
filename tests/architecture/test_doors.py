"""Every address has a door: a permission, or a written reason why none is needed."""

import functools
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from suar.policy import Door, Permission

# Views of other people's packages, by the name of their function; each with its reason.
THIRD_PARTY_VIEWS: dict[str, str] = {
    "django.views.static.serve": "static files in development only",
    "django.views.i18n.JavaScriptCatalog": "words of the interface, no data",
    "ninja.openapi.views.default_home": "the API's root: always answers 404",
}


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


ALL = list(addresses(get_resolver().url_patterns))


def operations(view: Any) -> list[Any] | None:
    """Return the operations of an API address, or None for a page."""
    owner = getattr(view, "__self__", None)
    found = getattr(owner, "operations", None)
    if found is None:
        for cell in getattr(view, "__closure__", None) or ():
            found = getattr(cell.cell_contents, "operations", None)
            if found is not None:
                break
    return found


def doors_of(view: Any) -> list[Any]:
    api = operations(view)
    if api is not None:
        return [getattr(operation.view_func, "door", None) for operation in api]
    inner = view
    while inner is not None:
        if isinstance(getattr(inner, "door", None), Door):
            return [inner.door]
        inner = getattr(inner, "__wrapped__", None)
    return [None]


def full_name(view: Any) -> str:
    while isinstance(view, functools.partial):
        view = view.func
    cls = getattr(view, "view_class", None)
    named = cls or view
    return f"{getattr(named, '__module__', '?')}.{getattr(named, '__qualname__', '?')}"


@pytest.mark.parametrize(("address", "view"), ALL, ids=[a or "/" for a, _ in ALL])
def test_every_address_has_a_door(address, view):
    if full_name(view) in THIRD_PARTY_VIEWS:
        return
    for door in doors_of(view):
        assert isinstance(door, Door), (
            f"/{address} ({full_name(view)}): @policy.door, signed_in or public is missing"
        )
        if door.permission is None:
            assert len(door.reason) >= 8, f"/{address}: a door without permission needs a reason"
        else:
            assert isinstance(door.permission, Permission)


def test_the_walk_finds_the_addresses():
    """An empty walk would make every test here pass."""
    assert len(ALL) >= len(get_resolver().url_patterns) > 0


def test_a_view_without_a_door_is_noticed():
    assert doors_of(lambda request: None) == [None]


def test_addresses_are_neutral():
    """An address in a browser's history on a shared computer tells nothing."""
    telling = ("korban", "tppo", "victim", "traffick", "survivor", "penyintas")
    loud = [a for a, _ in ALL if any(word in a.lower() for word in telling)]
    assert loud == []
