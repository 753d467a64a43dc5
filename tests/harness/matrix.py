"""What the harness must be told of addresses: how to fill them, and the named exceptions.

An address whose parameters are not known here fails the suite. Exceptions carry their reason.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from suar.files import slots as files_slots
from suar.policy import Permission
from tests.harness.things_people import SECTIONS
from tests.harness.walk import Address
from tests.harness.world import House, absent

# Third-party addresses, by name, with the reason why they need no door of ours.
THIRD_PARTY = {
    "rest:api-root": "the framework's own root: answers with nothing but its name",
    "rest:openapi-view": "the framework's page; our decorator asks for a sign-in",
    "rest:openapi-json": "the framework's page; our decorator asks for a sign-in",
}
# Objects that every organisation of the installation may read, with the reason. Writing them is
# not shared: those addresses are tested like all others.
SHARED = {
    "network:offer": "the directory of services is there to be read by all",
}
# Parameters that are no ids of an organisation's objects.
PLAIN: dict[str, Any] = {
    "secret": "no-such-secret",
    "kind": "case",
    "verb": "suspend",
    "section": "names",
    "item": "U01",
    "language": "en",
}
# Parameters that name what is shared: whom a referral goes to is chosen from the directory.
SAME_FOR_ALL = {"receiver_id": "receiver"}
# The receiving side of a referral answers to these permissions.
RECEIVING = {Permission.REFERRAL_RECEIVE: "incoming", Permission.REFERRAL_ACCEPT: "incoming"}
RECEIVING[Permission.SERVICE_REPORT] = "incoming_accepted"
HOLDS_FILES = {"case": ["case"], "report": ["report"], "referral": ["referral", "incoming"],
               "person": ["person"], "consent": ["line"]}  # fmt: skip


def _sections(suffix: str = "") -> list[dict[str, str]]:
    if not suffix:
        return [{"section": f"={section}"} for section in SECTIONS]
    return [{"section": f"={s}", "row_id": f"{s}_row"} for s in SECTIONS]


def _holders() -> list[dict[str, str]]:
    found = [{"kind": "=nothing", "record_id": "case"}]
    for kind, _find in files_slots.holders.items():
        for thing in HOLDS_FILES[kind]:
            found.append({"kind": f"={kind}", "record_id": thing})
    return found


# address -> the ways in which it is filled: parameter -> thing, or "=word" for a plain word.
AIMS: dict[str, list[dict[str, str]]] = {
    "people:add": _sections(),
    "people:correct": _sections("_row"),
    "people:end": _sections("_row"),
    "people:agree": [{"row_id": "doubted_row"}],
    "people:doubt": [{"row_id": "births_row"}],
    "people:end_relation": [{"row_id": "relations_row"}],
    "files:of_record": _holders(),
    "files:add": _holders(),
    "files:download": [{}, {"file_id": "letter_file"}, {"file_id": "incoming_file"}],
    "documents:letter": [{}, {"letter_id": "letter_numbered"}, {"letter_id": "incoming_letter"}],
    "documents:finish": [{"letter_id": "letter_numbered"}],
    "documents:void": [{"letter_id": "letter_numbered"}],
    "accounts:restore": [{"user_id": "suspended"}],
    "accounts:confirm": [{"user_id": "waiting"}],
    "api:confirm": [{"token_id": "token_waiting"}],
    "intake:report": [{}, {"report_id": "report_of_worker"}],
    "cases:case": [{}, {"case_id": "case_closed"}, {"case_id": "case_closing"}],
    "cases:close_answer": [{"case_id": "case_closing"}],
    "cases:triage_handled": [{"case_id": "case_urgent"}],
    "cases:reopen": [{"case_id": "case_closed"}],
    "cases:close": [{"case_id": "case_open"}],
    "cases:follow_up": [{"row_id": "follow_up"}],
    "cases:service": [{"row_id": "service"}],
    "cases:ground_end": [{"line_id": "ground"}],
    "cases:decide": [{"case_id": "case_proposed"}],
    "cases:referral": [{}, {"referral_id": "draft"}],
    "cases:referral_change": [{"referral_id": "draft"}],
    "cases:referral_send": [{"referral_id": "draft"}],
    "cases:referral_hand_over": [{"case_id": "case_handing", "referral_id": "accepted_by_d"}],
    "cases:referral_reach": [{"case_id": "case_handing", "referral_id": "accepted_by_d"}],
    "cases:hand_over": [{"referral_id": "incoming_accepted"}],
    "site:receipt": [{"subject_id": "erased_subject"}],
    "site:erase": [{"subject_id": "other_subject"}],
    "site:hold_new": [{"subject_id": "held_subject"}],  # what is held may be held once more
    "cases:incoming": [{}, {"referral_id": "incoming_accepted"}],
    "cases:incoming_over": [{"referral_id": "incoming_over"}],
    "statistics:estimate": [
        {}, *({"estimate_id": f"estimate_{step}"} for step in ("computed", "running", "stopped")),
    ],
    "statistics:progress": [{"estimate_id": "estimate_running"}],
    "statistics:stop": [{"estimate_id": "estimate_running"}],
    "statistics:run": [{"estimate_id": "estimate_stopped"}],
    "statistics:ask": [{"estimate_id": "estimate_computed"}],
    "statistics:discard": [{"estimate_id": "estimate_computed"}],
    "statistics:answer": [{"estimate_id": "estimate_asked"}],
}  # fmt: skip
# What stands behind the question mark of an address that needs it.
ASKS = {"cases:referral_draft": "?service=SHL_EMG", "cases:referral_new": "?service=SHL_EMG"}
# Words behind the question mark that name objects: asked with own, foreign and absent ones.
QUERIES: dict[str, list[str]] = {
    "cases:list": ["unit={unit}", "worker={user}", "status=all&unit={unit}", "code={case_code}"],
    "cases:consent_new": ["purpose=SHARE_REF"],
    "cases:case": ["open=identity", "tab=HLT"],
    "intake:report": ["open=1"],
    "intake:list": ["show=settled"],
    "site:access": ["show=all"],
}
# Tables that a refused request may still write, and why.
MAY_WRITE = {
    "django_session": "the visitor's own session: last use, messages",
    "accounts_signedsession": "when the own session was last seen",
    "accounts_rate": "how often a secret was guessed at from one address",
}


class NotInMatrix(AssertionError):  # noqa: N818 - says what is wrong
    """An address was added and the harness does not know what to fill it with."""


@dataclass(frozen=True)
class Aim:
    """An address with one way of filling it."""

    address: Address
    chosen: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Return what stands in messages: the address, and how it was filled."""
        said = ",".join(word.removeprefix("=") for _parameter, word in self.chosen)
        return f"{self.address.name}[{said}]" if said else self.address.name

    def thing(self, parameter: str) -> str:
        """Return what fills a parameter: a thing's name, or "=word"."""
        if word := dict(self.chosen).get(parameter):
            return word
        if parameter in SAME_FOR_ALL:
            return SAME_FOR_ALL[parameter]
        if parameter in PLAIN:
            return f"={PLAIN[parameter]}"
        door = self.address.door
        if parameter == "referral_id" and door and door.permission in RECEIVING:
            return RECEIVING[door.permission]
        return parameter.removesuffix("_id")

    def objects(self) -> list[str]:
        """Return the parameters that name an object of an organisation."""
        return [
            p
            for p in self.address.parameters
            if p not in SAME_FOR_ALL and not self.thing(p).startswith("=")
        ]


