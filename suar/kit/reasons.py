"""The catalogue of refusals. One line a code; its sentence is given to ``suar.ui.refusals``.

Keep the groups apart and sorted; a test checks that each code has its sentence in both languages
and that each is raised somewhere.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why something was refused."""

    # any row
    NOT_FOUND = "not_found"
    NO_PERMISSION = "no_permission"
    EDITED_MEANWHILE = "edited_meanwhile"
    ALREADY_DONE = "already_done"
    ERASED = "erased"
    HELD_BY_LAW = "held_by_law"
    NOT_ALONE = "not_alone"  # tied to a person: only her erasure reaches it
    REQUIRED = "required"

    # files
    FILE_BROKEN = "file_broken"
    FILE_EMBEDDED = "file_embedded"
    FILE_EMPTY = "file_empty"
    FILE_ENCRYPTED = "file_encrypted"
    FILE_GONE = "file_gone"
    FILE_HEIC = "file_heic"
    FILE_INFECTED = "file_infected"
    FILE_MACRO = "file_macro"
    FILE_OLD_OFFICE = "file_old_office"
    FILE_OUTSIDE = "file_outside"
    FILE_SCANNER_AWAY = "file_scanner_away"
    FILE_TOO_COMPLEX = "file_too_complex"
    FILE_TOO_LARGE = "file_too_large"
    FILE_TOO_MANY_PIXELS = "file_too_many_pixels"
    FILE_TYPE = "file_type"
    FILE_VIDEO = "file_video"

    # accounts: seats, links, factors
    FACTOR_TRIES = "factor_tries"
    LAST_FACTOR = "last_factor"
    LINK_OVER = "link_over"
    LINK_USED = "link_used"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    NOT_ONESELF = "not_oneself"
    PASSWORD_WRONG = "password_wrong"  # noqa: S105 - a reason, no password
    ROLE_ABOVE = "role_above"
    ROLE_HELD = "role_held"
    ROLE_UNKNOWN = "role_unknown"
    SEAT_ELSEWHERE = "seat_elsewhere"
    SIGN_IN_REFUSED = "sign_in_refused"
    CODE_WRONG = "code_wrong"
    EMAIL_TAKEN = "email_taken"
    NO_SEAT = "no_seat"

    # cases: urgent check and consent
    MUST_NOT_KNOW = "must_not_know"
    CONSENT_NEEDS_RECEIVER = "consent_needs_receiver"
    CONSENT_NEEDS_DATA = "consent_needs_data"
    CONSENT_NEEDS_ACT = "consent_needs_act"
    CONSENT_NEEDS_FORM = "consent_needs_form"
    CONSENT_NEEDS_TEXT = "consent_needs_text"
    CONSENT_NEEDS_EVIDENCE = "consent_needs_evidence"
    CONSENT_NOT_EXPLAINED = "consent_not_explained"
    CONSENT_NOT_UNDERSTOOD = "consent_not_understood"
    CONSENT_ENDS_BEFORE = "consent_ends_before"
    CONSENT_POLICE_APART = "consent_police_apart"
    CONSENT_NOT_GIVEN = "consent_not_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_OVER = "consent_over"
    ORAL_IS_NO_CONSENT = "oral_is_no_consent"
    ADULT_SPEAKS_SELF = "adult_speaks_self"
    CHILD_NOT_HEARD = "child_not_heard"
    CHILD_NEEDS_SUPERVISOR = "child_needs_supervisor"
    CHILD_NEEDS_OUTSIDE_WORKER = "child_needs_outside_worker"
    GUARDIAN_UNSAFE = "guardian_unsafe"
    GUARDIAN_NEEDED = "guardian_needed"
    GROUND_NEEDS_REASON = "ground_needs_reason"
    GROUND_NEEDS_REVIEW = "ground_needs_review"
    GROUND_REVIEW_LATE = "ground_review_late"
    GROUND_REVIEW_PAST = "ground_review_past"
    GROUND_ONLY_CHILD = "ground_only_child"
    NO_CONSENT_FOR_RECEIVER = "no_consent_for_receiver"
    DATA_NOT_AGREED = "data_not_agreed"
    # cases, identification
    INTERVIEW_REFUSED = "interview_refused"
    NO_PROPOSAL_YET = "no_proposal_yet"
    CONFIRM_NOT_AT_THIS_ROW = "confirm_not_at_this_row"
    DECISION_NEEDS_REASON = "decision_needs_reason"
    DECISION_NEEDS_BODY = "decision_needs_body"
    DECISION_NEEDS_TOLD = "decision_needs_told"
    DECISION_WAITING = "decision_waiting"
    DECISION_NOT_WAITING = "decision_not_waiting"
    SECOND_PERSON_SAME = "second_person_same"
    # cases, referral
    RECEIVER_CANNOT_RECEIVE = "receiver_cannot_receive"
    SERVICE_NOT_OFFERED = "service_not_offered"
    SEX_NOT_ACCEPTED = "sex_not_accepted"
    AGE_NOT_ACCEPTED = "age_not_accepted"
    REFERRAL_MOVED_ON = "referral_moved_on"
    REFERRAL_NEEDS_NEED = "referral_needs_need"
    LETTER_NEEDS_DATA = "letter_needs_data"
    REFERRAL_NOT_AT_THIS_STEP = "referral_not_at_this_step"
    DECLINE_NEEDS_REASON = "decline_needs_reason"
    OUTCOME_NEEDED = "outcome_needed"
    STILL_TIME_TO_ANSWER = "still_time_to_answer"
    # cases: the way of a case
    STEP_NEEDS_REASON = "step_needs_reason"
    CASE_IS_CLOSED = "case_is_closed"
    CASE_IS_OPEN = "case_is_open"
    CLOSE_CLIENT_NOT_TOLD = "close_client_not_told"
    CLOSE_NO_SAFETY_CHECK = "close_no_safety_check"
    CLOSE_OPEN_REFERRALS = "close_open_referrals"
    CLOSE_HAND_OVER_OPEN = "close_hand_over_open"
    CLOSE_RED_IS_OPEN = "close_red_is_open"
    CLOSE_RED_NEEDS_WORDS = "close_red_needs_words"
    CLOSE_CHILD_STAYS = "close_child_stays"
    CLOSE_NOT_SAFE = "close_not_safe"
    CLOSE_NO_RETENTION = "close_no_retention"
    CLOSE_FACTS_MISSING = "close_facts_missing"
    CLOSE_NEEDS_REFERRAL = "close_needs_referral"
    CLOSE_TOO_FEW_ATTEMPTS = "close_too_few_attempts"
    CLOSE_NOT_REQUESTED = "close_not_requested"
    REOPEN_NEEDS_REASON = "reopen_needs_reason"
    WORKER_NOT_IN_HOUSE = "worker_not_in_house"
    SERVICE_NOT_GIVEN = "service_not_given"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    DAY_HAS_PASSED = "day_has_passed"
    SAFE_BUT_NOT_REACHED = "safe_but_not_reached"
    SERVICE_BEFORE_REFERRAL = "service_before_referral"
    SERVICE_BEFORE_YES = "service_before_yes"
    DAY_LIES_AHEAD = "day_lies_ahead"

    # ui: drafts kept while typing
    DRAFT_KEY = "draft_key"
    DRAFT_TOO_LARGE = "draft_too_large"

    # people: search, birth dates, links, safe contact
    ALREADY_LINKED = "already_linked"
    ASK_SAFE_HOURS = "ask_safe_hours"
    CHANNEL_NOT_SAFE = "channel_not_safe"
    DESCRIBE_NAMELESS = "describe_nameless"
    DO_NOT_CONTACT = "do_not_contact"
    NAME_OR_NAMELESS = "name_or_nameless"
    NO_SUCH_CODE = "no_such_code"
    OUTSIDE_SAFE_HOURS = "outside_safe_hours"
    SAFE_CONTACT_UNKNOWN = "safe_contact_unknown"
    SAME_RECORD = "same_record"
    SEARCHED_OTHER_NAME = "searched_other_name"
    SEARCH_FIRST = "search_first"
    SEARCH_TOO_OLD = "search_too_old"
    SEARCH_TOO_SHORT = "search_too_short"
    SECOND_PERSON_NEEDED = "second_person_needed"

    # intake
    CALL_NAME_OR_NAMELESS = "call_name_or_nameless"
    CONTACT_OR_NONE = "contact_or_none"
    COUNTRY_NEEDED = "country_needed"
    REGENCY_ONLY_INDONESIA = "regency_only_indonesia"
    REPORT_IS_SETTLED = "report_is_settled"

    # jobs: long work
    JOB_FINISHED = "job_finished"

    # network: organisations, units, directory, agreements
    AGES_TURNED_ROUND = "ages_turned_round"
    AGREEMENT_NEEDS_TWO = "agreement_needs_two"
    BEDS_MORE_FREE = "beds_more_free"
    CODE_UNKNOWN = "code_unknown"
    COVERAGE_NEEDS_PLACE = "coverage_needs_place"
    ENDS_BEFORE_START = "ends_before_start"
    LETTER_PATTERN_UNSOUND = "letter_pattern_unsound"
    NOBODY_TAKEN = "nobody_taken"
    REGENCY_ELSEWHERE = "regency_elsewhere"
    TIME_ZONE_UNKNOWN = "time_zone_unknown"
    UNIT_IN_USE = "unit_in_use"
    UNIT_NAME_TAKEN = "unit_name_taken"

    # api
    TOKEN_TIME = "token_time"  # noqa: S105 - a code, no token
    KEY_NEEDED = "key_needed"
    KEY_USED_FOR_OTHER = "key_used_for_other"
    TOKEN_NEEDED = "token_needed"  # noqa: S105 - a code, no token
    BODY_BROKEN = "body_broken"
    BODY_NOT_JSON = "body_not_json"
    BODY_TOO_LARGE = "too_large"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    FIELD_MISSING = "field_missing"
    FIELD_NOT_A_DAY = "field_not_a_day"
    FIELD_NOT_OFFERED = "field_not_offered"
    FIELD_TOO_LONG = "field_too_long"
    FIELD_WRONG = "field_wrong"
    FAULT = "fault"
    TRY_AGAIN = "try_again"

    # letters
    LETTER_NEEDS_RECEIVER = "letter_needs_receiver"
    LETTER_NEEDS_SIGNER = "letter_needs_signer"
    LETTER_NOT_BUILT = "letter_not_built"
    LETTER_NOT_OPEN = "letter_not_open"
    LETTER_NUMBER_PATTERN = "letter_number_pattern"
    LETTER_PDF_NOT_HERE = "letter_pdf_not_here"

    # tasks
    TASK_BY_ITS_STEP = "task_by_its_step"
    TASK_NOT_OPEN = "task_not_open"
    TASK_NOT_IN_TEAM = "task_not_in_team"
    TASK_SNOOZE_PAST = "task_snooze_past"
    TASK_SNOOZE_TOO_LONG = "task_snooze_too_long"

    # statistics
    APPROVER_UNKNOWN = "approver_unknown"
    ESTIMATE_ANSWERED = "estimate_answered"
    ESTIMATE_FEW = "estimate_few"
    ESTIMATE_NOT_MADE = "estimate_not_made"
    ESTIMATE_NOT_PUBLISHED = "estimate_not_published"
    ESTIMATE_OWN = "estimate_own"
    ESTIMATE_RUNS = "estimate_runs"
    ESTIMATE_STANDS = "estimate_stands"
