"""Every permission, once. A role gives it (``roles.py``); a grant opens the row (``models.py``).

The name says the verb; the comment says what it opens. ``docs/permissions.md`` is generated.
"""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What a seat may do, provided a grant opens the row."""

    # intake
    REPORT_TAKE = "report.take"  # write down a report by phone, visit or message
    REPORT_VIEW = "report.view"  # read the reports of one's own unit
    # people
    PERSON_SEARCH = "person.search"  # search by name inside the organisation
    PERSON_VIEW = "person.view"  # open a person's identity where a grant opens it
    PERSON_EDIT = "person.edit"  # add names, dates, documents, contacts
    PERSON_MERGE = "person.merge"  # link and unlink two records of one person
    PERSON_ERASE = "person.erase"  # destroy a person's keys
    HOLD_MANAGE = "hold.manage"  # place and lift a legal hold: what must not be erased
    # cases
    CASE_LIST = "case.list"  # see the list of cases that a grant opens, codes and initials only
    CASE_VIEW = "case.view"  # open a case
    CASE_OPEN = "case.open"  # open a new case
    CASE_EDIT = "case.edit"  # urgent check, needs, notes, services, follow-up
    CASE_ASSIGN = "case.assign"  # give a case to a worker of the unit
    CASE_CLOSE = "case.close"  # ask for closure
    CASE_CLOSE_APPROVE = "case.close_approve"  # approve a closure
    CASE_REOPEN = "case.reopen"  # reopen a closed case
    BREAK_GLASS = "case.break_glass"  # open without a grant, with a reason, for three hours
    TRIAGE_ANSWER = "triage.answer"  # answer the urgent-risk check
    CONSENT_RECORD = "consent.record"  # record and withdraw consent or another ground
    INTERVIEW_HOLD = "interview.hold"  # hold the screening interview
    STATUS_DECIDE = "status.decide"  # decide on the status of identification
    STATUS_SECOND = "status.second"  # be the second person of a decision
    # referral
    REFERRAL_SEND = "referral.send"  # refer to another organisation
    REFERRAL_RECEIVE = "referral.receive"  # see the referrals sent to one's organisation
    REFERRAL_ACCEPT = "referral.accept"  # acknowledge, accept, decline
    SERVICE_REPORT = "service.report"  # report a service given under a referral
    # papers
    FILE_UPLOAD = "file.upload"  # attach a file
    FILE_VIEW = "file.view"  # open the cleaned copy
    FILE_ORIGINAL = "file.original"  # open the sealed original, with a reason
    LETTER_ISSUE = "letter.issue"  # issue a letter with a number
    # work
    TASK_VIEW = "task.view"  # see own tasks
    TASK_TEAM = "task.team"  # see and reassign the team's tasks
    JOB_VIEW = "job.view"  # see own long work
    NOTICE_VIEW = "notice.view"  # see own notices
    # network and reference
    DIRECTORY_VIEW = "directory.view"  # read the directory of services
    DIRECTORY_EDIT = "directory.edit"  # keep one's own organisation's entries
    AGREEMENT_MANAGE = "agreement.manage"  # keep agreements with other organisations
    ORGANISATION_MANAGE = "organisation.manage"  # name, letterhead, units
    RULE_EDIT = "rule.edit"  # thresholds and weights
    # statistics
    STATISTICS_VIEW = "statistics.view"  # read the estimates that the organisation published
    STATISTICS_INPUT = "statistics.input"  # see the exact counts behind an estimate
    ESTIMATE_MAKE = "estimate.make"  # make an estimate from a table, ask for its approval
    ESTIMATE_APPROVE = "estimate.approve"  # be the second person who lets a figure be published
    ESTIMATE_WITHDRAW = "estimate.withdraw"  # withdraw a published figure, with a reason
    # accounts and oversight
    USER_MANAGE = "user.manage"  # invite, give roles, suspend
    ROLE_CONFIRM = "role.confirm"  # be the second person of a role that opens persons' data
    TOKEN_MANAGE = "token.manage"  # tokens for other systems  # noqa: S105 - a permission, no token
    AUDIT_VIEW = "audit.view"  # who looked at this person
    SYSTEM_VIEW = "system.view"  # state of the server; no case


# Whoever holds one of these comes to persons' data where a grant opens the row. From it follows
# which roles see identity: who needs a second factor, and whose role a second person confirms.
OPENS_PERSONS = frozenset(
    {
        Permission.REPORT_TAKE, Permission.REPORT_VIEW, Permission.PERSON_SEARCH,
        Permission.PERSON_VIEW, Permission.PERSON_EDIT, Permission.PERSON_MERGE,
        Permission.PERSON_ERASE, Permission.HOLD_MANAGE, Permission.CASE_LIST,
        Permission.CASE_VIEW, Permission.BREAK_GLASS, Permission.REFERRAL_RECEIVE,
        Permission.REFERRAL_ACCEPT, Permission.SERVICE_REPORT, Permission.FILE_VIEW,
        Permission.FILE_ORIGINAL, Permission.AUDIT_VIEW,
    }
)  # fmt: skip
