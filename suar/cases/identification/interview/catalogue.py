"""Every item of the interview as dated data: its parts, their choices and units, in one order.

Each part may be left out (not asked); each item may be declined, not known or not asked. No item
is compulsory. A new version of an item is a new row with its own first day; old rows stay.
Choices that the list of items does not spell out, but that the mapping to indicators names, are
proposals of this project.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from suar.cases.identification import items as codes
from suar.cases.identification.interview.shapes import Item, Part, Shape
from suar.cases.identification.interview.wordings import WORDINGS

SOURCE = "structure of the IOM screening form (UNODC Toolkit, tool 6.6); wording and choices ours"
_FIRST = date(2009, 1, 1)
_WG = "one(NONE,SOME,A_LOT,CANNOT)"  # Washington Group Short Set: its four answers
_HELD = "one(SELF,RECRUITER,EMPLOYER,OFFICIAL,FAMILY,OTHER)"

# each part as its key, a colon, its shape and, in brackets, its choices or its unit
_PARTS = f"""
A01 place:text language:text shared_language:yesno interpreter:yesno interviewer:text
    present:many(ALONE,FAMILY,FRIEND,INTERPRETER,OFFICIAL,EMPLOYER,OTHER)
A02 came:one(SELF,FAMILY,POLICE,HOTLINE,EMBASSY,OUTREACH,MRC,OTHER)
A03 sex:one(FEMALE,MALE,OTHER) born:date born_source:text judgement:one(CHILD,ADULT,IN_DOUBT)
    nationality:text home_district:text
A04 recruited:number(years) exploited:number(years)
A05 seeing:{_WG} hearing:{_WG} walking:{_WG} remembering:{_WG} self_care:{_WG} communicating:{_WG}
B01 contact:many(BUSINESS,SCHOOL,WORK,ONLINE_NETWORK,ONLINE_AD,TV,NEWSPAPER,FAMILY,FRIENDS,
    SUCCESS_STORY,OTHER)
B02 recruiter:many(STRANGER,KIN,PARTNER,FRIEND,NEIGHBOUR,BROKER,P3MI_STAFF,OFFICIAL,EMPLOYER,
    TEACHER,RELIGIOUS_LEADER,OTHER)
B03 force:yesno kidnapped:yesno sold:yesno
B04 promised:many(JOB,HOUSING,CONDITIONS,WORK_VISA,SCHOOL,TRAINING,MARRIAGE,ADOPTION,NOTHING)
    sector:text job:text place:text employer:text wage:money(a month) hours_day:number(hours a day)
B05 signed:yesno language:text understood:yesno copy:yesno replaced:yesno blank:yesno
B06 paid:money(in all) to:many(BROKER,P3MI,OFFICIAL,KIN,CARER,EMPLOYER,OTHER) receipt:yesno
    kept:many(DEPOSIT,MONEY) told_otherwise:yesno
B07 debt:money(in all) lender:text interest:number(per cent a month) pledge:text advance:yesno
B08 papers:many(OWN,FALSE,BORROWED,CHANGED_AGE,CHANGED_NAME,ORIGINALS_KEPT,NONE)
B09 procedure:one(REGISTERED,NOT_REGISTERED,IRREGULAR,NO_PAPERS)
    visa:one(WORK,VISIT,PILGRIMAGE,STUDENT,SPOUSE,NONE,OTHER)
C01 route:legs arranged:one(SELF,ANOTHER) accompanied:yesno passed_on:yesno told_otherwise:yesno
    could_alone:yesno
C02 held:yesno guarded:yesno
C03 holder:{_HELD}
D01 work:text sector:text place:text employer:text sexual:yesno lives_in:yesno taken_in:yesno
    passed_on:yesno
D02 same:one(SAME,PARTLY,DIFFERENT)
D03 hours_day:number(hours a day) days_week:number(days a week)
    without_rest:number(days without a rest day)
