"""The mapping's rows for the 67 indicators, version by version: data, approved by people.

Our proposal, to be approved by a domain lead. Where the source leaves a phase open, the phase of
the indicator's dimension is read. What no item asks (schooling, pregnancy, what was said of law
and officials, the wish to earn) suggests nothing: it can only be ticked.
"""

from __future__ import annotations

from suar.cases.identification.interview.conditions import (
    Beyond,
    Both,
    Condition,
    Counting,
    Differs,
    MapRow,
    Measure,
    More,
    Question,
    R,
    UnderAge,
    W,
    Whom,
    said,
    said_in,
)

A, J, O = Counting.AUTOMATIC, Counting.JUDGED, Counting.ONLY_TICKED  # noqa: E741 (the source's letters)
USED_TO_GET_AGREEMENT = Question(
    "The recruiter used this to get agreement",
    "Perekrut memakai keadaan ini untuk mendapat persetujuan",
)
USED_TO_KEEP = Question("The exploiter used this to keep the person")
TOLD_OTHERWISE = Question("Told otherwise?")
DANGERS = ("MACHINE", "HEIGHT", "CHEMICALS", "SEA", "HEAT")
CHILD_DANGERS = (*DANGERS, "NIGHT_WORK", "OTHER_CHILD_HAZARD")
OTHERS = ("RECRUITER", "EMPLOYER", "OFFICIAL", "FAMILY", "OTHER")
POWER = ("KIN", "EMPLOYER", "OFFICIAL")
LACKS = ("FOOD", "WATER", "SLEEP_6H", "PRIVACY", "CARE")
NO_PAPERS = said("B09", "procedure", "NO_PAPERS", "IRREGULAR")
DEBT = (said("B07", "debt"), said("B07", "advance", "YES"))
NOT_UNDERSTOOD = said("B05", "understood", "NO")
NO_LANGUAGE = (said("A01", "interpreter", "YES"), said("A01", "shared_language", "NO"))
DISABILITY = tuple(
    said("A05", part, "A_LOT", "CANNOT")
    for part in ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
)
UNFREE = (
    said_in(W, "D06", "leave", "WITH_PERMISSION", "ESCORTED", "NEVER"),
    said_in(W, "D06", "guarded", "YES"),
    said_in(W, "D07", "contact", "CUT_OFF"),
)
DEBT_BEYOND = Beyond(Measure.DEBT, "TH_DEBT")


def _rv(code: str, *conditions: Condition) -> MapRow:
    return MapRow(code, J, conditions, USED_TO_GET_AGREEMENT)


def _vd(code: str, *conditions: Condition) -> MapRow:
    return MapRow(code, J, conditions, USED_TO_KEEP)


def _a(code: str, *conditions: Condition, whom: Whom = Whom.ALL) -> MapRow:
    return MapRow(code, A, conditions, whom=whom)


DECEPTION: tuple[MapRow, ...] = (
    _a(
        "DR01",
        said("D02", "same", "DIFFERENT"),
        Differs(("B04", "job"), ("D01", "work")),
        Differs(("B04", "sector"), ("D01", "sector")),
        Differs(("B04", "place"), ("D01", "place")),
        Differs(("B04", "employer"), ("D01", "employer")),
    ),
    _a("DR02", Beyond(Measure.PAY_OF_PROMISE, "TH_PAY")),
    MapRow(
        "DR03",
        J,
        (
            More(("B04", "hours_day"), ("D03", "hours_day")),
            Both(
                (
                    said("B04", "promised", "CONDITIONS"),
                    said("D15", "conditions", *CHILD_DANGERS, "NO_BREAKS", "WORK_WHILE_ILL"),
                )
            ),
        ),
        Question("Told otherwise at recruitment?"),
    ),
    MapRow(
        "DR04",
        J,
        (said("B05", "replaced", "YES"), said("B05", "blank", "YES"), NOT_UNDERSTOOD),
        Question("Was its content or lawfulness misrepresented?"),
    ),
    MapRow(
        "DR05",
        J,
        (Both((said("B04", "promised", "HOUSING"), said_in(W, "D10", "lacks", *LACKS))),),
        TOLD_OTHERWISE,
    ),
    MapRow(
        "DR06",
        J,
        (
            said("B08", "papers", "FALSE", "CHANGED_AGE", "CHANGED_NAME"),
            Both(
                (
                    said("B04", "promised", "WORK_VISA"),
                    said(
                        "B09", "visa", "VISIT", "PILGRIMAGE", "STUDENT", "SPOUSE", "NONE", "OTHER"
                    ),
                )
            ),
        ),
        Question("Did the person believe it was in order?"),
    ),
    MapRow(
        "DR07",
        J,
        (said("B06", "told_otherwise", "YES"), said("C01", "told_otherwise", "YES")),
        TOLD_OTHERWISE,
    ),
    MapRow("DR08", O),
    _a("DR09", said("B04", "promised", "MARRIAGE", "ADOPTION")),
    _a("DR10", Both((said("B04", "promised", "SCHOOL"), said("D16", "not_kept", "SCHOOL")))),
)

