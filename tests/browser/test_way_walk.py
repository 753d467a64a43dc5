"""The way of one person, walked from the telephone call to the closed case and its reopening.

Four walks: both languages and widths, with and without scripts; every page met is judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from suar.accounts.models import User
from suar.cases.models import Case, InboxMark, Referral
from suar.intake.models import Report
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.network.models import ServiceOffer
from suar.reference import load
from suar.store import tenancy
from tests.support.cast import Cast, make_cast
from tests.support.walker import Walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
NAME = "Raden Ayu Sulastriningsih Kusumawardhani binti Haji Abdurrahman Wahid"
WALKS = [("wide", "id", True), ("phone", "id", False), ("phone", "en", True), ("wide", "en", False)]


@dataclass
class Story:
    """Who walks, on what."""

    cast: Cast
    open_page: object
    width: str
    language: str
    js: bool
    faults: list[str]

    def walker(self, user: User) -> Walker:
        """Let somebody sign in at a browser of her own."""
        page = self.open_page("/sign-in/", width=self.width, language=self.language, js=self.js)
        walker = Walker(page, self.language, self.width, self.js, self.faults)
        walker.sign_in(user)
        return walker


def offer_shelter(cast: Cast) -> None:
    """Let B offer shelter to women."""
    with tenancy.acting_for(cast.b.pk):
        ServiceOffer.objects.create(
            organisation=cast.b, unit=cast.unit_b, service="SHL_EMG", sexes=["female"],
            min_age=18, coverage="nationwide", beds_total=8, beds_free=3, verified_on=now().date(),
            focal_point="Petugas jaga", focal_phone="+62370123456", made_at=now(),
            made_by=new_id(),
        )  # fmt: skip


@pytest.mark.parametrize(("width", "language", "js"), WALKS)
def test_one_person_is_helped_from_the_call_to_the_closed_case(open_page, width, language, js):
    cast = make_cast(now())
    load.load(at=now())
    User.objects.update(language=language)
    offer_shelter(cast)
    story = Story(cast, open_page, width, language, js, [])
    fitri, ani = story.walker(cast.fitri), story.walker(cast.ani)
    take_report(fitri)
    open_case(fitri, cast)
    case = Case.objects.get()
    begin(ani, case)
    check_what_is_urgent(ani, case)
    ask_consent(ani, case)
    interview(ani, case)
    beni = story.walker(cast.beni)
    decide(ani, beni, case)
    refer(ani, case)
    issue_letter(ani)
    answer_referral(story.walker(cast.citra))
    follow_up(ani, case)
    close(ani, beni, case)
    for walker in (fitri, ani, beni):
        walker.go("/")
    beni.look("home-beni-after")
    assert not story.faults, "\n".join(story.faults)


def today() -> str:
    """Return the office's day as a form takes it."""
    return timezone.localdate(now()).isoformat()


def take_report(fitri: Walker) -> None:
    """Five answers by telephone; one is missing at first, and nothing typed is lost."""
    fitri.at("/$")
    fitri.look("home-fitri")
    fitri.go(reverse("intake:list"))
    fitri.look("reports-none")
    fitri.go(reverse("intake:new"))
    fitri.look("report-form")
    fitri.answer(speaker="person", contact_number="0812 1111 2222", where="indonesia",
                 urgent_U07="YES", urgent_U01="NO", must_not_know=["spouse"])  # fmt: skip
    fitri.save()
    wrong = fitri.page.locator("#div_id_call_name .invalid-feedback")
    expect(wrong).to_be_visible()
    expect(fitri.page.locator("#form-errors")).to_be_visible()
    expect(fitri.page.locator("#id_contact_number")).to_have_value(re.compile("^0812"))
    expect(fitri.page.locator('[name="urgent_U07"][value="YES"]')).to_be_checked()
    fitri.look("report-form-wrong")
    fitri.answer(call_name="Sulas")
    fitri.save()
    fitri.at(r"/intake/[0-9a-f-]{36}/$")
    fitri.sees(Report.objects.get().code)
    fitri.look("report")
    fitri.follow("?open=1")
    fitri.sees("Sulas")
    fitri.look("report-open")


def open_case(fitri: Walker, cast: Cast) -> None:
    """Search before create; nobody is known, so the person is registered and the case opened."""
    report = Report.objects.get()
    fitri.go(reverse("intake:report", args=[report.pk]))
    fitri.follow("/search/")
    fitri.look("search")
    fitri.answer(text=NAME, birth_year="1995")
    fitri.save()
    fitri.look("search-nobody")
    fitri.answer(sex="female", born="12/4/1995", unit=str(cast.unit_a.pk),
                 worker=str(cast.ani.pk))  # fmt: skip
    fitri.save()
    fitri.at("/intake/$")
    fitri.sees(report.code)
    fitri.look("reports-after")


