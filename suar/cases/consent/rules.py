"""Rules of consent: what counts as consent, who gives it, what may be shared on it.

Law: UU 27/2022 (PDP) Arts. 20, 22, 24, 25. An oral yes with a witness alone is void; where no
written or recorded consent is possible or safe, another ground is named instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from suar.cases.consent.codes import Effect, Form, Ground, Purpose, Signer, State, VoiceBand
from suar.documents.codes import Datum
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.network.codes import Kind
from suar.people.codes import MustNot
from suar.people.contact import Secret

SHARES = frozenset({Purpose.SHARE_REF, Purpose.SHARE_LE, Purpose.SHARE_GOV, Purpose.EMBASSY})
PER_RECEIVER = SHARES | {Purpose.MATCH, Purpose.RETURN}
LAW_ENFORCEMENT = frozenset({Kind.POLICE.value, Kind.PROSECUTION.value})
PER_ACT = frozenset({Purpose.SERVICE, Purpose.MEDICAL, Purpose.MEDIA})
VALID_FORMS = frozenset({Form.WRITTEN, Form.THUMBPRINT, Form.AUDIO, Form.ELECTRONIC})
GROUND_REVIEW = timedelta(days=14)  # proposed by the project: no source sets it
# held until consent is asked, or a guardian found; a duty or task of law lasts as the law says
SHORT_GROUNDS = frozenset({Ground.VITAL, Ground.LEGIT, Ground.BEST_INTEREST})


@dataclass(frozen=True, slots=True)
class EndingTable:
    """Before the last day of a consent that carries a running referral: when somebody is asked."""

    valid_from: date
    source: str
    days: tuple[int, ...]  # before the last day, the earliest first; the last one is urgent


ENDING_TABLES: tuple[EndingTable, ...] = (
    EndingTable(date(2026, 1, 1), "proposed by the project: no source sets it", (7, 2)),
)


def ending_on(day: date) -> EndingTable:
    """Return the table in force on a day; the oldest for any earlier day."""
    in_force = [t for t in ENDING_TABLES if t.valid_from <= day]
    return max(in_force, key=lambda t: t.valid_from) if in_force else ENDING_TABLES[0]


def reminder_due(valid_until: date, today: date, table: EndingTable) -> int | None:
    """Return which reminder of an ending consent is due, in days before its last; else None."""
    left = (valid_until - today).days
    reached = [days for days in table.days if 0 <= left <= days]
    return min(reached, default=None)


def foreign_to(purpose: Purpose) -> frozenset[str]:
    """Return which parts of a question another purpose has and this one has not.

    Whatever was typed there before the purpose was changed is no part of the answer.
    """
    found = set()
    if purpose not in PER_RECEIVER:
        found |= {"receiver", "kinds"}
    if purpose not in PER_ACT:
        found.add("about")
    return frozenset(found)


TITLES = frozenset({"ibu", "bapak"})
CHILD_BANDS = frozenset({VoiceBand.UNDER_6, VoiceBand.FROM_6, VoiceBand.FROM_15})


def age_band(age: int | None, *, child: bool) -> VoiceBand:
    """Return the band of an age; an unknown age of a child is read as 6-14, an adult's as 18+."""
    if age is None:
        return VoiceBand.FROM_6 if child else VoiceBand.ADULT
    if age >= 18:
        return VoiceBand.ADULT
    if age >= 15:
        return VoiceBand.FROM_15
    return VoiceBand.FROM_6 if age >= 6 else VoiceBand.UNDER_6


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """An answer about to be written into the ledger."""

    purpose: Purpose
    state: State  # GIVEN or REFUSED
    band: VoiceBand = VoiceBand.ADULT
    form: Form | None = None
    text_version: str = ""
    language: str = ""
    explained: bool = False
    understood: bool = False  # told again in the person's own words
    evidence: bool = False  # where the paper or recording is kept
    receiver_id: UUID | None = None
    data: frozenset[Datum] = frozenset()
    about: str = ""  # the service, the examination, the use
    given_on: date | None = None
    today: date | None = None  # where the organisation is
    valid_until: date | None = None
    signer: Signer = Signer.SELF
    guardian_safe: bool = True  # not suspected, not on the list of who must not know
    guardian_named: bool = True  # who it is, and how that was checked
    assent: bool = False  # the child's own words, or a small child's watched reactions
    supervisor: bool = False
    outside_worker: bool = False  # UPTD PPA or a government social worker
    law_enforcement: bool = False  # the receiver is police or prosecution


