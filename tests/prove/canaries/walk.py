"""One round: a person's way through the whole system, a canary in every field that takes one.

Whatever can be typed about a person is typed here at least once. That nothing was forgotten is
asserted by ``test_canaries``: every sealed field of every model must hold a canary afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.prove.canaries.flock import Fate, Flock
from tests.prove.canaries.papers import KINDS
from tests.prove.canaries.visitor import ID, Page, Visitor

TODAY = datetime.now(ZoneInfo("Asia/Jakarta")).date()
SOON = (TODAY + timedelta(days=2)).isoformat()
BREAKS = ("error", "taken", "wrong_type", "template", "later", "thread")
ACTS = {
    "ACT_RECRUIT": "YES", "MNS_DECEIVE": "YES", "MNS_DECEIVE_phase": ["RECRUITMENT"],
    "MNS_CONFINE": "YES", "MNS_CONFINE_phase": ["EXPLOITATION"], "PRP_FL": "YES",
    "age_recruited": "29", "first_act": "2024", "last_day": "2025",
}  # fmt: skip
AGREED = {"state": "GIVEN", "form": "WRITTEN", "understood": "on"}


@dataclass
class Story:
    """Who walks, and what was made on the way."""

    flock: Flock
    port: int
    said: dict[str, Any]  # what programs/canary_cast.py told
    made: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cookies = self.said["cookies"]
        people = {name: Visitor(self.port, c, self.flock) for name, c in cookies.items()}
        self.ani, self.beni = people["ani"], people["beni"]
        self.citra, self.gilang = people["citra"], people["gilang"]

    @property
    def case(self) -> str:
        return f"/cases/{self.made['case']}/"

    @property
    def person(self) -> str:
        return f"/people/{self.made['person']}/"

    def word(self, place: str) -> Callable[[], str]:
        return lambda: self.flock.word(place)


# Fields that belong to another answer than the one given: what was typed there is dropped.
OF_ANOTHER_PURPOSE = ("about",)
OF_A_REPORTER = ("reporter_name", "reporter_contact")


def round_of(story: Story) -> None:
    """Walk it all once."""
    for part in (
        refused, report, find, person, reach, urgent, consent, interview, services, files, refer,
        decline_and_revoke, close, child, passed_on, forgotten, held, drafts, wrong_sign_in, breaks,
    ):  # fmt: skip
        part(story)


def refused(story: Story) -> None:
    """Forms that are not taken: nothing of them may stay."""
    gone: dict[str, Any] = {"expect": 422, "fate": Fate.GONE}
    story.ani.fill("/intake/new/", {"where": None, "speaker": None}, **gone)
    story.ani.fill("/people/", {"birth_year": "1066"}, **gone)
    story.ani.fill("/people/new/", {"born": story.flock.word("no date")[:10]}, **gone)
    words = "&".join(f"{n}={story.flock.word(f'address {n}')}" for n in ("q", "text"))
    story.ani.get(f"/cases/?{words}")
    story.ani.get(f"/people/{story.flock.word('address')}/", expect=404)
    body = f"text={story.flock.word('without a token')}".encode()
    story.ani.ask("POST", "/people/", body, {"Cookie": "", "Content-Type": "text/plain"},
                  expect=403)  # fmt: skip
    story.flock.settle(Fate.GONE)


def report(story: Story) -> None:
    """The first contact, with a reporter apart."""
    key = story.ani.keep_draft("/intake/new/")
    story.ani.send("/draft/discard/", [*_token(story.ani), ("key", key)], expect=302)
    story.flock.settle(Fate.GONE)
    for canary in story.flock.all:
        if canary.place.startswith("draft of /intake"):
            canary.fate = Fate.GONE
    answers = {"speaker": "reporter", "relation": "sibling", "where": "abroad", "country": "MY",
               "contact_ways": ["whatsapp"], "must_not_know": ["employer", "spouse"],
               "contact_from": "", "contact_until": "", "urgent_U01": "YES"}  # fmt: skip
    taken = story.ani.fill("/intake/new/", answers)
    story.made["report"] = ID.search(taken.location)[0]
    story.ani.get(f"{taken.location}?open=1")


def find(story: Story) -> None:
    """Search before create; then the person is registered and the case opened."""
    search = f"/intake/{story.made['report']}/search/"
    answer = story.ani.fill(search, expect=200, fate=Fate.GONE)
    team = {"unit": story.said["unit"], "worker": story.said["worker"], "sex": "female"}
    opened = story.ani.fill(search, team, page=answer, action="/case/")
    story.made["case"] = ID.search(opened.location)[0]
    page = story.ani.get(f"{story.case}?open=identity")
    story.made["person"] = page.link("/people/<id>/")


def person(story: Story) -> None:
    """Every list of the record, twice where a second row differs."""
    ani, here = story.ani, story.person
    ani.fill(f"{here}names/add/")
    ani.fill(f"{here}births/add/")
    ani.fill(f"{here}addresses/add/", {"regency": "5203"})
    ani.fill(f"{here}phones/add/")
    nik = story.flock.number("NIK")
    ani.fill(f"{here}documents/add/", {"kind": "nik", "number": f"5203{nik}"})
    ani.fill(f"{here}documents/add/", {"kind": "passport"})
    page = ani.get(f"{here}identity/")
    ani.fill(f"{here}births/{page.link('births/<id>/doubt')}/doubt/")
    name = page.link("names/<id>/correct")
    ani.fill(f"{here}names/{name}/correct/", {"text": story.flock.word("corrected name")})
    ani.fill(f"{here}basics/")
    other = ani.fill("/people/new/", {"nameless": "on", "name": ""})
    story.made["other"] = ID.search(other.location)[0]
    code = re.search(r"O-[0-9A-Z]{8}", ani.get(other.location).body)[0]
    ani.fill(f"{here}relations/add/", {"other": code})
    ani.fill("/people/", expect=200, fate=Fate.GONE)
    story.gilang.fill("/access/", expect=422, fate=Fate.GONE)


def reach(story: Story) -> None:
    """How she is reached and who must not know."""
    named = {f"kind_{n}": "recruiter" for n in (1, 2, 3)} | {f"house_{n}": "" for n in (1, 2, 3)}
    story.ani.fill(f"{story.person}safe-contact/", {"start": "", "until": ""})
    story.ani.fill(f"{story.person}must-not-know/", named)
    story.ani.fill(f"{story.case}reach/{story.said['receiver']}/", {"about": "call"})
    story.ani.get(f"{story.case}reach/")


def urgent(story: Story) -> None:
    """The urgent check, one item that was handled, asked anew; the safety plan."""
    story.ani.fill(f"{story.case}check/", {"U01": "YES", "last_assault": ""})
    story.ani.fill(f"{story.case}check/", {"over": "on"}, action="check/U01/")
    story.ani.fill(f"{story.case}check/", {"U01": "YES", "last_assault": ""})
    story.ani.fill(f"{story.case}safety/")


def consent(story: Story) -> None:
    """Consent with a photograph of the paper; another ground beside it."""
    for purpose in ("CON_INTERVIEW", "CON_STORE"):
        place = f"consent {purpose}"
        named = {**AGREED, "explained_by": story.flock.word(place)}
        paper = {"file": (f"{story.flock.word(place)}.jpg", KINDS["jpg"](story.word(place)))}
        story.ani.fill(
            f"{story.case}consent/new/", {**named, "purpose": purpose}, files=paper,
            dropped=OF_ANOTHER_PURPOSE,
        )  # fmt: skip
    story.ani.fill(f"{story.case}consent/new/", {**AGREED, "purpose": "CON_SERVICE"})
    review = (TODAY + timedelta(days=7)).isoformat()
    story.ani.fill(f"{story.case}ground/new/", {"ground": "GR_VITAL", "review_on": review})


def interview(story: Story) -> None:
    """The sitting, the decision, the second person."""
    story.ani.fill(f"{story.case}interview/", ACTS)
    story.ani.fill(f"{story.case}decide/", {"decision": "CONFIRMED"})
    page = story.beni.get(f"{story.case}proposal/")
    second = page.link("second/<id>/")
    story.beni.fill(f"{story.case}second/{second}/", {"agrees": "yes"})


def services(story: Story) -> None:
    """Services given and declined, follow-up, a note."""
    day = TODAY.isoformat()
    story.ani.fill(f"{story.case}services/new/", {"state": "GIVEN", "started_on": day})
    story.ani.fill(f"{story.case}services/new/", {"state": "DECLINED"})
    story.ani.fill(f"{story.case}follow-up/new/", {"due_on": SOON})
    page = story.ani.get(f"{story.case}?tab=reintegration")
    planned = page.link("follow-up/<id>/")
    story.ani.fill(f"{story.case}follow-up/{planned}/", {"reached": "yes", "safe": "yes"})
    story.ani.fill(f"{story.case}notes/new/")


def files(story: Story) -> None:
    """Files of every kind, with canaries in name, marks and text; one is opened as it came."""
    add = f"/files/of/case/{story.made['case']}/add/"
    for kind, make in KINDS.items():
        place = f"file {kind}"
        upload = (f"{story.flock.word(place)}.{kind}", make(story.word(place)))
        story.ani.fill(add, files={"file": upload})
    page = story.beni.get(f"/files/of/case/{story.made['case']}/")
    first = page.link("/files/<id>/")
    story.ani.get(f"/files/{first}/")
    story.beni.fill(f"/files/{first}/original/", expect=200)


def refer(story: Story) -> None:
    """Referral, consent for these data, letter; the receiver's whole way."""
    ani, citra = story.ani, story.citra
    here = _draft(story)
    page = ani.get(here)
    receiver = story.said["receiver"]
    kinds = re.search(r"kinds=([a-z_,]+)", page.body)[1].split(",")
    ani.fill(f"{story.case}consent/new/?purpose=CON_SHARE_REF&receiver={receiver}",
             {**AGREED, "purpose": "CON_SHARE_REF", "kinds": kinds},
             dropped=OF_ANOTHER_PURPOSE)  # fmt: skip
    _press(ani, here, "send/")
    letter = {"signer_name": story.flock.word("signer"), "copy_1": "", "copy_2": "", "copy_3": ""}
    ani.fill(here, letter, action="/letter/")
    issued = ani.get(f"/letters/{ani.get(here).link('/letters/<id>/')}/")
    for found in re.findall(f"/files/{ID.pattern}/", issued.body):
        ani.get(found)
    there = f"/referrals/{ID.findall(here)[1]}/"
    citra.get(there)
    _press(citra, there, "acknowledge/")
    citra.fill(f"{there}accept/")
    _press(citra, there, "hand-over/")
    citra.fill(f"{there}feedback/", {"started": "yes"})
    citra.fill(f"{there}services/new/", {"service": "SHL_EMG"})
    citra.fill(f"{there}finish/", {"outcome": "MET"})


