"""The same form sent again and again, by several at once, to a server that is killed meanwhile."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Callable

from tests.prove.conftest import times
from tests.prove.processes import Examiner, Installation, new_form
from tests.prove.web import Browser, WebServer, free_port, sign_in

POSTS = 10_000
SERVER_KILLS = 50
EACH_FORM = 10  # times a form is sent, whatever was answered before
CLIENTS = 4
NO_ANSWER = (OSError, http.client.HTTPException)


def story_of(form: str) -> str:
    return f"canary {form}"  # as programs/stage.py, so that the examiner can compare


def web_faults(facts: dict, acknowledged: set[str], sent: set[str]) -> list[str]:
    """As for the writers; a form sent by the browser asks for no job."""
    here = set(facts["reports"])
    faults = [*facts["damage"], *([facts["chain"]] if facts["chain"] else [])]
    faults += [f"lost: {form}" for form in acknowledged - here]
    faults += [f"out of nowhere: {form}" for form in here - sent]
    faults += [f"not once: {f}" for f in here if facts["taken"].get(f) != 1]
    faults += [f"granted: {f}" for f in here if facts["granted"].get(f) != 1]
    faults += [f"without report: {f}" for f in set(facts["taken"]) - here]
    return faults + facts["without_key"] + facts["closed_books"]


def together(work: Callable[[int], None]) -> None:
    """Do the same in several threads; an error in one is an error of the whole."""
    errors: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=[n]) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_a_form_sent_many_times_is_one_report(installation: Installation) -> None:
    cookies, port = sign_in(installation), free_port()
    forms = [str(new_form()) for _ in range(times(POSTS) // EACH_FORM)]
    posts = forms * EACH_FORM
    random.Random(3).shuffle(posts)
    answers: list[tuple[str, int, str]] = []

    def send(number: int) -> None:
        browser = Browser(cookies, port)
        for form in posts[number::CLIENTS]:
            answers.append((form, *browser.take(form, story_of(form))))

    with WebServer(installation, port):
        together(send)
    wrong = [a for a in answers if a[1:] != (302, f"/intake/{a[0]}/")]
    assert wrong == []
    assert len(answers) == len(posts)
    with Examiner(installation, "examine") as examiner:
        facts = examiner.look(installation.folder)
    assert web_faults(facts, set(forms), set(forms)) == []
    assert sorted(facts["reports"]) == sorted(forms)


def test_a_killed_server_loses_nothing_that_it_acknowledged(installation: Installation) -> None:
    cookies, port, chance = sign_in(installation), free_port(), random.Random(9)
    sent: set[str] = set()
    acknowledged: set[str] = set()
    unheard = 0

    def press(number: int) -> None:
        """Send forms until no answer comes; the last one is sent again after the restart."""
        browser, deadline = Browser(cookies, port), time.monotonic() + 120
        waiting = sorted(sent - acknowledged)[number::CLIENTS]
        while time.monotonic() < deadline:
            form = waiting.pop() if waiting else str(new_form())
            sent.add(form)
            try:
                status, _where = browser.take(form, story_of(form))
            except NO_ANSWER:
                return
            assert status == 302, status
            acknowledged.add(form)

    with Examiner(installation, "examine") as examiner:
        for _kill in range(times(SERVER_KILLS)):
            server = WebServer(installation, port)
            with server:
                hour = threading.Timer(chance.uniform(0.2, 2.0), server.kill)
                hour.start()
                together(press)
                hour.join()
            facts = examiner.look(installation.folder, open_all=False)
            assert web_faults(facts, acknowledged, sent) == []
            unheard += len(set(facts["reports"]) - acknowledged)
        with WebServer(installation, port):
            last = Browser(cookies, port)
            for form in sorted(sent - acknowledged):
                assert last.take(form, story_of(form)) == (302, f"/intake/{form}/")
        facts = examiner.look(installation.folder)
    assert web_faults(facts, sent, sent) == []
    assert set(facts["reports"]) == sent
    assert unheard > 0 or times(SERVER_KILLS) < SERVER_KILLS, "no kill fell before an answer"
