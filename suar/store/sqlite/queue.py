"""The writers' queue: who came first writes first, across threads and processes.

SQLite has one writer at a time and no queue: those who wait poll, and a late one may win again and
again. Here each writer draws a ticket from a file beside the database and is served in the order
of the tickets.

How it works: the file holds one number, the last ticket. A writer locks the *dispenser* byte, adds
one, locks the byte that stands for its ticket, and lets the dispenser go. Then it waits until no
byte of a lower ticket is locked: that is its turn. The locks belong to the open file (``F_OFD_*``),
so threads of one process queue like processes do, and the kernel drops them when a process dies,
however it dies: nobody ever waits for the dead. A writer that gives up leaves no gap.

Where the kernel has no such locks (macOS) the plain ``flock`` is taken: exclusive, not as fair.
"""

from __future__ import annotations

import fcntl
import os
import struct
import threading
import time
import weakref
from pathlib import Path

from django.db.utils import OperationalError

from suar.store.errors import Busy

_DISPENSER = 1 << 61  # the byte that guards the counter; far above any ticket
_TICKETS = 1 << 32  # the byte of ticket n is this + n
_COUNTER = struct.Struct("<Q")
_FLOCK = struct.Struct("hhqqi4x")  # struct flock of 64-bit Linux: type, whence, start, len, pid
_SET_LOCK: int | None = getattr(fcntl, "F_OFD_SETLK", None) if struct.calcsize("P") == 8 else None
_FIRST_PAUSE = 0.0002  # seconds; a lone hand-over is quick
_LONGEST_PAUSE = 0.002  # seconds; six who wait cost about a hundredth of a core
_open_queues: weakref.WeakSet[WriterQueue] = weakref.WeakSet()
_held_here = threading.local()


class LockOrderError(RuntimeError):
    """A thread that writes to the keys began to write to the main database: that can deadlock."""


class WriterQueue:
    """One connection's place in the queue of one database file. Not shared between threads.

    ``rank`` orders the databases: a thread may wait for a higher rank while it holds a lower one
    (the keys inside a transaction of the main database), never the other way round.
    """

    def __init__(self, database: Path, *, timeout: float, rank: int = 0) -> None:
        self.path = database.with_name(database.name + "-queue")
        self.timeout = timeout
        self.rank = rank
        self.ticket: int | None = None
        self._file: int | None = None
        self._ranks: list[int] = []
        _open_queues.add(self)

    @property
    def held(self) -> bool:
        """Say whether it is this connection's turn to write."""
        return self.ticket is not None

    def take(self) -> None:
        """Wait for one's turn; raises ``Busy`` after ``timeout`` seconds. Idle when held."""
        if self.held:
            return
        self._check_order()
        ends = time.monotonic() + self.timeout
        try:
            if self._file is None:
                self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
            self.ticket = self._stand_in_line(ends)
        except OSError as error:
            self._leave()
            raise OperationalError(f"the queue {self.path.name}: {error.strerror}") from error
        except BaseException:
            self._leave()
            raise
        self._ranks = _ranks_held()
        self._ranks.append(self.rank)

    def give_back(self) -> None:
        """Let the next one write; idle when nothing is held."""
        if not self.held:
            return
        self.ticket = None
        if self.rank in self._ranks:  # of the thread that took it, whoever gives it back
            self._ranks.remove(self.rank)
        self._leave()

    def close(self) -> None:
        """Give back and close the file."""
        self.give_back()
        self._drop()

    def _stand_in_line(self, ends: float) -> int:
        if _SET_LOCK is None:  # pragma: no cover - kernels without locks of the open file
            while not _flock(self._file):
                _pause_until(ends, _LONGEST_PAUSE)
            return 0
        ticket = self._draw(ends)
        pause = _FIRST_PAUSE
        while not self._lock(fcntl.F_RDLCK, _TICKETS, ticket):
            pause = _pause_until(ends, pause)
        return ticket

    def _draw(self, ends: float) -> int:
        """Take the next number and lock its byte while nobody else can draw."""
        assert self._file is not None  # noqa: S101 - opened by take()
        pause = _FIRST_PAUSE
        while not self._lock(fcntl.F_WRLCK, _DISPENSER, 1):
            pause = _pause_until(ends, pause)
        read = os.pread(self._file, _COUNTER.size, 0)
        ticket = (_COUNTER.unpack(read)[0] if len(read) == _COUNTER.size else 0) + 1
        os.pwrite(self._file, _COUNTER.pack(ticket), 0)
        if not self._lock(fcntl.F_WRLCK, _TICKETS + ticket, 1):
            raise Busy("database is locked: a ticket was drawn twice")
        self._lock(fcntl.F_UNLCK, _DISPENSER, 1)
        return ticket

    def _lock(self, kind: int, start: int, length: int) -> bool:
        assert self._file is not None and _SET_LOCK is not None  # noqa: S101, PT018 - see take()
        try:
            fcntl.fcntl(self._file, _SET_LOCK, _FLOCK.pack(kind, os.SEEK_SET, start, length, 0))
        except (BlockingIOError, PermissionError):  # EAGAIN, EACCES: somebody holds it
            return False
        return True

    def _leave(self) -> None:
        """Drop every lock of this connection, whatever state it is in."""
        if self._file is None:
            return
        try:
            if _SET_LOCK is None:  # pragma: no cover - see _stand_in_line
                fcntl.flock(self._file, fcntl.LOCK_UN)
            else:
                self._lock(fcntl.F_UNLCK, 0, 0)
        except OSError:
            self._drop()  # closing drops them too

    def _drop(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _check_order(self) -> None:
        if any(rank > self.rank for rank in _ranks_held()):
            raise LockOrderError(f"{self.path.name}: write here first, then to the keys")

    def _forget_after_fork(self) -> None:
        """In a child: the open file is the parent's, and with it the lock."""
        self.ticket = None
        self._drop()

    def __del__(self) -> None:
        self.close()


def _ranks_held() -> list[int]:
    if not hasattr(_held_here, "ranks"):
        _held_here.ranks = []
    ranks: list[int] = _held_here.ranks
    return ranks


def _pause_until(ends: float, pause: float) -> float:
    """Sleep a little; return the next, longer pause. Raises ``Busy`` when the time is over."""
    if time.monotonic() >= ends:
        raise Busy("database is locked: others are writing, try again")
    time.sleep(pause)
    return min(pause * 1.5, _LONGEST_PAUSE)


def _flock(file: int | None) -> bool:  # pragma: no cover - kernels without locks of the open file
    try:
        fcntl.flock(file or 0, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _after_fork() -> None:
    _held_here.__dict__.clear()
    for queue in list(_open_queues):
        queue._forget_after_fork()


os.register_at_fork(after_in_child=_after_fork)