def decline_and_revoke(story: Story) -> None:
    """One referral is declined with a word, one is taken back with a word."""
    for end in ("decline", "revoke"):
        here = _draft(story)
        _press(story.ani, here, "send/")
        if end == "decline":
            there = f"/referrals/{ID.findall(here)[1]}/decline/"
            story.citra.fill(there, {"reason": "CAPACITY"})
        else:
            story.ani.fill(f"{here}end/")


def _draft(story: Story) -> str:
    """Write a referral that shares everything, and return its page."""
    new = f"{story.case}referrals/new/{story.said['receiver']}/?service=SHL_EMG"
    drafted = story.ani.fill(new, {"contact": story.flock.word("contact"), "hand_over_on": ""})
    return drafted.location


def close(story: Story) -> None:
    """Closed with the danger gone, and closed at her wish with red items open; opened again."""
    story.ani.fill(f"{story.case}check/", {"U01": "NO"})
    _closed(story, "CL_GOALS")
    story.ani.fill(f"{story.case}check/", {"U01": "YES", "last_assault": ""})
    _closed(story, "CL_CLIENT")


def _closed(story: Story, reason: str) -> None:
    page = story.ani.get(f"{story.case}close/")
    facts = re.findall(r'name="facts_unknown"[^>]*value="(\w+)"', page.body)
    kept = (TODAY + timedelta(days=999)).isoformat()
    wish = {"reason": reason, "told": "AGREED", "safety_checked_on": TODAY.isoformat(),
            "retention_until": kept, "facts_unknown": facts}  # fmt: skip
    story.ani.fill(f"{story.case}close/", wish)
    asked = story.beni.get(f"{story.case}?tab=reintegration").link("close/<id>/")
    story.beni.fill(f"{story.case}close/{asked}/", {"answer": "approve"})
    story.beni.fill(f"{story.case}reopen/")