def why_not_record(facts: ConsentFacts) -> list[Because]:
    """Return why a line cannot be written. A refusal can be written of any day that has come."""
    why: list[Because] = []
    if facts.purpose in PER_RECEIVER and facts.receiver_id is None:
        why.append(Because(Reason.CONSENT_NEEDS_RECEIVER, field="receiver"))
    if facts.given_on and facts.today and facts.given_on > facts.today:
        why.append(Because(Reason.DAY_LIES_AHEAD, field="given_on"))
    if facts.state is not State.GIVEN:
        return why
    if facts.purpose is Purpose.SHARE_REF and facts.law_enforcement:
        why.append(Because(Reason.CONSENT_POLICE_APART, field="purpose"))
    if facts.purpose in SHARES and not facts.data:
        why.append(Because(Reason.CONSENT_NEEDS_DATA, field="kinds"))
    if facts.purpose in PER_ACT and not facts.about:
        why.append(Because(Reason.CONSENT_NEEDS_ACT, field="about"))
    return why + _proof(facts) + _who(facts)


def _proof(facts: ConsentFacts) -> list[Because]:
    """Written or recorded, on a known text, explained and understood, with its proof kept."""
    why: list[Because] = []
    if facts.form is Form.ORAL_WITNESS:
        why.append(Because(Reason.ORAL_IS_NO_CONSENT, field="form"))
    elif facts.form not in VALID_FORMS:
        why.append(Because(Reason.CONSENT_NEEDS_FORM, field="form"))
    if not facts.text_version or not facts.language:
        why.append(Because(Reason.CONSENT_NEEDS_TEXT, field="language"))
    if not facts.explained:
        why.append(Because(Reason.CONSENT_NOT_EXPLAINED, field="explained_by"))
    if not facts.understood:
        why.append(Because(Reason.CONSENT_NOT_UNDERSTOOD, field="understood"))
    if not facts.evidence:
        why.append(Because(Reason.CONSENT_NEEDS_EVIDENCE, field="evidence"))
    if facts.given_on and facts.valid_until and facts.valid_until < facts.given_on:
        why.append(Because(Reason.CONSENT_ENDS_BEFORE, field="valid_until"))
    return why


def _who(facts: ConsentFacts) -> list[Because]:
    """An adult speaks for herself; a child is heard, and a safe parent or guardian consents."""
    if facts.band is VoiceBand.ADULT:
        if facts.signer is Signer.SELF:
            return []
        return [Because(Reason.ADULT_SPEAKS_SELF, field="signer")]
    why: list[Because] = []
    if not facts.assent:
        why.append(Because(Reason.CHILD_NOT_HEARD, field="assent"))
    if facts.signer is not Signer.SELF:
        if not facts.guardian_safe:
            why.append(Because(Reason.GUARDIAN_UNSAFE, field="signer"))
        if not facts.guardian_named:
            why.append(Because(Reason.REQUIRED, field="guardian"))
        return why
    if facts.band is not VoiceBand.FROM_15 or facts.guardian_safe:
        why.append(Because(Reason.GUARDIAN_NEEDED, field="signer"))
        return why
    if not facts.supervisor:
        why.append(Because(Reason.CHILD_NEEDS_SUPERVISOR, field="supervisor"))
    if not facts.outside_worker:
        why.append(Because(Reason.CHILD_NEEDS_OUTSIDE_WORKER, field="outside_worker"))
    return why


def guardian_is_feared(entries: Iterable[Secret], signer: Signer, guardian: str) -> bool:
    """Say whether this parent or guardian stands on the list of who must not know.

    "Parent" without a name means either of them. Whoever is named there is met by any word of the
    name: rather one question too many than asking the one who is feared.
    """
    return any(_is_meant(entry, signer, _every_word(guardian)) for entry in entries)


def _is_meant(entry: Secret, signer: Signer, guardian: frozenset[str]) -> bool:
    parent = entry.category is MustNot.PARENT
    if not entry.name:
        return parent and signer is Signer.PARENT
    named = _words(entry.name)  # "ibu" is a mother among parents, anybody's title elsewhere
    return bool(guardian & (named if parent else named - TITLES))


def _words(name: str) -> frozenset[str]:
    """Return the words of a name that tell somebody apart; of a short name (Li Na) all."""
    words = _every_word(name)
    return frozenset(word for word in words if len(word) > 2) or words


def _every_word(text: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in text.casefold()).split())


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """A ground about to be written in the place of consent."""

    ground: Ground
    band: VoiceBand
    has_reason: bool
    review_on: date | None
    decided_on: date
    today: date  # where the organisation is
    by_supervisor: bool = False
    outside_worker: bool = False


