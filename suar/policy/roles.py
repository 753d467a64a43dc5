"""The roles of product.md §5, on one screen: what each may do, in plain words.

A role gives a permission; it never opens a row. Whether a role sees who a person is follows from
its permissions: then it demands a second factor, and a second person who confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from suar.policy.permissions import OPENS_PERSONS
from suar.policy.permissions import Permission as P  # noqa: N817 - it stands in every line


class Role(StrEnum):
    """A seat in an organisation."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    INTAKE_OFFICER = "intake_officer"
    DESK_OFFICER = "desk_officer"
    SERVICE_FOCAL_POINT = "service_focal_point"
    ENUMERATOR = "enumerator"
    INSPECTOR = "inspector"
    PROGRAMME_OFFICER = "programme_officer"
    ANALYST = "analyst"
    SAFEGUARDING_OFFICER = "safeguarding_officer"
    DOMAIN_LEAD = "domain_lead"
    FIRM_LOGIN = "firm_login"
    AGENCY_LOGIN = "agency_login"
    ORGANISATION_ADMIN = "organisation_admin"
    SYSTEM_ADMIN = "system_admin"


@dataclass(frozen=True, slots=True)
class RoleText:
    """What a role is: its words and its rights."""

    english: str
    indonesian: str
    purpose: str
    permissions: frozenset[P]

    @property
    def sees_identity(self) -> bool:
        """Say whether the role can see who a person is: one of its permissions opens it."""
        return bool(self.permissions & OPENS_PERSONS)


OFFICE = frozenset({P.TASK_VIEW, P.JOB_VIEW, P.NOTICE_VIEW, P.DIRECTORY_VIEW})
INTAKE = OFFICE | {
    P.REPORT_TAKE, P.REPORT_VIEW, P.PERSON_SEARCH, P.PERSON_VIEW, P.PERSON_EDIT, P.CASE_OPEN,
    P.TRIAGE_ANSWER, P.CONSENT_RECORD, P.FILE_UPLOAD,
}  # fmt: skip
CASEWORK = INTAKE | {
    P.CASE_LIST, P.CASE_VIEW, P.CASE_EDIT, P.CASE_CLOSE, P.INTERVIEW_HOLD, P.STATUS_DECIDE,
    P.REFERRAL_SEND, P.FILE_VIEW, P.LETTER_ISSUE, P.PERSON_MERGE, P.BREAK_GLASS,
}  # fmt: skip
SUPERVISION = CASEWORK | {
    P.CASE_ASSIGN, P.CASE_CLOSE_APPROVE, P.CASE_REOPEN, P.STATUS_SECOND, P.TASK_TEAM,
    P.FILE_ORIGINAL, P.DIRECTORY_EDIT, P.ROLE_CONFIRM, P.STATISTICS_VIEW, P.STATISTICS_INPUT,
    P.ESTIMATE_APPROVE, P.ESTIMATE_WITHDRAW,
}  # fmt: skip

ROLES: dict[Role, RoleText] = {
    Role.CASEWORKER: RoleText(
        "caseworker", "pendamping", "takes a case from intake to closure and refers", CASEWORK
    ),
    Role.SUPERVISOR: RoleText(
        "supervisor", "koordinator", "answers for quality: approves, reassigns", SUPERVISION
    ),
    Role.INTAKE_OFFICER: RoleText(
        "intake officer", "petugas pengaduan", "receives reports and opens cases", INTAKE
    ),
    Role.DESK_OFFICER: RoleText(
        "desk officer", "petugas meja layanan",
        "keeps own visits; no name search, no case flag, no list of who is away", OFFICE,
    ),
    Role.SERVICE_FOCAL_POINT: RoleText(
        "service focal point", "narahubung layanan",
        "answers referrals and reports the service; sees only what was sent",
        OFFICE | {P.REFERRAL_RECEIVE, P.REFERRAL_ACCEPT, P.SERVICE_REPORT, P.DIRECTORY_EDIT,
                  P.FILE_VIEW},
    ),
    Role.ENUMERATOR: RoleText(
        "enumerator", "petugas pendata", "fills forms on a phone only", frozenset()
    ),
    Role.INSPECTOR: RoleText(
        "inspector", "pengawas", "inspects placement agencies", OFFICE
    ),
    Role.PROGRAMME_OFFICER: RoleText(
        "programme officer", "petugas program", "campaigns, families, firms",
        OFFICE | {P.STATISTICS_VIEW},
    ),
    Role.ANALYST: RoleText(
        "analyst", "analis data", "tables and estimates; never a name",
        frozenset({P.JOB_VIEW, P.NOTICE_VIEW, P.STATISTICS_VIEW, P.STATISTICS_INPUT,
                   P.ESTIMATE_MAKE, P.ESTIMATE_WITHDRAW}),
    ),
    Role.SAFEGUARDING_OFFICER: RoleText(
        "safeguarding officer", "petugas pelindungan data dan klien",
        "consent, access log, retention, rights of the persons",
        OFFICE | {P.AUDIT_VIEW, P.PERSON_ERASE, P.HOLD_MANAGE, P.STATUS_SECOND,
                  P.PERSON_SEARCH, P.PERSON_VIEW, P.BREAK_GLASS, P.ROLE_CONFIRM},
    ),
    Role.DOMAIN_LEAD: RoleText(
        "domain lead", "penanggung jawab substansi", "rules, weights, law",
        OFFICE | {P.RULE_EDIT, P.STATISTICS_VIEW, P.ESTIMATE_APPROVE, P.ESTIMATE_WITHDRAW},
    ),
    Role.FIRM_LOGIN: RoleText(
        "firm login", "akun perusahaan", "own data of one firm", frozenset()
    ),
    Role.AGENCY_LOGIN: RoleText(
        "agency login", "akun P3MI", "own data of one placement agency", frozenset()
    ),
    Role.ORGANISATION_ADMIN: RoleText(
        "organisation administrator", "admin lembaga",
        "people, units, letterhead, agreements; reads no case",
        OFFICE | {P.USER_MANAGE, P.ORGANISATION_MANAGE, P.AGREEMENT_MANAGE, P.DIRECTORY_EDIT,
                  P.TOKEN_MANAGE, P.STATISTICS_VIEW},
    ),
    Role.SYSTEM_ADMIN: RoleText(
        "system administrator", "admin sistem", "keeps the server; reads no case",
        frozenset({P.SYSTEM_VIEW, P.NOTICE_VIEW, P.JOB_VIEW}),
    ),
}  # fmt: skip


def permissions_of(roles: list[Role] | frozenset[Role]) -> frozenset[P]:
    """Return the union of what the roles give."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))


def needs_second_factor(roles: list[Role] | frozenset[Role]) -> bool:
    """Say whether one of the roles can see who a person is."""
    return any(ROLES[role].sees_identity for role in roles)


def roles_with(permission: P) -> frozenset[str]:
    """Return the roles that give a permission."""
    return frozenset(role.value for role in Role if permission in ROLES[role].permissions)


def identity_roles() -> frozenset[str]:
    """Return the roles that can see who a person is."""
    return frozenset(role.value for role in Role if ROLES[role].sees_identity)
