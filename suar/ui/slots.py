"""What upper packages put into the shell: menu, home panels, banners, and a few answers.

slots.menu.fill("cases", slots.MenuEntry(_("Cases"), "cases:list", "folder",
                permission=Permission.CASE_LIST, context="cases"), order=slots.ORDER["cases"])
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from suar.kit.actor import Actor
from suar.kit.slots import Slot

Words = str | Promise

# The places of the menu, in the order of its words; the number is the ``order`` of the slot.
ORDER: Mapping[str, int] = {
    "home": 10, "intake": 20, "cases": 30, "find": 40, "workers": 50, "agencies": 60,
    "families": 70, "outreach": 80, "governance": 90, "firms": 100, "data": 110, "settings": 120,
}  # fmt: skip

# The places of the home page: what is urgent stands first.
PANEL_ORDER: Mapping[str, int] = {
    "alerts": 10, "tasks": 20, "referrals": 30, "reports": 40, "team": 50, "notices": 60,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of a menu: shown to seats that hold the permission, where the context is on."""

    label: Words
    url_name: str
    icon: str = "chevron-right"
    permission: str | None = None
    any_of: tuple[str, ...] = ()  # shown to seats that hold one of these
    context: str = ""  # the package that an organisation may switch off
    count: Callable[[Actor], int] | None = None  # a small number beside the words

    def url(self) -> str:
        """Return the address, or nothing where the page is not installed."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""

    def shown_to(self, actor: Actor | None) -> bool:
        """Say whether this seat may use what stands behind the entry."""
        if actor is None:
            return False
        if self.permission is not None and not actor.may(self.permission):
            return False
        if self.any_of and not any(actor.may(p) for p in self.any_of):
            return False
        return all(on(actor, self.context) for on in context_is_on) if self.context else True


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of the home page: ``build`` returns the template's words, or None for no panel."""

    title: Words
    template: str
    build: Callable[[Actor, datetime], Mapping[str, Any] | None]
    permission: str | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above every page, for instance what the demonstration switches off."""

    text: Words
    tone: str = "warning"  # info, warning or danger
    details: tuple[Words, ...] = field(default_factory=tuple)


menu: Slot[MenuEntry] = Slot("ui.menu")
user_menu: Slot[MenuEntry] = Slot("ui.user_menu")  # own account: sessions, devices, seats
top: Slot[MenuEntry] = Slot("ui.top")  # in the head of every page, with a number: notices
home_panels: Slot[Panel] = Slot("ui.home_panels")
# Each returns a banner for this request, or None.
banners: Slot[Callable[[HttpRequest], Banner | None]] = Slot("ui.banners")
# Each says whether an organisation uses a context; all must agree.
context_is_on: Slot[Callable[[Actor, str], bool]] = Slot("ui.context_is_on")
# The time zone of the person who asks (IANA name), or None; the first answer counts.
time_zone_of: Slot[Callable[[HttpRequest], str | None]] = Slot("ui.time_zone_of")
# Names of addresses that the shell links to and that belong to upper packages: "sign_in",
# "sign_out", "lock", "unlock". Filling a name again replaces it.
addresses: Slot[str] = Slot("ui.addresses")
addresses.fill("lock", "ui:lock")
addresses.fill("unlock", "ui:unlock")
# Whether this browser is remembered for the signed-in person: then signing out offers to forget it.
remembered: Slot[Callable[[HttpRequest], bool]] = Slot("ui.remembered")
# By the first word of a draft's key ("cases" of "cases.note:<id>"): whether the record that the key
# ends in is open to this seat now; asked inside the unit of work, and the person of the record is
# held until it ends (``vault.lock_those_living``). Where nobody answers, nothing is kept.
draft_records: Slot[Callable[[UUID, Actor, datetime], bool]] = Slot("ui.draft_records")
# Told when a signed-in person chooses a language, so that it is remembered.
language_chosen: Slot[Callable[[HttpRequest, str], None]] = Slot("ui.language_chosen")


def address(name: str) -> str:
    """Return the address that an upper package gave under this name, or nothing."""
    try:
        return reverse(addresses.get(name) or "")
    except NoReverseMatch:
        return ""


def menu_for(actor: Actor | None) -> list[MenuEntry]:
    """Return the entries of the menu that this seat may use and that are installed."""
    return [entry for entry in menu if entry.shown_to(actor) and entry.url()]


def user_menu_for(actor: Actor | None) -> list[MenuEntry]:
    """Return the entries of the account's menu."""
    return [entry for entry in user_menu if entry.shown_to(actor) and entry.url()]


def top_for(actor: Actor | None) -> list[tuple[MenuEntry, int]]:
    """Return the entries of the page's head with their numbers, for this seat."""
    shown = [entry for entry in top if actor and entry.shown_to(actor) and entry.url()]
    return [(entry, entry.count(actor) if entry.count and actor else 0) for entry in shown]


def banners_for(request: HttpRequest) -> list[Banner]:
    """Return the banners of this request."""
    return [banner for make in banners if (banner := make(request)) is not None]