def aims_of(address: Address) -> list[Aim]:
    """Return the ways in which an address is asked."""
    ways = AIMS.get(address.name, [{}])
    return [Aim(address, tuple(sorted(way.items()))) for way in ways]


def path_of(aim: Aim, house: House | None, *, home: House | None = None, only: str = "") -> str:
    """Return the address with its parameters filled from a house; None fills absent ids.

    With ``only``, that one parameter is filled from the house and the others from ``home``.
    """
    route = "/" + aim.address.route
    for parameter in aim.address.parameters:
        chosen = home if only and parameter != only else house
        value = _value(aim, parameter, chosen, home)
        for kind in ("uuid", "int", "slug", "str", "path"):
            route = route.replace(f"<{kind}:{parameter}>", str(value))
        route = route.replace(f"<{parameter}>", str(value)).replace(f"{{{parameter}}}", str(value))
    return route + ASKS.get(aim.address.name, "")


def _value(aim: Aim, parameter: str, house: House | None, home: House | None) -> Any:
    thing = aim.thing(parameter)
    if thing.startswith("="):
        return thing.removeprefix("=")
    if parameter in SAME_FOR_ALL:
        return (house or home or _NOWHERE).things.get(thing, absent())
    if house is None:
        return 999_999 if thing == "factor" else absent()
    if thing not in house.things:
        raise NotInMatrix(f"{aim.name}: the world has no {thing!r} for <{parameter}>")
    found: UUID = house.things[thing]
    return found


class _Nowhere:
    things: dict[str, Any] = {}


_NOWHERE: Any = _Nowhere()


def pairs(aim: Aim) -> list[str]:
    """Return the parameters that are asked one at a time: own case, foreign row, and back."""
    found = aim.objects()
    return found if len(found) > 1 else []


def all_aims(addresses: list[Address]) -> list[Aim]:
    """Return every aim of every address that is ours and no operation of the API."""
    ours = [a for a in addresses if a.name not in THIRD_PARTY and not is_operation(a)]
    return list(itertools.chain.from_iterable(aims_of(address) for address in ours))


def is_operation(address: Address) -> bool:
    """Say whether an address belongs to the API's framework."""
    return address.name.startswith("rest:")
