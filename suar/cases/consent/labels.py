"""Words of the consent ledger."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.cases.consent.codes import (
    Effect,
    Form,
    Ground,
    Purpose,
    ReadAloud,
    Signer,
    State,
    VoiceBand,
)

Words = str | Promise

PURPOSE: Mapping[Purpose, Words] = {
    Purpose.INTERVIEW: _("To be interviewed"),
    Purpose.STORE: _("To have the data kept here"),
    Purpose.FOLLOWUP: _("To be contacted again: how, when, with which code word"),
    Purpose.SERVICE: _("To receive a service"),
    Purpose.MEDICAL: _("An examination, a test, a treatment"),
    Purpose.SHARE_REF: _("To share the listed data with one organisation"),
    Purpose.SHARE_LE: _("To share with the police or the prosecutor"),
    Purpose.SHARE_GOV: _("To report by name to a state system"),
    Purpose.EMBASSY: _("To tell the embassy"),
    Purpose.MATCH: _("To be found by other organisations, without a name"),
    Purpose.RETURN: _("To return home"),
    Purpose.STATS: _("Anonymous statistics and research"),
    Purpose.MEDIA: _("Story, photo, voice"),
}
STATE: Mapping[State, Words] = {
    State.GIVEN: pgettext_lazy("consent", "given"),
    State.REFUSED: pgettext_lazy("consent", "refused"),
    State.WITHDRAWN: pgettext_lazy("consent", "withdrawn"),
}
TONE: Mapping[State, str] = {State.GIVEN: "ok", State.REFUSED: "stop", State.WITHDRAWN: "calm"}
FORM: Mapping[Form, Words] = {
    Form.WRITTEN: _("written and signed"),
    Form.THUMBPRINT: _("read aloud, thumbprint"),
    Form.AUDIO: _("recorded in sound"),
    Form.ELECTRONIC: _("electronic"),
    Form.ORAL_WITNESS: _("only spoken, with a witness (no consent)"),
}
GROUND: Mapping[Ground, Words] = {
    Ground.VITAL: _("Vital interest: life or health is at stake"),
    Ground.LEGAL_DUTY: _("Legal duty"),
    Ground.PUBLIC_TASK: _("Public task or service by law"),
    Ground.LEGIT: _("Legitimate interest"),  # whether it was weighed, its reason says
    Ground.BEST_INTEREST: _("Best interest of the child, where no guardian is safe"),
}
GROUND_CHOICE: Mapping[Ground, Words] = {  # whoever names it says that it was weighed
    **GROUND,
    Ground.LEGIT: _("Legitimate interest, weighed against the person's rights"),
}
BAND: Mapping[VoiceBand, Words] = {
    VoiceBand.UNDER_6: _("child under 6"),
    VoiceBand.FROM_6: _("child of 6 to 14"),
    VoiceBand.FROM_15: _("child of 15 to 17"),
    VoiceBand.ADULT: _("adult"),
}
AGE_UNKNOWN: Words = _("age not known: counts as a child of 6 to 14")
AGE_IN_DOUBT: Words = _("age in doubt: counts as a child of 15 to 17")
SIGNER: Mapping[Signer, Words] = {
    Signer.SELF: _("the person"),
    Signer.PARENT: _("a parent"),
    Signer.GUARDIAN: _("a guardian"),
}
READ_ALOUD: Mapping[ReadAloud, Words] = {
    ReadAloud.CONSENT: _("You decide. You may say no, and you may stop at any time."),
    ReadAloud.PURPOSE: _("Why we ask: to understand which help fits and to keep you safe."),
    ReadAloud.USES: _(
        "What we do with it: only your team here reads it. Nothing goes to anybody else unless "
        "you agree to that receiver and those data."
    ),
    ReadAloud.RESEARCH: _(
        "For statistics we use numbers without names, and only if you agree to that, too."
    ),
    ReadAloud.ASK_FOR_DATA: _("You may ask at any time what we keep, and have it corrected."),
    ReadAloud.KEPT_HOW_LONG: _(
        "How long: as long as we help you, then for the time that the office has laid down."
    ),
    ReadAloud.WITHDRAW: _(
        "You may take your consent back at any time, without a reason, by telephone or in "
        "person. The help does not become less."
    ),
}
CHILD_FIRST: Mapping[VoiceBand, Words] = {  # whose voice weighs how much, by age
    VoiceBand.UNDER_6: _(
        "Tell the child in a few words what will happen, watch, and note what the child shows."
    ),
    VoiceBand.FROM_6: _("Ask the child first and note the child's own words."),
    VoiceBand.FROM_15: _(
        "Ask the child first and note the child's own words: they weigh as much as consent."
    ),
}
NEVER_ASK: Words = _(
    "Then ask the parent or guardian. Never ask one who is suspected, dead, missing or must not "
    "know: name a legal ground instead, the best interest of the child."
)
READ_TO_CHILD: Mapping[ReadAloud, Words] = {
    ReadAloud.CONSENT: _("You may say yes, you may say no, and you may stop at any time."),
    ReadAloud.PURPOSE: _("We ask so that we know how to help you and keep you safe."),
    ReadAloud.USES: _(
        "Only the people who help you here read it. We tell nobody else unless you and your "
        "parent or guardian were asked, or you would be in danger otherwise."
    ),
    ReadAloud.RESEARCH: _("We also count how many children we help. Your name is not in it."),
    ReadAloud.ASK_FOR_DATA: _("You may ask what we wrote about you. If it is wrong, we mend it."),
    ReadAloud.KEPT_HOW_LONG: _("We keep it while we help you, and for some time after that."),
    ReadAloud.WITHDRAW: _(
        "You may change your mind later. Nobody will be angry, and we go on helping you."
    ),
}
READ_TO_GUARDIAN: Mapping[ReadAloud, Words] = {
    ReadAloud.CONSENT: _(
        "You decide for your child, and the child was asked first. You may say no, and you may "
        "stop at any time."
    ),
    ReadAloud.PURPOSE: _("Why we ask: to understand which help fits the child and keeps it safe."),
    ReadAloud.USES: _(
        "What we do with it: only the child's team here reads it. Nothing goes to anybody else "
        "unless you agree to that receiver and those data, or the child is in danger."
    ),
    ReadAloud.RESEARCH: _(
        "For statistics we use numbers without names, and only if you agree to that for the child."
    ),
    ReadAloud.ASK_FOR_DATA: _(
        "You may ask at any time what we keep about your child, and have it corrected, where that "
        "does not put the child in danger."
    ),
    ReadAloud.KEPT_HOW_LONG: _(
        "How long: as long as we help the child, then for the time that the office has laid down."
    ),
    ReadAloud.WITHDRAW: _(
        "You may take your consent back at any time, without a reason, by telephone or in "
        "person. The help for the child does not become less."
    ),
}
SHARING: Mapping[Purpose, Words] = {  # to whom, what, and what for
    Purpose.SHARE_REF: _(
        "With your agreement we tell %(receiver)s only this: %(data)s. %(receiver)s uses it to "
        "help you. What you do not want to be told, we leave out."
    ),
    Purpose.SHARE_LE: _(
        "With your agreement we tell %(receiver)s only this: %(data)s. They may begin a legal "
        "case with it, and what stands in their file cannot be taken back. You need not report: "
        "we help you all the same."
    ),
    Purpose.SHARE_GOV: _(
        "With your agreement we write in the system of %(receiver)s, under your name, only this: "
        "%(data)s. What stands there cannot be taken back by us. Without it we help you all the "
        "same."
    ),
    Purpose.EMBASSY: _(
        "With your agreement we tell %(receiver)s only this: %(data)s. If you are afraid of your "
        "own government, say so: then we tell them nothing, and we help you all the same."
    ),
}
SHARING_CHILD: Words = _(
    "May we tell %(receiver)s this about you: %(data)s? Nothing else. What you do not want to be "
    "told, you may say now."
)
SHARING_GUARDIAN: Mapping[Purpose, Words] = {
    Purpose.SHARE_REF: _(
        "With your agreement we tell %(receiver)s only this about your child: %(data)s. "
        "%(receiver)s uses it to help the child. What shall not be told, we leave out."
    ),
    Purpose.SHARE_LE: _(
        "With your agreement we tell %(receiver)s only this about your child: %(data)s. They may "
        "begin a legal case with it, and what stands in their file cannot be taken back. You need "
        "not report: we help the child all the same."
    ),
    Purpose.SHARE_GOV: _(
        "With your agreement we write in the system of %(receiver)s, under the child's name, only "
        "this: %(data)s. What stands there cannot be taken back by us. Without it we help the "
        "child all the same."
    ),
    Purpose.EMBASSY: _(
        "With your agreement we tell %(receiver)s only this about your child: %(data)s. If the "
        "family is afraid of its own government, say so: then we tell them nothing, and we help "
        "the child all the same."
    ),
}
SHARING_OPEN: Words = _(
    "Choose the organisation and tick the data below: the sentence then names both. Without "
    "that, say the name of the organisation and read out every kind of data that is ticked."
)
EFFECT: Mapping[Effect, Words] = {
    Effect.GRANTS_CLOSE: _("Every access that rests on this consent ends at once."),
    Effect.HAND_OVER: _(
        "If a shelter, escort or treatment runs there, it goes on; both sides get a task to "
        "hand over."
    ),
    Effect.TELL_WHAT_REMAINS: _(
        "Tell the person what cannot be called back: letters that were sent, the police's file, "
        "published statistics, the receiver's own records."
    ),
    Effect.ANONYMOUS_SERVICE: _(
        "Help goes on without a name: only service, date, sex and age group are written down."
    ),
    Effect.ERASURE: _(
        "The safeguarding officer starts the erasure and says what the law obliges to keep."
    ),
    Effect.NO_INTERVIEW: _("No interview is held; urgent help and services go on."),
    Effect.HELP_UNCHANGED: _("The help does not become less."),
}
