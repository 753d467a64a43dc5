"""Writers are served in the order in which they came, whoever dies or gives up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError

from suar.store.errors import Busy, Trouble, trouble_of
from suar.store.sqlite.queue import LockOrderError, WriterQueue


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "some.sqlite3"


def _queue(database: Path, timeout: float = 20, rank: int = 0) -> WriterQueue:
    return WriterQueue(database, timeout=timeout, rank=rank)


def _in_thread(function, *args) -> threading.Thread:
    thread = threading.Thread(target=function, args=args)
    thread.start()
    return thread


def _drawn(database: Path) -> int:
    return int.from_bytes((database.parent / "some.sqlite3-queue").read_bytes()[:8], "little")


def _wait_for(condition, seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it never came to pass"
        time.sleep(0.002)


def test_a_writer_that_waits_too_long_is_told_so_and_leaves_no_gap(database: Path) -> None:
    first, second, third = _queue(database), _queue(database, 0.05), _queue(database, 0.05)
    first.take()
    with pytest.raises(Busy, match="is locked") as busy:
        second.take()
    assert trouble_of(busy.value) is Trouble.BUSY
    assert not second.held
    first.give_back()
    third.take()
    assert third.ticket == 3  # the second drew a ticket and went away; nobody waits for it


def test_taking_twice_is_taking_once(database: Path) -> None:
    first, second = _queue(database), _queue(database, 0.05)
    first.take()
    first.take()
    assert first.ticket == 1
    first.give_back()
    second.take()
    second.give_back()
    second.give_back()


def test_threads_are_served_in_the_order_of_their_tickets(database: Path) -> None:
    holder = _queue(database)
    holder.take()
    served: list[int] = []

    def write() -> None:
        queue = _queue(database)
        queue.take()
        served.append(queue.ticket)
        queue.close()

    threads = []
    for number in range(2, 10):
        threads.append(_in_thread(write))
        _wait_for(lambda wanted=number: _drawn(database) == wanted)
    holder.give_back()
    for thread in threads:
        thread.join()
    assert served == list(range(2, 10))


def test_a_writer_who_comes_again_stands_behind_those_who_wait(database: Path) -> None:
    greedy = _queue(database)
    greedy.take()
    served: list[str] = []

    def patient() -> None:
        queue = _queue(database)
        queue.take()
        served.append("patient")
        queue.close()

    thread = _in_thread(patient)
    _wait_for(lambda: _drawn(database) == 2)
    greedy.give_back()
    greedy.take()  # without a pause: under plain locks it would win again
    served.append("greedy")
    greedy.give_back()
    thread.join()
    assert served == ["patient", "greedy"]


_HOLD = """
import sys, time
from pathlib import Path
from suar.store.sqlite.queue import WriterQueue
queue = WriterQueue(Path(sys.argv[1]), timeout=20)
queue.take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_process_is_not_waited_for(database: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-c", _HOLD, str(database)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    waiting = _queue(database, 0.05)
    with pytest.raises(Busy):
        waiting.take()
    holder.send_signal(how)
    holder.wait()
    waiting.take()
    assert waiting.held


def test_a_child_of_a_fork_holds_nothing(database: Path) -> None:
    queue = _queue(database)
    queue.take()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        held = queue.held
        os.write(writing, b"held" if held else b"free")
        os.read(reading, 0)
        time.sleep(30)
        os._exit(0)
    try:
        assert os.read(reading, 4) == b"free"
        queue.give_back()  # the child is alive and must not keep the turn
        other = _queue(database, 0.05)
        other.take()
        assert other.held
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_waiting_for_the_main_database_while_holding_the_keys_is_a_fault(tmp_path: Path) -> None:
    main = _queue(tmp_path / "main.sqlite3")
    keys = _queue(tmp_path / "keys.sqlite3", rank=1)
    keys.take()
    with pytest.raises(LockOrderError):
        main.take()
    keys.give_back()
    main.take()
    keys.take()
    keys.give_back()
    main.give_back()


def test_two_writers_of_both_databases_never_wait_for_each_other(tmp_path: Path) -> None:
    done: list[int] = []

    def write(number: int) -> None:
        main = _queue(tmp_path / "main.sqlite3")
        keys = _queue(tmp_path / "keys.sqlite3", rank=1)
        for _turn in range(50):
            main.take()
            keys.take()
            keys.give_back()
            main.give_back()
            keys.take()  # a key alone, outside a transaction
            keys.give_back()
        main.close()
        keys.close()
        done.append(number)

    threads = [_in_thread(write, number) for number in range(4)]
    for thread in threads:
        thread.join(60)
    assert sorted(done) == [0, 1, 2, 3]


def test_a_queue_that_cannot_be_written_says_which(tmp_path: Path) -> None:
    queue = _queue(tmp_path / "absent" / "some.sqlite3")
    with pytest.raises(OperationalError, match=r"some\.sqlite3-queue"):
        queue.take()
    assert not queue.held