def begin(ani: Walker, case: Case) -> None:
    """The case stands on Ani's home; its page tells what comes first; the name is folded."""
    ani.go("/")
    ani.sees(case.code)
    ani.look("home-ani")
    ani.go(reverse("cases:list"))
    ani.look("cases")
    ani.follow(f"/cases/{case.pk}/")
    expect(ani.page.locator("main")).not_to_contain_text(NAME)
    ani.look("case-begun")
    ani.follow("open=identity")
    ani.sees(NAME)
    ani.look("case-identity")


def check_what_is_urgent(ani: Walker, case: Case) -> None:
    """A RED answer is acted on at once, with the numbers of the place; then who must not know."""
    ani.go(reverse("cases:triage", args=[case.pk]))
    ani.answer(U01="YES", U02="NO", U03="NOT_ASKED", U04="DECLINES")
    ani.save()
    now_box = ani.page.locator(".suar-urgent")
    expect(now_box).to_be_visible()
    expect(now_box).to_contain_text("110")
    ani.look("check-red")
    ani.go(reverse("cases:safety", args=[case.pk]))
    ani.look("safety")
    ani.answer(steps="Ke rumah kakak di Mataram, lalu telepon Ani.")
    ani.save()
    ani.go(reverse("people:must_not_know", args=[case.person_id]))
    ani.look("must-not-know")
    ani.answer(categories=["recruiter"])
    ani.save()
    ani.go(reverse("people:safe_contact", args=[case.person_id]))
    ani.look("safe-contact")


def ask_consent(ani: Walker, case: Case) -> None:
    """Consent to be interviewed and to store; a wrong form says why; another ground beside it."""
    ani.go(reverse("cases:consent", args=[case.pk]))
    ani.look("consent-none")
    for purpose in ("CON_INTERVIEW", "CON_STORE"):
        ani.go(reverse("cases:consent_new", args=[case.pk]))
        ani.answer(purpose=purpose, state="GIVEN", form="WRITTEN")
        if purpose == "CON_INTERVIEW":
            ani.save()
            expect(ani.page.locator("#div_id_understood .invalid-feedback")).to_be_visible()
            ani.look("consent-wrong")
        ani.answer(understood=True, evidence="Lemari A, map 3")
        ani.save()
        ani.at(r"/consent/$")
    ani.go(reverse("cases:ground_new", args=[case.pk]))
    ani.answer(ground="GR_VITAL", reason="Nyawa terancam malam ini")
    ani.look("ground")
    ani.save()
    ani.at(r"/consent/$")
    ani.look("consent")


def interview(ani: Walker, case: Case) -> None:
    """Act, means with their time, purpose, age; some not asked, one declined."""
    ani.go(reverse("cases:interview", args=[case.pk]))
    ani.look("interview")
    ani.answer(age_recruited="29", ACT_RECRUIT="YES", MNS_DECEIVE="YES", MNS_THREAT="DECLINES",
               PRP_FL="YES")  # fmt: skip
    ani.save()
    expect(ani.page.locator("#div_id_MNS_DECEIVE_phase .invalid-feedback")).to_be_visible()
    expect(ani.page.locator("#id_age_recruited")).to_have_value("29")
    ani.look("interview-wrong")
    ani.answer(MNS_DECEIVE_phase=["RECRUITMENT"])
    ani.save()
    ani.at(r"/proposal/$")
    ani.look("proposal")


def decide(ani: Walker, beni: Walker, case: Case) -> None:
    """A named person decides; where the table asks for it, a second one agrees."""
    ani.follow("/decide/")
    ani.look("decide")
    ani.answer(decision="CONFIRMED", reason="Keterangan sendiri dan kontrak.",
               told="Dijelaskan di kantor.")  # fmt: skip
    ani.save()
    ani.at(r"/proposal/$")
    ani.look("decision-waits")
    beni.go("/")
    beni.look("home-beni")
    beni.go(reverse("agenda:team"))
    beni.look("team")
    beni.go(reverse("cases:proposal", args=[case.pk]))
    beni.follow("/second/")
    beni.look("second")
    beni.answer(agrees="yes", note="Sesuai berkas.")
    beni.save()
    beni.go(reverse("cases:proposal", args=[case.pk]))
    beni.look("decided")
    case.refresh_from_db()
    assert case.decision == "CONFIRMED"


def refer(ani: Walker, case: Case) -> None:
    """Nothing leaves without consent for this receiver and these data."""
    ani.go(reverse("cases:referral_new", args=[case.pk]))
    ani.look("choose")
    ani.answer(service="SHL_EMG")
    ani.page.locator("main form[method=get] button[type=submit]").click()
    ani.look("chosen")
    ani.follow("/referrals/new/")
    ani.look("draft")
    ani.answer(need="Tempat aman malam ini", d_situation="Baru pulang, takut di rumah.",
               not_to_do=["call_family"])  # fmt: skip
    ani.save()
    ani.at(r"/referrals/[0-9a-f-]{36}/$")
    ani.look("draft-without-consent")
    ani.press("/send/")
    expect(ani.page.locator("#form-errors")).to_be_visible()
    assert Referral.objects.get().state == "REF_DRAFT"
    ani.follow("/consent/new/")
    ani.answer(state="GIVEN", form="WRITTEN", understood=True, evidence="Lemari A, map 4")
    ani.look("consent-to-share")
    ani.save()
    ani.at(reverse("cases:referral", args=[case.pk, Referral.objects.get().pk]) + "$")
    ani.look("ready-to-send")
    ani.press("/send/")
    ani.look("sent")