COERCION: tuple[MapRow, ...] = (
    _a("CR01", said("B03", "force", "YES"), said_in(R, "D08", "violence", "PHYSICAL", "SEXUAL")),
    _a("CR02", said_in(R, "D09", "threats", "VIOLENCE")),
    _a(
        "CR03",
        said("B03", "kidnapped", "YES"),
        said("B03", "sold", "YES"),
        said_in(R, "D11", "made_to", "MARRIAGE"),
    ),
    MapRow("CR04", J, (*DEBT, DEBT_BEYOND), Question("Could not withdraw because of it?")),
    _a("CR05", said("C03", "holder", *OTHERS), said("B08", "papers", "ORIGINALS_KEPT")),
    _a("CR06", said("C02", "held", "YES"), said("C02", "guarded", "YES")),
    _a("CR07", said_in(R, "D09", "threats", "POLICE", "DEPORTATION")),
    _a("CR08", said_in(R, "D09", "threats", "TELL_FAMILY", "IMAGES")),
    _a(
        "CR09",
        said_in(R, "D08", "violence", "AGAINST_FAMILY"),
        said_in(R, "D09", "threats", "AGAINST_FAMILY"),
    ),
    MapRow(
        "CR10", J, (said("B06", "kept", "DEPOSIT", "MONEY"),), Question("Kept to stop withdrawal?")
    ),
)

VULNERABILITY: tuple[MapRow, ...] = (
    _rv("RV01"),
    _rv("RV02", NO_PAPERS),
    _rv("RV03", *NO_LANGUAGE, NOT_UNDERSTOOD),
    _rv(
        "RV04", NOT_UNDERSTOOD, said("B09", "procedure", "NOT_REGISTERED", "IRREGULAR", "NO_PAPERS")
    ),
    _rv("RV05", said("B02", "recruiter", *POWER)),
    _rv("RV06", *DEBT),
    _rv("RV07", said("B01", "contact", "SUCCESS_STORY", "ONLINE_AD")),
    _rv(
        "RV08", NOT_UNDERSTOOD, said("B09", "procedure", "NOT_REGISTERED", "IRREGULAR", "NO_PAPERS")
    ),
    _rv("RV09"),
    _rv("RV10", *DISABILITY, UnderAge()),
    _rv("RV11", said("B02", "recruiter", "PARTNER", "TEACHER", "RELIGIOUS_LEADER")),
    _rv("RV12", NO_PAPERS),
    _rv("RV13"),
    _rv("RV14", said("C01", "could_alone", "NO")),
    _rv("RV15", said_in(R, "D09", "threats", "OATH_MAGIC")),
    _rv("RV16"),
)

