"""Decisions about a report: what is enough to save it, and what may follow.

The urgent items are those of ``cases.triage.items``; the five answers are the project's proposal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from suar.cases.consent.codes import Ground
from suar.cases.triage.codes import Answer, Grade, Item
from suar.intake.codes import Relation, Speaker, State, Where
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.people.codes import MustNot
from suar.people.numbers import phone_keys, reach_keys

HOME = "ID"  # ISO 3166-1 of "in Indonesia"
CAN_RECEIVE = frozenset({Relation.ORGANISATION, Relation.EMPLOYER, Relation.VILLAGE_OFFICIAL})
FIRST_GROUND_LASTS = timedelta(days=14)  # then consent, or coarsening (§7)


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """The five answers of the first contact."""

    channel: str
    speaker: str
    call_name: str
    nameless: bool
    can_be_contacted: bool
    has_safe_contact: bool  # or it was said that there is none yet
    where: str
    urgent: Mapping[Item, Answer]


def why_not_save(answers: FirstAnswers) -> list[Because]:
    """Return which of the five answers is missing; "none" is an answer wherever §7 allows it."""
    found: list[Because] = []
    if not answers.channel:
        found.append(Because(Reason.REQUIRED, field="channel"))
    if not answers.speaker:
        found.append(Because(Reason.REQUIRED, field="speaker"))
    if not answers.call_name and not answers.nameless:
        found.append(Because(Reason.CALL_NAME_OR_NAMELESS, field="call_name"))
    if answers.can_be_contacted and not answers.has_safe_contact:
        found.append(Because(Reason.CONTACT_OR_NONE, field="contact_number"))
    if not answers.where:
        found.append(Because(Reason.REQUIRED, field="where"))
    return found


def why_place_is_unclear(where: str, country: str, regency: str) -> list[Because]:
    """Return what a chosen kind of place still needs: abroad needs its country."""
    if where == Where.ABROAD and not country:
        return [Because(Reason.COUNTRY_NEEDED, field="country")]
    if regency and where != Where.INDONESIA:
        return [Because(Reason.REGENCY_ONLY_INDONESIA, field="regency")]
    return []


def country_now(where: str, country: str) -> str:
    """Return the country in which the person is; "in Indonesia" names one, too."""
    return HOME if where == Where.INDONESIA else country


def first_ground(grade: Grade) -> Ground:
    """Return the ground on which the report is kept until consent is asked.

    A life or health at risk: vital interest (UU 27/2022 Art. 20 d); else legitimate interest
    (Art. 20 f). Both end after 14 days.
    """
    return Ground.VITAL if grade in (Grade.RED, Grade.AMBER) else Ground.LEGIT


def reporter_is_kept_out(speaker: str, person_agreed: bool | None) -> bool:
    """Say whether the reporter stands on the list of those who must not know.

    Until the person was asked, a reporter gets no news of the case (§5, U13).
    """
    return speaker == Speaker.REPORTER and person_agreed is not True


# what a reporter is to the person, in the words of the list of those who must not know
STANDS_AS: Mapping[Relation, MustNot] = {
    Relation.SPOUSE: MustNot.SPOUSE,
    Relation.PARENT: MustNot.PARENT,
    Relation.CHILD: MustNot.OTHER_FAMILY,
    Relation.SIBLING: MustNot.OTHER_FAMILY,
    Relation.OTHER_FAMILY: MustNot.OTHER_FAMILY,
    Relation.NEIGHBOUR: MustNot.NEIGHBOUR,
    Relation.VILLAGE_OFFICIAL: MustNot.VILLAGE_OFFICIAL,
    Relation.ORGANISATION: MustNot.OFFICE,
    Relation.EMPLOYER: MustNot.EMPLOYER,
    Relation.FRIEND: MustNot.OTHER,
    Relation.FELLOW_WORKER: MustNot.OTHER,
    Relation.STRANGER: MustNot.OTHER,
    Relation.OTHER: MustNot.OTHER,
}


def stands_as(relation: str) -> frozenset[str]:
    """Return the categories of the list under which this reporter may be meant."""
    meant = {MustNot.REPORTER.value}
    found = STANDS_AS.get(Relation(relation)) if relation in set(Relation) else None
    if found not in (None, MustNot.OTHER):  # "other" on the list is somebody else, named there
        meant.add(found.value)
    return frozenset(meant)


def is_feared_number(
    number: str,
    *,
    reporter_contact: str,
    kept_out: bool,
    relation: str,
    must_not_know: Collection[str],
    whom: str = "",
) -> bool:
    """Say whether the person's safe number is one of somebody who must not know.

    It is the reporter's, who gets no news or stands on the list; or it stands beside the list.
    """
    keys = phone_keys(number)
    if keys & reach_keys(whom):
        return True
    feared = kept_out or bool(stands_as(relation) & frozenset(must_not_know))
    return feared and bool(keys & reach_keys(reporter_contact))


def who_must_not_know_was_asked(categories: Iterable[str]) -> bool:
    """Say whether U13 was asked: a reporter stands on the list without a question."""
    return any(category != MustNot.REPORTER for category in categories)


def reporter_as_entry(relation: str, name: str) -> str:
    """Return by which name a reporter stands on the list of those who must not know.

    An office, an employer or an official can be a receiver of a letter or referral later, so the
    name is compared; a private person's name stays with the report alone.
    """
    return name.strip() if relation in CAN_RECEIVE else ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a decision about an open report needs."""

    state: str
    grade: str
    searched: bool


def why_not_open_case(report: ReportFacts, *, nameless: bool) -> list[Reason]:
    """Return why no case may be opened now.

    Search comes first; only a RED report may open one at once on a nameless person, and then the
    search stays as a task.
    """
    if report.state != State.NEW:
        return [Reason.REPORT_IS_SETTLED]
    if nameless and report.grade != Grade.RED and not report.searched:
        return [Reason.SEARCH_FIRST]
    return []


def ground_ends(at: datetime) -> datetime:
    """Return when the first ground ends."""
    return at + FIRST_GROUND_LASTS
