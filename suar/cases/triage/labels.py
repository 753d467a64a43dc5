"""Words of the urgent-risk check."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.cases.triage.codes import About, Answer, Clock, Grade, Item, PoliceAdvice, Step

Words = str | Promise

ITEM: Mapping[Item, Words] = {
    Item.DANGER_NOW: _("In danger now, or a suspected offender is near"),
    Item.CONFINED: _("Still confined, or on board"),
    Item.MEDICAL: _("Bleeding, severe pain, unconscious, or pregnant with warning signs"),
    Item.SELF_HARM: _("Thoughts of suicide or self-harm"),
    Item.SEXUAL_ASSAULT: _("Sexual assault within the last 7 days (ask the time, not the story)"),
    Item.CHILD_ALONE: _("A child alone, or with a suspected abuser"),
    Item.NO_SAFE_PLACE: _("No safe place tonight"),
    Item.DETAINED: _("Detained, or deportation within days"),
    Item.INFECTION: _("Sign of an infectious disease, or medicine cut off"),
    Item.FAMILY_THREATENED: _("The family is threatened"),
    Item.WITHDRAWAL: _("Withdrawal or intoxication"),
    Item.HUNGER: _("Hunger, no clothes or no money"),
}
TASK: Mapping[Item, Words] = {  # the title of its task: short, and never a word of the story
    Item.DANGER_NOW: _("Urgent: in danger now"),
    Item.CONFINED: _("Urgent: still confined or on board"),
    Item.MEDICAL: _("Urgent: medical emergency"),
    Item.SELF_HARM: _("Urgent: risk of self-harm"),
    Item.SEXUAL_ASSAULT: _("Urgent: clinic after an assault"),
    Item.CHILD_ALONE: _("Urgent: a child alone or with a suspected abuser"),
    Item.NO_SAFE_PLACE: _("Urgent: no safe place tonight"),
    Item.DETAINED: _("Urgent: detained or about to be deported"),
    Item.INFECTION: _("Urgent: infectious disease or medicine cut off"),
    Item.FAMILY_THREATENED: _("Urgent: the family is threatened"),
    Item.WITHDRAWAL: _("Urgent: withdrawal or intoxication"),
    Item.HUNGER: _("Urgent: food, clothes or money for today"),
}
ANSWER: Mapping[Answer, Words] = {
    Answer.YES: pgettext_lazy("answer", "yes"),
    Answer.HANDLED: _("yes, handled"),
    Answer.NO: pgettext_lazy("answer", "no"),
    Answer.DOES_NOT_KNOW: _("does not know"),
    Answer.DECLINES: _("declines"),
    Answer.NOT_ASKED: _("not asked"),
}
GRADE: Mapping[Grade, Words] = {
    Grade.RED: pgettext_lazy("grade", "RED"),
    Grade.AMBER: pgettext_lazy("grade", "AMBER"),
    Grade.GREEN: pgettext_lazy("grade", "GREEN"),
    Grade.NOT_ASKED: _("not yet asked"),
}
TONE: Mapping[Grade, str] = {
    Grade.RED: "stop",
    Grade.AMBER: "wait",
    Grade.GREEN: "ok",
    Grade.NOT_ASKED: "calm",
}
STEP: Mapping[Step, Words] = {
    Step.SAFETY_PLAN: _("Make or renew the safety plan with the person"),
    Step.EMERGENCY_NUMBER: _("Emergency number of the place where the person is (below)"),
    Step.POLICE_RULE: _("Before any call to the police read the rule below"),
    Step.RESCUE_ROUTE: _("Agree on a way out with the person; nothing without the person"),
    Step.MISSION: _("The Indonesian mission of the place, if the person agrees"),
    Step.AMBULANCE: _("Ambulance of the place, now"),
    Step.STAY: _("Stay with the person, on the telephone too"),
    Step.MENTAL_HEALTH: _("Refer to mental health care"),
    Step.CLINIC: _(
        "Clinic: no police report is needed, and nothing is examined without the person's yes"
    ),
    Step.CLOCKS: _(
        "Two clocks run: medicine against HIV (PEP) 72 hours, emergency contraception 120 hours"
    ),
    Step.CHILD_PROTECTION: _("UPTD PPA and a social worker, today"),
    Step.SHELTER: _("Find a safe house for tonight"),
    Step.LEGAL: _("Legal aid"),
    Step.LPSK: _("Witness protection (LPSK) for the family"),
    Step.MATERIAL_AID: _("Food, clothes, money for today"),
}
CLOCK: Mapping[Clock, Words] = {
    Clock.PEP: _("Medicine against HIV (PEP), the sooner the better (72 hours)"),
    Clock.EC: _("Emergency contraception (120 hours)"),
}
POLICE: Mapping[PoliceAdvice, Words] = {
    PoliceAdvice.ADULT_CONSENT: _(
        "An adult's case goes to the police only with that person's consent for this."
    ),
    PoliceAdvice.ADULT_CONSENT_GIVEN: _(
        "The person has agreed to share with law enforcement: with the unit named there alone."
    ),
    PoliceAdvice.DANGER_WITHOUT_CONSENT: _(
        "Without consent only for danger to life or of grave harm now: write down the reason, "
        "who decided, and that the person was told."
    ),
    PoliceAdvice.CHILD_FIRST: _(
        "A child: UPTD PPA or a social worker first; the police where the child is in danger or "
        "the law demands it, with a best-interest note."
    ),
    PoliceAdvice.CHILD_IN_DANGER: _("The child is in danger: the police, too."),
    PoliceAdvice.CHECK_WHO_MUST_NOT_KNOW: _(
        "Check who must not know: recruiters are often kin, neighbours or officials."
    ),
    PoliceAdvice.OFFER_OTHER_UNIT: _(
        "Police or military stand on the list of who must not know: offer another unit (Dit "
        "PPA-PPO of the regional or national police), or LPSK before any report."
    ),
    PoliceAdvice.NEVER_A_CONDITION: _("Nobody has to report in order to get help."),
}
ABOUT: Mapping[About, Words] = {
    About.REFERRAL: pgettext_lazy("reach", "referral"),
    About.CALL: _("telephone call"),
    About.VISIT: _("visit"),
    About.HAND_OVER: _("hand-over"),
}