D04 promised:money(a month) received:money(a month) gross:money(a month) deducted:money(a month)
    months_unpaid:number(months unpaid when due) months_held:number(months' pay kept back)
    paid_at_end:yesno fines:yesno deducted_for:many(DEBT,FOOD,HOUSING,FEE,OTHER)
D05 holder:{_HELD} returned:yesno
D06 leave:one(ALONE,WITH_PERMISSION,ESCORTED,NEVER) guarded:yesno
D07 contact:one(FREE,LIMITED,CUT_OFF)
D08 violence:many(PHYSICAL,SEXUAL,PSYCHOLOGICAL,SUBSTANCES,AGAINST_FAMILY,NONE)
D09 threats:many(VIOLENCE,AGAINST_FAMILY,POLICE,DEPORTATION,OATH_MAGIC,TELL_FAMILY,IMAGES,
    WORSE_WORK,SOLD_ON,NONE)
D10 lacks:many(FOOD,WATER,SLEEP_6H,PRIVACY,CARE,NONE) from_one_hand:yesno
D11 made_to:many(SEX_CLIENTS,SEX_CAMERA,CRIME,SCAMS,DRUGS,BEGGING,MARRIAGE,ORGAN,AGAINST_PEERS,
    LYING,TASKS_NOT_AGREED,NONE)
D12 leave:one(FREELY,WITH_PENALTY,NO)
    because:many(DEBT,VIOLENCE,POLICE,NEED_MONEY,NOWHERE_TO_GO,OTHER)
D13 ended:one(ESCAPE,RESCUE,PAID_OFF,RELEASED,RAID,STOPPED_BEFORE_WORK,STILL_THERE,OTHER)
D14 months:number(months)
D15 conditions:many(MACHINE,HEIGHT,CHEMICALS,SEA,HEAT,NIGHT_WORK,NO_BREAKS,WORK_WHILE_ILL,
    OTHER_CHILD_HAZARD,NONE)
D16 not_kept:many(CONTRACT,LABOUR_LAW,SOCIAL_SECURITY,SICK_LEAVE,REST_LEAVE,SCHOOL,TRAINING,NONE)
E01 stopped:one(YES,NO) planned:text
F01 note:many(CONSISTENT,INCONSISTENT,CORROBORATED,DOCUMENTS,OTHER_SOURCES)
F02 wish:many(HELP,HOME,POLICE,SILENCE)
"""
_CODE = re.compile(r"^([A-F]\d\d) ", re.MULTILINE)
_PART = re.compile(r"(\w+):(\w+)(?:\(([^)]*)\))?")


def _part(key: str, shape: str, inside: str) -> Part:
    if shape in (Shape.ONE, Shape.MANY):
        return Part(key, Shape(shape), tuple(c.strip() for c in inside.split(",")))
    return Part(key, Shape(shape), unit=inside)


def _parts_by_code() -> Mapping[str, tuple[Part, ...]]:
    cells = _CODE.split(_PARTS)[1:]
    return {
        code: tuple(_part(*found) for found in _PART.findall(text))
        for code, text in zip(cells[::2], cells[1::2], strict=True)
    }


def _items() -> tuple[Item, ...]:
    parts = _parts_by_code()
    return tuple(
        Item(
            code=code,
            english=english,
            indonesian=indonesian,
            type_code=type_code,
            parts=parts[code],
            per_phase=code in codes.PER_PHASE,
            repeated=code in codes.REPEATED_PER_EPISODE,
            valid_from=_FIRST,
            source=SOURCE,
        )
        for code, type_code, english, indonesian in WORDINGS
    )


CATALOGUE: tuple[Item, ...] = _items()


def items_on(day: date) -> tuple[Item, ...]:
    """Return the items in force on a day, in the order of screen and paper."""
    found: dict[str, Item] = {}
    for item in CATALOGUE:
        held = found.get(item.code)
        if held is None or held.valid_from <= item.valid_from <= day:
            found[item.code] = item
    return tuple(found.values())


def item_on(code: str, day: date) -> Item:
    """Return one item in force on a day; raises ``KeyError`` for an unknown code."""
    found = next((i for i in items_on(day) if i.code == code), None)
    if found is None:
        raise KeyError(code)
    return found