def child(story: Story) -> None:
    """A child's consent: the guardian, the child's own words, the social worker."""
    answers = {"speaker": "person", "where": "unknown", "must_not_know": ["other_family"]}
    heard = story.ani.fill("/intake/new/", answers, dropped=OF_A_REPORTER).location
    answer = story.ani.fill(f"{heard}search/", expect=200, fate=Fate.GONE)
    born = f"1/2/{TODAY.year - 14}"
    team = {"unit": story.said["unit"], "worker": story.said["worker"], "born": born}
    opened = story.ani.fill(f"{heard}search/", team, page=answer, action="/case/").location
    agreed = {**AGREED, "explained_by": story.flock.word("explained"), "purpose": "CON_STORE"}
    signed = {**agreed, "signer": "PARENT"}
    story.ani.fill(f"{opened}consent/new/", signed, dropped=OF_ANOTHER_PURPOSE)
    story.ani.fill(f"{opened}interview/", ACTS)  # out of order: with a reason


def passed_on(story: Story) -> None:
    """A partner's report through the API, and one that is refused."""
    texts = ("reporter_name", "reporter_contact", "call_name", "code_word", "hours_said", "place",
             "story")  # fmt: skip
    for fate, status, speaker in ((Fate.KEPT, 201, "reporter"), (Fate.GONE, 422, "nobody")):
        body = {name: story.flock.word(f"api {name}") for name in texts}
        body |= {"contact_number": f"+62{story.flock.number('api')}"}
        body |= {"speaker": speaker, "where": "unknown", "relation": "sibling"}
        headers = {"Authorization": f"Bearer {story.said['token']}", "Cookie": "",
                   "Content-Type": "application/json",
                   "Idempotency-Key": story.flock.word("key of a request", Fate.GONE)}  # fmt: skip
        raw = json.dumps(body).encode()
        story.ani.ask("POST", "/api/reports", raw, headers, expect=status)
        story.flock.settle(fate)


