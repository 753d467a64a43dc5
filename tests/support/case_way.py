"""A case for tests, opened as anybody opens one; use the fixture ``way``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from suar.cases import actions, scope
from suar.cases.closure.actions import Wish
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.consent import actions as consent
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Form, Purpose, State
from suar.cases.identification import actions as interview
from suar.cases.identification.actions import EpisodeAnswers
from suar.cases.identification.codes import Answered, ItemState
from suar.cases.identification.readback import ItemRead, TickRead
from suar.cases.models import Case, ConsentLine, InboxMark, Referral
from suar.cases.referral import actions as referring
from suar.cases.referral.actions import Content
from suar.cases.referral.codes import Urgency
from suar.cases.triage import actions as triage
from suar.cases.triage.codes import Item
from suar.documents.codes import Datum
from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.network.codes import ServiceCode
from suar.network.models import ServiceOffer
from suar.people.codes import Sex
from suar.people.models import Person
from tests.support.cast import Cast
from tests.support.people import make_person

ASKED = Asked(
    form=Form.WRITTEN,
    text_version="1",
    language="id",
    explained_by="Ani",
    understood=True,
    evidence="Lemari A, map 3",
)
LETTER = {
    Datum.NAME: "Sulastri",
    Datum.SEX: "perempuan",
    Datum.AGE: "31",
    Datum.SITUATION: "Baru pulang, takut di rumah",
}


@dataclass
class Way:
    """One case and the people on both sides; each step calls its action."""

    cast: Cast
    person: Person
    case: Case
    ani: Actor
    beni: Actor
    citra: Actor
    eko: Actor
    fitri: Actor
    at: Any
    made: dict[str, Any] = field(default_factory=dict)

    def again(self) -> Case:
        return Case.objects.select_related("person", "unit", "organisation").get(pk=self.case.pk)

    def check(self, answers: dict[str, str] | None = None, expected: int = 0, **more: Any) -> Any:
        return triage.answer(
            id=more.pop("id", new_id()),
            case_id=self.case.pk,
            answers=answers if answers is not None else dict.fromkeys(Item, "NO"),
            expected=expected,
            by=more.pop("by", self.ani),
            at=self.at,
            **more,
        )

    def agree(self, purpose: Purpose = Purpose.STORE, **more: Any) -> ConsentLine:
        return consent.record(
            id=more.pop("id", new_id()),
            case_id=self.case.pk,
            purpose=purpose,
            state=more.pop("state", State.GIVEN),
            given_on=self.at.date(),
            asked=more.pop("asked", ASKED),
            by=more.pop("by", self.ani),
            at=self.at,
            **more,
        )

    def agree_to_share(self, data: Any = tuple(LETTER), **more: Any) -> ConsentLine:
        receiver = more.pop("receiver_id", self.cast.b.pk)
        return self.agree(Purpose.SHARE_REF, receiver_id=receiver, data=data, **more)

    def sit(self, yes: dict[str, str] | None = None, **more: Any) -> Any:
        """Hold a sitting: ``yes`` maps an element to its phase ("" for none)."""
        ticks = [TickRead(e, p, Answered.YES, "OWN_WORDS") for e, p in (yes or {}).items()]
        items = more.pop("items", [ItemRead("A04", "", ItemState.ANSWERED, {"recruited": 29})])
        return interview.save_sitting(
            id=more.pop("id", new_id()),
            case_id=self.case.pk,
            held_on=self.at.date(),
            circumstances={"language": "ind"},
            episodes=[EpisodeAnswers(1, ticks, items)],
            expected=more.pop("expected", 0),
            by=more.pop("by", self.ani),
            at=self.at,
            **more,
        )

    def draft(self, **more: Any) -> Referral:
        content = Content(
            service=more.pop("service", ServiceCode.SHL_EMG),
            urgency=more.pop("urgency", Urgency.AMBER),
            need=more.pop("need", "Tempat aman malam ini"),
            letter=more.pop("letter", LETTER),
            not_to_do=("call_family",),
            contact="Ani, kantor A",
        )
        return referring.draft(
            id=more.pop("id", new_id()),
            case_id=self.case.pk,
            receiver_id=more.pop("receiver_id", self.cast.b.pk),
            content=content,
            by=more.pop("by", self.ani),
            at=self.at,
            order_reason=more.pop("order_reason", "Mendesak"),
        )

    def sent(self, **more: Any) -> Referral:
        self.agree_to_share()
        referral = self.draft(**more)
        return referring.send(referral_id=referral.pk, by=self.ani, at=self.at)

    def mark(self, referral: Referral) -> InboxMark:
        return InboxMark.objects.get(referral_id=referral.pk)

    def wish(self, **more: Any) -> Any:
        values = {
            "reason": CloseReason.GOALS,
            "told": Told.AGREED,
            "safety_checked_on": self.at.date(),
            "retention_until": self.at.date() + timedelta(days=1825),
            "facts_unknown": list(Fact),
        }
        return Wish(**{**values, **more})


@pytest.fixture
def way(cast: Cast) -> Way:
    """Ani has registered a person and opened her case; B offers shelter to women."""
    at = cast.at
    ani = cast.actor(cast.ani)
    person = make_person(
        ani, at, name="Sulastri Canary", born=PartialDate(1995, 2), sex=Sex.FEMALE, country="ID",
        province="52",
    )  # fmt: skip
    ServiceOffer.objects.create(
        organisation=cast.b, unit=cast.unit_b, service="SHL_EMG", sexes=["female"], min_age=18,
        coverage="nationwide", made_at=at, made_by=cast.admin_b.pk, verified_on=at.date(),
    )  # fmt: skip
    case = actions.open_case(id=new_id(), person=person, unit=cast.unit_a, by=ani, at=at)
    return Way(
        cast=cast,
        person=person,
        case=scope.get(case.pk, ani, at),
        ani=ani,
        beni=cast.actor(cast.beni),
        citra=cast.actor(cast.citra),
        eko=cast.actor(cast.eko),
        fitri=cast.actor(cast.fitri),
        at=at,
    )
