"""Reports, files and letters: bytes and names that carry canaries, too."""

from __future__ import annotations

import io

from PIL import Image

from suar.cases.models import Case, Referral
from suar.cases.triage.codes import Answer, Item
from suar.documents import actions as documents
from suar.documents import issuing
from suar.documents.codes import Datum, Urgency
from suar.documents.referral import ReferralContent
from suar.documents.rules import Receiver
from suar.files import actions as files
from suar.files import prepare
from suar.files.models import StoredFile
from suar.files.slots import Holder
from suar.intake import actions as intake
from suar.intake.actions import FirstContact
from suar.intake.models import Report
from suar.kit.ids import new_id
from suar.network.codes import ServiceCode
from suar.policy import Part, Role
from tests.harness.world import AT, LETTERS, House, World, makers


def reports(world: World, house: House) -> None:
    """A report that waits at the desk that took it, one searched for, one settled."""
    by = house.actor(Role.INTAKE_OFFICER)
    house.add("report", report(house, by).pk)
    mine = report(house, house.actor(Role.CASEWORKER))
    house.add("report_of_worker", mine.pk)


def report(house: House, by) -> Report:
    """Take a first contact."""
    heard = FirstContact(
        channel="phone", speaker="reporter", relation="sibling", reporter_name=house.canary(),
        reporter_contact=house.canary(), call_name=house.canary(), contact_number=house.canary(),
        contact={"channels": ["whatsapp"], "hours": [], "code_word": house.canary(),
                 "note": house.canary()},
        must_not_know=(("employer", house.canary()),), where="abroad", country="MY",
        place=house.canary(), urgent={Item.CONFINED: Answer.YES}, story=house.canary(),
    )  # fmt: skip
    return intake.take_report(report_id=new_id(), heard=heard, unit_id=house.unit.pk, by=by, at=AT)


def papers(world: World, house: House) -> None:
    """A picture with marks on the case, letters on the referrals in both directions."""
    case = Case.objects.get(pk=house.things["case"])
    house.add("file", attach(house, holder_of(case, Part.CASE)).pk)
    if house.letter not in LETTERS:
        for letter in LETTERS:
            _letter_to(house, world[letter])
        return
    referral = Referral.objects.get(pk=house.things["referral"])
    holder = holder_of(referral, Part.LETTER)
    numbered = number(house, holder, house.canary)
    house.add("letter_numbered", numbered.pk)
    issued = put_on_paper(house, number(house, holder, house.canary), holder)
    house.add("letter", issued.pk)
    house.add("letter_file", issued.docx_id)


def _letter_to(sender: House, receiver: House) -> None:
    """The letter of a referral that the receiver may read."""
    referral = Referral.objects.get(pk=receiver.things["incoming"])
    holder = holder_of(referral, Part.LETTER)
    row = put_on_paper(sender, number(sender, holder, receiver.canary), holder)
    receiver.add("incoming_letter", row.pk)
    receiver.add("incoming_file", row.docx_id)


def holder_of(row: Case | Referral, part: Part) -> Holder:
    """Return a record as the files know it."""
    return Holder(
        record_type=row._meta.label_lower, record_id=row.pk, subject_id=row.subject_id,
        organisation_id=row.organisation_id, code=row.code, part=part.value, back="/",
    )  # fmt: skip


def picture(canary: str) -> bytes:
    """Return a JPEG that carries a canary in its marks, its comment and behind its end."""
    image = Image.new("RGB", (32, 24), (30, 120, 90))
    exif = Image.Exif()
    exif[0x010F] = canary
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=canary.encode())
    return out.getvalue() + canary.encode()


def attach(house: House, holder: Holder) -> StoredFile:
    """Attach a picture under a name that carries a canary."""
    ready = prepare.from_upload(
        picture(house.canary()), f"{house.canary()}.jpg", row_id=new_id(),
        subject_id=holder.subject_id,
    )  # fmt: skip
    by = house.actor(Role.CASEWORKER)
    return files.attach(prepared=ready, holder=holder, by=by, at=AT, remark=house.canary())


def number(house: House, holder: Holder, canary):
    """Give a letter its number."""
    content = ReferralContent(
        case_code=holder.code, to=(canary(),), data=((Datum.NAME, canary()),), need=canary(),
        urgency=Urgency.AMBER, services=(ServiceCode.SHL_EMG,), escort=canary(),
        contact=canary(), not_to_do=(), acknowledge_by=AT, answer_by=AT, copies=(canary(),),
    )  # fmt: skip
    return documents.number_referral(
        id=new_id(), content=content, holder=holder, to=Receiver(canary()),
        copies=(Receiver(content.copies[0]),), signer_name=canary(), signer_office=canary(),
        on=AT.date(), by=house.actor(Role.CASEWORKER), at=AT,
    )  # fmt: skip


def put_on_paper(house: House, row, holder: Holder):
    """Print it."""
    return issuing.put_on_paper(row=row, holder=holder, by=house.actor(Role.CASEWORKER), at=AT)


makers.fill("reports", reports, order=60)
makers.fill("papers", papers, order=70)
