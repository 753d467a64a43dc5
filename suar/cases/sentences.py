"""The sentence of each refusal that the cases raise."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.kit.reasons import Reason as R  # noqa: N817 - it stands in every line

SENTENCES: Mapping[R, str | Promise] = {
    R.MUST_NOT_KNOW: _(
        "This receiver stands on the list of who must not know. Decide first whether it is "
        "reached all the same, and write why."
    ),
    R.CONSENT_NEEDS_RECEIVER: _("Choose the receiver: this consent holds for one alone."),
    R.CONSENT_NEEDS_DATA: _("Tick the data that may be shared."),
    R.CONSENT_NEEDS_ACT: _("Write which service, examination or use is meant."),
    R.CONSENT_NEEDS_FORM: _("Choose how the consent is kept: written, thumbprint, sound."),
    R.CONSENT_NEEDS_TEXT: _("Choose the text and the language in which it was explained."),
    R.CONSENT_NEEDS_EVIDENCE: _("Write where the paper or the recording is kept, or attach it."),
    R.CONSENT_NOT_EXPLAINED: _("Write who explained it."),
    R.CONSENT_NOT_UNDERSTOOD: _(
        "Ask the person to say it in their own words, then tick that it was understood."
    ),
    R.CONSENT_ENDS_BEFORE: _("The last day lies before the day of the consent."),
    R.CONSENT_POLICE_APART: _(
        "Police and prosecution are asked about apart: choose “To share with the police or the "
        "prosecutor”."
    ),
    R.CONSENT_NOT_GIVEN: _("Only a consent that was given can be withdrawn."),
    R.CONSENT_WITHDRAWN: _("The consent for this receiver was withdrawn."),
    R.CONSENT_REFUSED: _("The person said no to sharing with this receiver."),
    R.CONSENT_OVER: _("The consent for this receiver is over; please ask again."),
    R.ORAL_IS_NO_CONSENT: _(
        "A spoken yes with a witness alone is not consent by law. Record it in sound, or read "
        "the text aloud and take a signature or thumbprint; if that is not safe, name another "
        "legal ground."
    ),
    R.ADULT_SPEAKS_SELF: _("An adult consents in person; nobody else can do it instead."),
    R.CHILD_NOT_HEARD: _("Write what the child said or showed."),
    R.CHILD_NEEDS_SUPERVISOR: _("Here a supervisor must record it."),
    R.CHILD_NEEDS_OUTSIDE_WORKER: _(
        "Write which worker of UPTD PPA or which social worker took part."
    ),
    R.GUARDIAN_UNSAFE: _(
        "This guardian is not safe: do not ask him or her. Use the best-interest ground."
    ),
    R.GUARDIAN_NEEDED: _(
        "A parent or guardian consents for a child. If none is safe, use the best-interest ground."
    ),
    R.GROUND_NEEDS_REASON: _("Write why consent is not possible or not safe now."),
    R.GROUND_NEEDS_REVIEW: _("Set a day in the future on which the ground is looked at again."),
    R.GROUND_REVIEW_LATE: _("Look at the ground again within %(days)s days."),
    R.GROUND_REVIEW_PAST: _("The ground's day of review has passed: ask for consent, or renew it."),
    R.GROUND_ONLY_CHILD: _("This ground is for children only."),
    R.NO_CONSENT_FOR_RECEIVER: _(
        "There is no consent for this receiver yet, and no other legal ground."
    ),
    R.DATA_NOT_AGREED: _("The person did not agree to share all the data that the letter holds."),
    R.INTERVIEW_REFUSED: _(
        "The person does not want to be interviewed. Write down only what papers, witnesses or "
        "other offices show, and say so under “Known from”; or ask again when the person is "
        "ready, and record the answer first. Help goes on."
    ),
    R.NO_PROPOSAL_YET: _("Hold a sitting first: a decision looks at a proposal."),
    R.CONFIRM_NOT_AT_THIS_ROW: _(
        "“Identified” cannot be chosen yet: the proposal above rests on rule %(rows)s, where an "
        "element is not shown. Ask about it in the interview, then decide again."
    ),
    R.DECISION_NEEDS_REASON: _("Write the reason of the decision."),
    R.DECISION_NEEDS_BODY: _("Write the name of the body, the date and the document."),
    R.DECISION_NEEDS_TOLD: _("Write what the person was told; a review may be asked for."),
    R.DECISION_WAITING: _("A decision still waits for its second person."),
    R.DECISION_NOT_WAITING: _("This decision does not wait any more."),
    R.SECOND_PERSON_SAME: _("The second person must be somebody else."),
    R.RECEIVER_CANNOT_RECEIVE: _("This organisation cannot receive referrals."),
    R.SERVICE_NOT_OFFERED: _("The directory does not list this service for this receiver."),
    R.SEX_NOT_ACCEPTED: _("This service does not take persons of this sex."),
    R.AGE_NOT_ACCEPTED: _("This service does not take persons of this age."),
    R.REFERRAL_NEEDS_NEED: _("Write what the person needs."),
    R.LETTER_NEEDS_DATA: _("The letter needs at least sex and age, or the receiver cannot answer."),
    R.REFERRAL_MOVED_ON: _(
        "Somebody else changed this referral meanwhile; it is now “%(state)s”. What you typed is "
        "kept. Look at it again, then decide."
    ),
    R.REFERRAL_NOT_AT_THIS_STEP: _("This step does not fit the state of the referral any more."),
    R.DECLINE_NEEDS_REASON: _("Choose or write the reason."),
    R.OUTCOME_NEEDED: _("Choose the outcome."),
    R.STILL_TIME_TO_ANSWER: _("The receiver still has time to answer."),
    R.STEP_NEEDS_REASON: _(
        "This step usually comes later. It may be taken now: write one line why."
    ),
    R.CASE_IS_CLOSED: _("The case is closed. Reopen it first."),
    R.CASE_IS_OPEN: _("The case is open already."),
    R.CLOSE_CLIENT_NOT_TOLD: _("Say how the person was told of the closing."),
    R.CLOSE_NO_SAFETY_CHECK: _("Do a last safety check and write its day."),
    R.CLOSE_RED_IS_OPEN: _(
        "A red item of the urgent check is still open: the situation is not stable. Act on it, then"
        " answer the urgent check again."
    ),
    R.CLOSE_RED_NEEDS_WORDS: _(
        "Red items are open: write why the case closes all the same, and what keeps the person "
        "safe."
    ),
    R.CLOSE_CHILD_STAYS: _(
        "A red item is open and this is a child, or may be one: here the child's own wish is no "
        "reason to close. Weigh what is best for the child together with the supervisor and UPTD "
        "PPA or a social worker; refer the child there, and where no guardian is safe, have one "
        "appointed by Dinas Sosial or the court. If the person is an adult, enter the birth date "
        "first."
    ),
    R.CLOSE_NOT_SAFE: _(
        "At the last contact the person was not safe, so the goals are not reached. Ask every item "
        "of the urgent check again first."
    ),
    R.CLOSE_OPEN_REFERRALS: _("Referrals that are not settled: %(count)s. Settle them first."),
    R.CLOSE_HAND_OVER_OPEN: _(
        "Running services that are not handed over yet: %(count)s. Hand them over first."
    ),
    R.CLOSE_NO_RETENTION: _("Set until when the record is kept: a day after today."),
    R.CLOSE_FACTS_MISSING: _("Fill in the minimum facts, or tick that they are unknown."),
    R.CLOSE_NEEDS_REFERRAL: _("This reason needs a referral to somebody else."),
    R.CLOSE_TOO_FEW_ATTEMPTS: _(
        "Attempts to reach the person within 60 days: %(made)s; needed: %(needed)s."
    ),
    R.CLOSE_NOT_REQUESTED: _("Nobody has asked to close this case."),
    R.REOPEN_NEEDS_REASON: _("Write why the case is taken up again."),
    R.WORKER_NOT_IN_HOUSE: _("Choose somebody who works on cases in this unit."),
    R.SERVICE_NOT_GIVEN: _(
        "Take the first day out: this service was offered or declined, it was not given."
    ),
    R.ENDS_BEFORE_IT_BEGINS: _("The last day lies before the first."),
    R.DAY_HAS_PASSED: _("This day has passed."),
    R.SAFE_BUT_NOT_REACHED: _(
        "Nobody was reached, so this could not be asked: choose “not asked”. What others say "
        "goes into the note."
    ),
    R.SERVICE_BEFORE_REFERRAL: _("This day lies before the referral was sent to you."),
    R.SERVICE_BEFORE_YES: _(
        "This day lies before your yes to the referral. If help came first, tick it below; else "
        "mend the day."
    ),
    R.DAY_LIES_AHEAD: _("This day lies ahead."),
}