def issue_letter(ani: Walker) -> None:
    """The letter, as .docx and PDF, under a neutral name."""
    ani.page.locator("main details:has(form[action$='/letter/']) summary").click()
    ani.answer(signer_office="Koordinator")
    ani.press("/letter/")
    ani.page.locator("main a[href*='/letters/']").first.click()
    ani.look("letter")
    for link in ani.page.locator("main a[href*='/files/']").all():
        answer = ani.page.request.get(link.get_attribute("href"))
        assert answer.ok
        assert answer.body()[:2] in (b"PK", b"%P")
        assert "ulas" not in answer.headers["content-disposition"], "the file's name is neutral"
    assert ani.page.locator("main a[href*='/files/']").count() == 2


def answer_referral(citra: Walker) -> None:
    """B acknowledges, accepts, reports the service, finishes, and sees nothing afterwards."""
    referral = Referral.objects.get()
    here = reverse("cases:incoming", args=[referral.pk])
    citra.sees(referral.code)
    citra.look("home-citra")
    citra.go(reverse("cases:inbox"))
    citra.look("inbox")
    citra.go(here)
    citra.sees(NAME)
    citra.look("incoming")
    citra.press("/acknowledge/")
    citra.at(here + "$")
    citra.follow("/decline/")
    citra.save()
    expect(citra.page.locator(".invalid-feedback").first).to_be_visible()
    citra.look("decline-without-reason")
    citra.go(here)
    citra.follow("/accept/")
    citra.look("accept")
    citra.save()
    citra.press("/hand-over/")
    citra.follow("/feedback/")
    citra.answer(started="yes")
    citra.save()
    citra.at(here + "$")
    citra.follow("/services/new/")
    citra.answer(service="SHL_EMG")
    citra.look("report-service")
    citra.save()
    citra.at(here + "$")
    citra.look("incoming-served")
    citra.follow("/finish/")
    citra.page.locator('main [name="outcome"]').first.check()
    citra.look("finish")
    citra.save()
    citra.at("/referrals/$")
    expect(citra.page.locator("main")).not_to_contain_text(NAME)
    assert citra.page.locator(f"main a[href='{here}']").count() == 0
    citra.look("inbox-ended")
    citra.go(here, status=404)
    expect(citra.page.locator("body")).not_to_contain_text(NAME)
    citra.look("incoming-over")
    assert InboxMark.objects.get().ended_as


def follow_up(ani: Walker, case: Case) -> None:
    """The next contact is planned, and what came of it is written down."""
    ani.go(reverse("cases:follow_up_new", args=[case.pk]))
    ani.look("follow-up")
    ani.answer(due_on=today(), plan="Tanya kabar dan pekerjaan")
    ani.save()
    ani.at(r"tab=reintegration")
    ani.look("case-followed")
    ani.follow("/follow-up/")
    ani.answer(reached="yes", safe="yes", note="Sudah bekerja di warung kakaknya.")
    ani.look("follow-up-done")
    ani.save()
    ani.at(r"tab=reintegration")


def close(ani: Walker, beni: Walker, case: Case) -> None:
    """Closing is asked for, refused with its reasons, approved by the supervisor, and undone."""
    ani.go(reverse("cases:close", args=[case.pk]))
    ani.look("close")
    ani.answer(reason="CL_GOALS")
    ani.save()
    expect(ani.page.locator("#form-errors")).to_be_visible()
    ani.look("close-wrong")
    ani.sees("belum stabil" if ani.language == "id" else "not stable")
    ani.go(reverse("cases:triage", args=[case.pk]))
    ani.answer(U01="NO")
    ani.save()
    ani.go(reverse("cases:close", args=[case.pk]))
    ani.answer(reason="CL_GOALS", told="AGREED", safety_checked_on=today())
    for tick in ani.page.locator('main [name="facts_unknown"]').all():
        tick.check()
    ani.save()
    ani.at(r"tab=reintegration")
    ani.look("case-closing")
    beni.go(reverse("cases:case", args=[case.pk]) + "?tab=reintegration")
    beni.follow("/close/")
    beni.look("close-answer")
    beni.answer(answer="approve")
    beni.save()
    case.refresh_from_db()
    assert case.is_closed
    beni.look("case-closed")
    beni.go(reverse("cases:reopen", args=[case.pk]))
    beni.look("reopen")
    beni.answer(reason="Diancam lagi oleh perekrut.")
    beni.save()
    case.refresh_from_db()
    assert not case.is_closed
    beni.look("case-reopened")
