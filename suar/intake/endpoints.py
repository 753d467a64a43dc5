"""Operations for partners: pass a report on, ask whether it was taken up."""

from datetime import datetime, time
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from ninja import Field, Router, Schema, Status
from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from suar.api.doors import needs, repeatable
from suar.cases.triage.codes import Answer, Item
from suar.intake import actions
from suar.intake.actions import FirstContact
from suar.intake.codes import Channel, Relation, Speaker, Where
from suar.intake.models import Report
from suar.kit import clock
from suar.kit.problem import Problem
from suar.people.codes import Channel as ContactChannel
from suar.people.codes import MustNot
from suar.people.contact import EVERY_DAY, SafeContactRules, noted_hours
from suar.policy import Permission
from suar.reference.countries import countries
from suar.reference.places import code_changes, regencies

router = Router(tags=["report"])

# a first report tells what is; that something was handled is said later, of the case
FirstAnswer = Literal[
    Answer.YES, Answer.NO, Answer.DOES_NOT_KNOW, Answer.DECLINES, Answer.NOT_ASKED
]


def _known_country(code: str) -> str:
    if code and code not in countries():
        raise PydanticCustomError("enum", "no country")
    return code


def _known_regency(code: str) -> str:
    """Take the code of any time: another system may still hold the one before a division."""
    if code and code not in regencies() and code not in code_changes():
        raise PydanticCustomError("enum", "no regency")
    return code


class SafeHoursIn(Schema):
    """A stretch of the day in the person's own time; no days: every day. Monday is 0."""

    start: time
    until: time
    days: list[Annotated[int, Field(ge=0, le=6)]] = Field([], max_length=7)

    @model_validator(mode="after")
    def both_ends(self) -> Self:
        """Refuse hours that end when they begin: nothing would be safe."""
        if self.start == self.until:
            raise ValueError("start and until are the same")
        return self


class ReportIn(Schema):
    """The five answers of a first contact; see ``docs/words.md`` for the codes."""

    channel: Channel = Channel.OTHER_OFFICE
    speaker: Speaker
    relation: Relation | None = None
    reporter_name: str = Field("", max_length=120)
    reporter_contact: str = Field("", max_length=120)
    reporter_may_know: bool | None = None
    call_name: str = Field("", max_length=120)
    nameless: bool = False
    do_not_contact: bool = False
    contact_number: str = Field("", max_length=60)
    code_word: str = Field("", max_length=60)
    safe_channels: list[ContactChannel] = []
    safe_hours: list[SafeHoursIn] = Field([], max_length=14)
    any_hour: bool = False
    hours_said: str = Field("", max_length=120)
    must_not_know: list[MustNot] = []
    where: Where
    country: Annotated[str, AfterValidator(_known_country)] = Field("", max_length=2)
    regency: Annotated[str, AfterValidator(_known_regency)] = Field("", max_length=4)
    place: str = Field("", max_length=300)
    urgent: dict[Item, FirstAnswer] = {}
    story: str = Field("", max_length=8000)


class ReportOut(Schema):
    """What the partner may know: the code to read out, and whether it was taken up."""

    id: UUID
    code: str
    state: str
    received_at: datetime


@router.post("", response={201: ReportOut}, summary="Pass a report on")
@needs(Permission.REPORT_TAKE)
def pass_on(request: Any, body: ReportIn) -> Any:
    """Save a report for the token's unit; the same Idempotency-Key makes no second one."""
    at = clock.now()
    report_id = repeatable(request, "report.pass_on", at)
    unit_id = next(iter(request.actor.unit_ids), None)
    report = actions.take_report(
        report_id=report_id, heard=_heard(body), unit_id=unit_id, by=request.actor, at=at
    )
    return Status(201, _out(report))


@router.get("/{report_id}", response=ReportOut, summary="Was it taken up?")
@needs(Permission.REPORT_VIEW)
def look_up(request: Any, report_id: UUID) -> Any:
    """Return the state of a report that this very token passed on; nothing of its content."""
    report = Report.objects.filter(pk=report_id, made_by=request.actor.user_id).first()
    if report is None:
        raise Problem.not_found()
    return _out(report)


def _heard(body: ReportIn) -> FirstContact:
    contact = {"code_word", "safe_channels", "safe_hours", "any_hour", "hours_said"}
    plain = body.model_dump(exclude={*contact, "must_not_know", "relation"})
    return FirstContact(
        **plain,
        relation=body.relation.value if body.relation else "",
        contact=_safe_contact(body).as_json(),
        must_not_know=tuple((m.value, "") for m in body.must_not_know),
    )


def _safe_contact(body: ReportIn) -> SafeContactRules:
    return SafeContactRules(
        channels=tuple(body.safe_channels),
        hours=tuple(
            stretch
            for h in body.safe_hours
            for stretch in noted_hours(h.start, h.until, h.days or EVERY_DAY)
        ),
        any_hour=body.any_hour and not body.safe_hours,
        hours_said=body.hours_said,
        code_word=body.code_word,
    )


def _out(report: Report) -> dict[str, Any]:
    return {
        "id": report.pk, "code": report.code, "state": report.state,
        "received_at": report.received_at,
    }  # fmt: skip