EXPLOITATION: tuple[MapRow, ...] = (
    _a(
        "EX01",
        Beyond(Measure.HOURS_DAY, "TH_HOURS_DAY", Whom.ADULT),
        Beyond(Measure.HOURS_WEEK, "TH_HOURS_WEEK", Whom.ADULT),
        Beyond(Measure.WITHOUT_REST, "TH_NO_REST"),
        Beyond(Measure.HOURS_DAY, "TH_CHILD_U15", Whom.UNDER_15),
        Beyond(Measure.HOURS_DAY, "TH_CHILD_15", Whom.FROM_15_TO_17),
        Beyond(Measure.HOURS_WEEK, "TH_CHILD_15_WEEK", Whom.FROM_15_TO_17),
        said("D15", "conditions", "NIGHT_WORK", whom=Whom.CHILD),
    ),
    _a("EX02", Beyond(Measure.PAY, "TH_PAY"), Beyond(Measure.MONTHS_UNPAID, "TH_UNPAID")),
    _a("EX03", Beyond(Measure.DEDUCTED, "TH_DEDUCT"), said("D04", "fines", "YES")),
    _a("EX04", Beyond(Measure.LACKS, "TH_LIVING")),
    _a("EX05", Beyond(Measure.CONDITIONS, "TH_WORKCOND")),
    _a("EX06", said("D15", "conditions", *DANGERS), whom=Whom.ADULT),
    _a("EX06", said("D15", "conditions", *CHILD_DANGERS), whom=Whom.CHILD),
    _a("EX07", said("D16", "not_kept", "CONTRACT", "LABOUR_LAW", "SICK_LEAVE", "REST_LEAVE")),
    _a("EX08", said("D16", "not_kept", "SOCIAL_SECURITY")),
    _a("EX09", said("D16", "not_kept", "SCHOOL"), whom=Whom.CHILD),
    _a(
        "EX09",
        Both((said("B04", "promised", "TRAINING"), said("D16", "not_kept", "TRAINING"))),
        whom=Whom.ADULT,
    ),
)

_CRIME = said_in(W, "D11", "made_to", "CRIME", "SCAMS", "DRUGS")
_CLIENTS = said_in(W, "D11", "made_to", "SEX_CLIENTS", "SEX_CAMERA")
_TASKS = said_in(W, "D11", "made_to", "TASKS_NOT_AGREED")
_REFUSE = Question("Could not refuse?")

DESTINATION: tuple[MapRow, ...] = (
    _a("CD01", Both((said_in(W, "D05", "holder", *OTHERS), said_in(W, "D05", "returned", "NO")))),
    MapRow(
        "CD02",
        J,
        (
            *DEBT,
            said("D04", "deducted_for", "DEBT"),
            said("D12", "because", "DEBT"),
            DEBT_BEYOND,
        ),
        Question("Must go on working until it is paid, terms unclear or growing?"),
    ),
    _a("CD03", *UNFREE),
    _a("CD04", said_in(W, "D08", "violence", "PHYSICAL", "SEXUAL")),
    _a("CD05", said_in(W, "D09", "threats", "VIOLENCE")),
    MapRow("CD06", J, (_CRIME,), Question("Forced, threatened or punished?"), Whom.ADULT),
    _a("CD06", _CRIME, whom=Whom.CHILD),
    MapRow("CD07", J, (_CLIENTS, _TASKS), _REFUSE, Whom.ADULT),
    MapRow("CD07", J, (_TASKS,), _REFUSE, Whom.CHILD),
    _a("CD07", _CLIENTS, whom=Whom.CHILD),
    MapRow(
        "CD08",
        J,
        (said_in(W, "D08", "violence", "PSYCHOLOGICAL", "SUBSTANCES"), said("D12", "leave", "NO")),
        Question("Under strong influence?"),
    ),
    _a("CD09", said_in(W, "D11", "made_to", "AGAINST_PEERS")),
    _a("CD10", said_in(W, "D11", "made_to", "LYING")),
    _a("CD11", said_in(W, "D09", "threats", "POLICE", "DEPORTATION")),
    _a("CD12", said_in(W, "D09", "threats", "WORSE_WORK", "SOLD_ON")),
    _a(
        "CD13",
        said_in(W, "D08", "violence", "AGAINST_FAMILY"),
        said_in(W, "D09", "threats", "AGAINST_FAMILY"),
    ),
    _a("CD14", Beyond(Measure.MONTHS_HELD, "TH_HELD"), said("D04", "paid_at_end", "YES")),
    _a("CD15", said_in(W, "D09", "threats", "TELL_FAMILY", "IMAGES")),
)

DEPENDENCY: tuple[MapRow, ...] = (
    _vd("VD01", said_in(W, "D10", "from_one_hand", "YES"), said("D12", "because", "NOWHERE_TO_GO")),
    _vd("VD02", *NO_LANGUAGE, *UNFREE),
    _vd("VD03", *DEBT, said("D12", "because", "NEED_MONEY")),
    _vd("VD04"),
    _vd("VD05", NO_PAPERS, said("C03", "holder", *OTHERS)),
    _vd("VD06"),
    _vd("VD07", *DISABILITY, UnderAge()),
)

INDICATOR_ROWS = (
    *DECEPTION, *COERCION, *VULNERABILITY, *EXPLOITATION, *DESTINATION, *DEPENDENCY,
)  # fmt: skip