def why_not_ground(facts: GroundFacts) -> list[Because]:
    """Return why a ground cannot be recorded."""
    why: list[Because] = []
    if not facts.has_reason:
        why.append(Because(Reason.GROUND_NEEDS_REASON, field="reason"))
    if facts.decided_on > facts.today:
        why.append(Because(Reason.DAY_LIES_AHEAD, field="decided_on"))
    if facts.review_on is None or facts.review_on <= facts.decided_on:
        why.append(Because(Reason.GROUND_NEEDS_REVIEW, field="review_on"))
    elif facts.ground in SHORT_GROUNDS and facts.review_on > facts.decided_on + GROUND_REVIEW:
        days = GROUND_REVIEW.days
        why.append(Because(Reason.GROUND_REVIEW_LATE, {"days": days}, "review_on"))
    if facts.ground is Ground.BEST_INTEREST:
        if facts.band not in CHILD_BANDS:
            why.append(Because(Reason.GROUND_ONLY_CHILD, field="ground"))
        if not facts.by_supervisor:
            why.append(Because(Reason.CHILD_NEEDS_SUPERVISOR, field="ground"))
        if not facts.outside_worker:
            why.append(Because(Reason.CHILD_NEEDS_OUTSIDE_WORKER, field="outside_worker"))
    return why


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger, as sharing reads it."""

    purpose: Purpose
    state: State
    receiver_id: UUID | None = None
    data: frozenset[Datum] = frozenset()
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One ground, as sharing reads it."""

    ground: Ground
    receiver_id: UUID | None
    data: frozenset[Datum]
    review_on: date
    ended: bool = False


def why_not_share(
    line: Line | GroundLine | None,
    receiver_id: UUID,
    data: frozenset[Datum],
    today: date,
    *,
    law_enforcement: bool = False,
) -> list[Because]:
    """Return why these data cannot go to this receiver on this line or ground.

    To police and prosecution only on a consent of that purpose, never bundled with another.
    """
    if line is None or line.receiver_id != receiver_id:
        return [Because(Reason.NO_CONSENT_FOR_RECEIVER, field="consent")]
    if law_enforcement and isinstance(line, Line) and line.purpose is not Purpose.SHARE_LE:
        return [Because(Reason.NO_CONSENT_FOR_RECEIVER, field="consent")]
    why = _not_standing(line, today)
    extra = sorted(data - line.data)
    if extra:
        why.append(Because(Reason.DATA_NOT_AGREED, {"data": ", ".join(extra)}, "kinds"))
    return why


def still_speak(answers: Sequence[tuple[Purpose, State]]) -> tuple[bool, ...]:
    """Say of each answer about one receiver, newest first, whether it still counts.

    A later "no", or a withdrawal, ends what was said before for the same purpose: an earlier yes
    does not come back to life. Answers of another purpose are looked at by themselves.
    """
    ended: set[Purpose] = set()
    found = []
    for purpose, state in answers:
        found.append(purpose not in ended)
        if state is not State.GIVEN:
            ended.add(purpose)
    return tuple(found)


def _not_standing(line: Line | GroundLine, today: date) -> list[Because]:
    if isinstance(line, GroundLine):
        if line.ended or line.review_on < today:
            return [Because(Reason.GROUND_REVIEW_PAST, field="consent")]
        return []
    if line.purpose not in SHARES:
        return [Because(Reason.NO_CONSENT_FOR_RECEIVER, field="consent")]
    if line.state is State.WITHDRAWN:
        return [Because(Reason.CONSENT_WITHDRAWN, field="consent")]
    if line.state is State.REFUSED:
        return [Because(Reason.CONSENT_REFUSED, field="consent")]
    if line.valid_until and line.valid_until < today:
        return [Because(Reason.CONSENT_OVER, field="consent")]
    return []


def why_not_withdraw(state: State) -> list[Because]:
    """Return why a line cannot be withdrawn: only a given one can, at any time, without reason."""
    return [] if state is State.GIVEN else [Because(Reason.CONSENT_NOT_GIVEN)]


def effects(purpose: Purpose, state: State) -> tuple[Effect, ...]:
    """Return what follows from an answer. A refusal never lowers help."""
    if state is State.GIVEN:
        return ()
    found: list[Effect] = [Effect.HELP_UNCHANGED]
    if purpose is Purpose.STORE:
        found.append(Effect.ERASURE if state is State.WITHDRAWN else Effect.ANONYMOUS_SERVICE)
    if purpose is Purpose.INTERVIEW:
        found.append(Effect.NO_INTERVIEW)
    if state is State.WITHDRAWN and purpose in SHARES:
        found += [Effect.GRANTS_CLOSE, Effect.HAND_OVER, Effect.TELL_WHAT_REMAINS]
    return tuple(found)
