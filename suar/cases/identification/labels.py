"""Words of identification. Never a verdict: "not yet indicated", not "no victim"."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from suar.cases.identification.codes import (
    Act,
    AgeJudgement,
    Answered,
    Cause,
    Decision,
    DecisionState,
    Duty,
    HtcdsDecisionOrg,
    Means,
    Phase,
    Profile,
    Proposal,
    Purpose,
    TickSource,
)
from suar.cases.identification.elements import STANDING, Element, InLaw
from suar.cases.identification.wording import label_of

Words = str | Promise

ACT: Mapping[Act, Words] = {
    Act.RECRUIT: _("Recruitment"),
    Act.TRANSPORT: _("Transportation"),
    Act.HARBOUR: _("Harbouring"),
    Act.SEND: _("Sending"),
    Act.TRANSFER: _("Transfer"),
    Act.RECEIVE: _("Receipt"),
}
MEANS: Mapping[Means, Words] = {
    Means.THREAT: _("Threat of violence"),
    Means.FORCE: _("Use of violence"),
    Means.ABDUCT: _("Abduction"),
    Means.CONFINE: _("Confinement"),
    Means.FORGERY: _("Forgery"),
    Means.DECEIVE: _("Fraud, deception"),
    Means.POWER: _("Abuse of power"),
    Means.VULN: _("Abuse of a position of vulnerability"),
    Means.DEBT: _("Debt bondage"),
    Means.PAYCTRL: _("Payment or benefit to the person in control"),
}
PURPOSE: Mapping[Purpose, Words] = {
    Purpose.SEX: _("Sexual exploitation, prostitution of others"),
    Purpose.FL: _("Forced labour or services"),
    Purpose.SLAVERY: _("Slavery or similar practices"),
    Purpose.SERVITUDE: _("Servitude: oppression, extortion"),
    Purpose.ORGAN: _("Removal of an organ or tissue"),
    Purpose.PROFIT: _("Labour or ability used by another for gain"),
    Purpose.ADOPT: _("Adoption of a child for exploitation"),
    Purpose.CRIME: _("Forced criminality: online scams, drugs, theft"),
    Purpose.BEG: _("Forced begging"),
    Purpose.MARRY: _("Forced or sold marriage"),
}
IN_LAW: Mapping[InLaw, Words] = {
    InLaw.NAMED: _("named"),
    InLaw.ABSENT: _("not named"),
    InLaw.AS_COERCION: _("as a form of coercion"),
    InLaw.AS_FRAUD: _("as a form of fraud"),
    InLaw.AS_FORCED_SERVICES: _("as forced services"),
    InLaw.AS_SLAVERY_LIKE: _("as a practice similar to slavery"),
    InLaw.IF_EXPLOITED: _("where it leads to exploitation"),
    InLaw.BY_PROFIT: _("through the use of labour or ability for gain"),
    InLaw.BY_SLAVERY: _("through practices similar to slavery"),
    InLaw.ARTICLE_1_7: _("Article 1(7)"),
    InLaw.ARTICLE_5: _("Article 5"),
}
PHASE: Mapping[Phase, Words] = {
    Phase.RECRUITMENT: _("at recruitment"),
    Phase.JOURNEY: _("on the journey"),
    Phase.EXPLOITATION: _("at the place of work or exploitation"),
}
ANSWERED: Mapping[Answered, Words] = {
    Answered.YES: pgettext_lazy("answer", "yes"),
    Answered.NO: pgettext_lazy("answer", "no"),
    Answered.DOES_NOT_KNOW: _("does not know"),
    Answered.DECLINES: _("declines"),
    Answered.NOT_ASKED: _("not asked"),
}
SOURCE: Mapping[TickSource, Words] = {
    TickSource.OWN_WORDS: _("the person's own words"),
    TickSource.DOCUMENT: _("a document"),
    TickSource.WITNESS: _("a witness"),
    TickSource.OTHER_AGENCY: _("another agency"),
    TickSource.OBSERVED: _("seen by the interviewer"),
}
JUDGEMENT: Mapping[AgeJudgement, Words] = {
    AgeJudgement.CHILD: _("looks like a child"),
    AgeJudgement.ADULT: _("clearly an adult"),
    AgeJudgement.IN_DOUBT: _("in doubt (treated as a child)"),
}
PROPOSAL: Mapping[Proposal, Words] = {
    Proposal.PRESUMED_STRONG: _("Strongly presumed victim of trafficking"),
    Proposal.PRESUMED: _("Presumed victim of trafficking"),
    Proposal.CHILD_PROTECTION: _("Exploited child: special child protection"),
    Proposal.NO_RULE: _("No rule to count by: people decide on act, means and purpose"),
    Proposal.INCONCLUSIVE: _("Cannot be concluded yet"),
    Proposal.EXPLOITED_LABOUR_RIGHTS: _(
        "Exploited, labour rights violated; trafficking not yet indicated"
    ),
    Proposal.AT_RISK: _("At risk"),
    Proposal.NOT_YET_INDICATED: _("Not yet indicated"),
}
OF_ROW: Mapping[int, Words] = {  # rows that say more than their proposal
    1: _("Strongly presumed victim of trafficking (child)"),
    2: _("Presumed victim of trafficking (child)"),
    6: _("Presumed victim of trafficking (prevented)"),
}
TONE: Mapping[Proposal, str] = {
    Proposal.PRESUMED_STRONG: "stop",
    Proposal.PRESUMED: "stop",
    Proposal.CHILD_PROTECTION: "stop",
    Proposal.NO_RULE: "wait",
    Proposal.INCONCLUSIVE: "wait",
    Proposal.EXPLOITED_LABOUR_RIGHTS: "wait",
    Proposal.AT_RISK: "wait",
    Proposal.NOT_YET_INDICATED: "calm",
}
DECISION: Mapping[Decision, Words] = {
    Decision.CONFIRMED: _("Identified victim of trafficking"),
    Decision.PRESUMED: _("Presumed victim"),
    Decision.OTHER_NEED: _(
        "Other need (labour rights, child, gender-based violence, vulnerable migrant)"
    ),
    Decision.NOT_IDENTIFIED_YET: _("Not yet identified"),
    Decision.NEGATIVE_BY_BODY: _("Decision of another body: not recognised as a victim"),
}
DECISION_STATE: Mapping[DecisionState, Words] = {
    DecisionState.WAITING: _("waits for a second person"),
    DecisionState.FINAL: _("stands"),
    DecisionState.NOT_AGREED: _("not agreed by the second person"),
    DecisionState.REPLACED: _("replaced by a later one"),
}
BODY: Mapping[HtcdsDecisionOrg, Words] = {
    HtcdsDecisionOrg.POLICE: _("Police"),
    HtcdsDecisionOrg.NGO: _("Civil society organisation"),
    HtcdsDecisionOrg.COURT: _("Court or prosecution"),
    HtcdsDecisionOrg.GOVERNMENT: _("Government body other than the police"),
    HtcdsDecisionOrg.OTHER: _("Other body"),
}
DUTY: Mapping[Duty, Words] = {
    Duty.CHILD_PROTECTION_TODAY: _("Child protection today: UPTD PPA and a social worker."),
    Duty.CHILD_PROTECTION_CHECK: _("A child: check whether protection is needed."),
    Duty.ASK_HARBOUR_RECEIPT: _("Ask again about harbouring and receipt."),
    Duty.ASK_ACT: _("Ask about the acts: who found, took, housed or received the person?"),
    Duty.COERCION_NOT_SHOWN: _("Coercion at the place of exploitation is not shown yet."),
    Duty.PREVENTED: _("The exploitation was stopped before it began: the purpose is enough."),
    Duty.ACT_MISSING: _("An act is missing: an employer who receives or houses has done one."),
    Duty.LOOK_FOR_MEANS: _("Look for the missing means."),
    Duty.PEOPLE_DECIDE: _("Weights are missing: a person decides, with a reason."),
    Duty.LABOUR_ROUTES: _("Labour, wage and police routes; all services are open."),
    Duty.PREVENTION: _("Prevention, and a complaint against the recruiter."),
    Duty.ASK_AGAIN: _("Needs are still met; ask again at any new fact."),
    Duty.NEXT_SITTING: _("Plan the next sitting."),
    Duty.JUDGE_AGE: _("Say whether the person looks like a child or an adult."),
}
CAUSE: Mapping[Cause, Words] = {  # plain sentences: what was found stands behind a colon
    Cause.BIRTH_UNDER_18_THEN: _("A date of birth says: under 18 when it happened."),
    Cause.BIRTH_18_THEN: _("Every credible date of birth says: 18 or older when it happened."),
    Cause.TOLD_AGE_UNDER_18: _("The person told an age under 18."),
    Cause.TOLD_AGE_18: _("The person told an age of 18 or more."),
    Cause.BIRTH_UNDER_18_TODAY: _("A date of birth says: still under 18 today."),
    Cause.BIRTH_18_TODAY: _("18 or older today; when it happened is not known yet."),
    Cause.JUDGED_CHILD: _("In your judgement this is a child."),
    Cause.JUDGED_ADULT: _("In your judgement this is an adult."),
    Cause.AGE_IN_DOUBT: _("The age is in doubt, so we protect the person as a child."),
    Cause.AGE_UNKNOWN: _("The age is not known yet, so we protect the person as a child."),
    Cause.ACT_TICKED: _("Somebody did this with the person"),
    Cause.ACT_DENIED: _(
        "Nobody recruited, took, housed or received the person: every question was answered no."
    ),
    Cause.ACT_OPEN: _("Not known yet, so please ask about"),
    Cause.MEANS_TICKED: _("It was done with force, deceit or pressure"),
    Cause.MEANS_DIMENSION: _("Many signs of force, deceit or pressure come together"),
    Cause.MEANS_SOME: _("There are some signs of force, deceit or pressure"),
    Cause.MEANS_NONE: _("No force, deceit or pressure has been noted so far."),
    Cause.DEST_TICKED: _("The person was forced or held at the place of work, too"),
    Cause.DEST_DIMENSION: _("Many signs of force at the place of work come together"),
    Cause.DEST_NONE: _("No force or confinement at the place of work has been noted so far."),
    Cause.PURPOSE_TICKED: _("The person was exploited"),
    Cause.PURPOSE_SUGGESTED: _("An answer points to exploitation, and nobody ruled it out"),
    Cause.EXP_DIMENSION: _("Many signs come together"),
    Cause.EXP_WITH_COERCION: _("Signs stand side by side"),
    Cause.EXP_NONE: _("No exploitation has been noted so far."),
    Cause.INTENT_TICKED: _("Exploitation was planned, but it was stopped before it began."),
    Cause.INTENT_NONE: _("No plan that was stopped in time has been noted."),
    Cause.WEIGHTS_COMPLETE: _("All signs could be counted."),
    Cause.WEIGHTS_UNVERIFIED: _("The signs of this kind cannot be counted yet: people weigh them."),
    Cause.ITEMS_OPEN: _("Much has not been asked or answered yet."),
    Cause.ITEMS_ANSWERED: _("Most questions were answered."),
}
PROFILE: Mapping[Profile, Words] = {
    Profile.ADULT_LABOUR: _("labour, adult"),
    Profile.CHILD_LABOUR: _("labour, child"),
    Profile.ADULT_SEXUAL: _("sexual, adult"),
    Profile.CHILD_SEXUAL: _("sexual, child"),
    Profile.OTHER: _("other"),
}


def proposed(proposal: Proposal, row: int | None) -> Words:
    """Return the words of a proposal at its row of the table."""
    return OF_ROW.get(row or 0, PROPOSAL[proposal])


def law_note(code: Element) -> str:
    """Return how the two texts speak of an element; empty where both name it."""
    found = STANDING[code]
    if (found.palermo, found.uu_21_2007) == (InLaw.NAMED, InLaw.NAMED):
        return ""
    palermo, law = str(IN_LAW[found.palermo]), str(IN_LAW[found.uu_21_2007])
    return f"Palermo: {palermo}. UU 21/2007: {law}."


def element(code: str) -> Words:
    """Return the words of a code that stands beside an input; unknown codes as they are.

    Acts, means and purposes, and the items, dimensions and indicators behind a cause.
    """
    if (label := label_of(code)) is not None:
        return label.in_language(get_language() or "id")
    for table, kind in ((ACT, Act), (MEANS, Means), (PURPOSE, Purpose)):
        if code in set(kind):
            return table[kind(code)]  # type: ignore[index]
    return code