def forgotten(story: Story) -> None:
    """Somebody is registered and erased again."""
    begun = len(story.flock.all)
    made = story.ani.fill("/people/new/", {"nameless": "on", "name": ""}).location
    code = re.search(r"O-[0-9A-Z]{8}", story.ani.get(made).body)[0]
    access = story.gilang.fill("/access/", {"code": code}, fate=Fate.GONE)
    story.gilang.fill(f"{access.location}erase/", {"code": code, "why": "person_asked"})
    for canary in story.flock.all[begun:]:
        canary.fate = Fate.GONE


def held(story: Story) -> None:
    """A legal duty to keep the record is noted, and lifted with its reason."""
    code = re.search(r"K-[0-9A-Z]{6,8}", story.ani.get(story.case).body)[0]
    access = story.gilang.fill("/access/", {"code": code}, fate=Fate.GONE).location
    ground = {"ground": "court_order", "review_on": SOON}
    story.gilang.fill(f"{access}hold/", ground)
    hold = story.gilang.get("/access/holds/").link("/access/holds/<id>/")
    story.gilang.fill(f"/access/holds/{hold}/lift/")


def drafts(story: Story) -> None:
    """What somebody typed and has not saved yet."""
    for path in ("notes/new/", "services/new/", "interview/"):
        story.ani.keep_draft(f"{story.case}{path}")


def wrong_sign_in(story: Story) -> None:
    """A wrong password: the name stands plain among the failed sign-ins, the password nowhere."""
    stranger = Visitor(story.port, {}, story.flock)
    name = f"{story.flock.word('sign-in name', Fate.OPEN)}@x.example"
    secret = story.flock.word("password", Fate.GONE)
    stranger.fill("/sign-in/", {"email": name, "password": secret}, expect=422)


def breaks(story: Story) -> None:
    """Faults of the server with canaries in their hands."""
    for how in BREAKS:
        text = story.flock.word(f"break {how}", Fate.GONE)
        status = 204 if how in ("later", "thread") else 500
        story.ani.send(f"/break/{how}/", [("text", text)], expect=status)
    story.ani.send("/break/job/", [("report", story.made["report"])], expect=204)


def _token(visitor: Visitor) -> list[tuple[str, str]]:
    page = visitor.get("/intake/new/")
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
    return [("csrfmiddlewaretoken", found[1])]


def _press(visitor: Visitor, path: str, action: str) -> Page:
    return visitor.fill(path, action=f"/{action}")
