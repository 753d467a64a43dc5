"""`suar doctor`: looks an installation over, from the disk to the chains; changes nothing."""

from __future__ import annotations

import argparse
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import connections

from suar.audit import anchors
from suar.audit.models import Event
from suar.cli import audit as chains
from suar.cli import database_rights, readiness
from suar.cli.backup import held, making
from suar.cli.finding import Finding
from suar.cli.speech import say, words
from suar.files import disk
from suar.files.models import StoredFile
from suar.jobs import due, worker
from suar.kit import clock
from suar.store import tenancy
from suar.ui import catalogues
from suar.vault import master
from suar.vault.models import Erasure, Subject, WrappedKey

FREE_AT_LEAST = 2 * 1024**3  # bytes
CLOCK_MAY_DIFFER = timedelta(minutes=5)
BACKUP_AT_MOST = timedelta(hours=36)
ORPHAN_AFTER = timedelta(hours=2)


Looker = Callable[[datetime], Iterator[Finding]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Take whether the chains are walked: on a large system that takes minutes."""
    parser.add_argument("--quick", action="store_true", help=words("no chains", "tanpa rantai"))


def run(options: argparse.Namespace) -> int:
    """Say of each thing whether it is well; 1 where one is not."""
    at = clock.now()
    obstacles = readiness.why_not_serve()
    for obstacle in obstacles:
        _tell(Finding(False, obstacle.english, obstacle.indonesian))
    lookers: list[Looker] = [settings_are_sound, files_are_closed, room_is_left, texts_are_compiled]
    if not obstacles:
        lookers += [database_rights.rights_fit, clock_is_right, keys_fit, bodies_fit]
        lookers += [worker_is_alive, backups_are_fresh]
        if not options.quick:
            lookers.append(chains_are_whole)
    wrong = len(obstacles)
    for look in lookers:
        for finding in look(at):
            _tell(finding)
            wrong += not finding.ok
    if wrong:
        say(f"Need care: {wrong}.", f"Perlu diperhatikan: {wrong}.")
    else:
        say("All is well.", "Semua baik.")
    return 1 if wrong else 0


def _tell(finding: Finding) -> None:
    mark = "ok  " if finding.ok else "!!  "
    say(mark + finding.english, mark + finding.indonesian)


def settings_are_sound(_at: datetime) -> Iterator[Finding]:
    """Django's own checks and ours, as at deployment where the settings are for real people."""
    deploy = not settings.DEMO_ALLOWED
    found = checks.run_checks(include_deployment_checks=deploy)
    serious = [m for m in found if m.level >= checks.WARNING and not m.is_silenced()]
    for message in serious:
        yield Finding(False, f"{message.id}: {message.msg}", f"{message.id}: {message.msg}")
    if not serious:
        yield Finding(True, "settings are sound", "pengaturan baik")


def files_are_closed(_at: datetime) -> Iterator[Finding]:
    """What we write is ours alone; the list of erasures is there."""
    places = [Path(settings.VAR_DIR), Path(settings.BACKUP_DIR), Path(settings.ERASURE_LIST)]
    places.append(anchors.path())
    places += [
        Path(str(connections[a].settings_dict["NAME"]))
        for a in ("default", "keys")
        if connections[a].vendor == "sqlite"
    ]
    source = settings.MASTER_KEY_SOURCE
    if source.startswith("file:"):
        folder = Path(source.removeprefix("file:"))
        places += [folder, *sorted(folder.glob("master-*.key"))]
    open_ones = [p for p in places if p.exists() and stat.S_IMODE(p.stat().st_mode) & 0o077]
    for path in open_ones:
        yield Finding(False, f"{path} is open to others", f"{path} terbuka bagi pihak lain")
    if not open_ones:
        yield Finding(True, "files are closed to others", "berkas tertutup bagi pihak lain")
    if not Path(settings.ERASURE_LIST).exists():
        where = settings.ERASURE_LIST
        yield Finding(
            False,
            f"the list of erasures is missing: {where}",
            f"daftar penghapusan hilang: {where}",
        )


def room_is_left(_at: datetime) -> Iterator[Finding]:
    """The disk is not nearly full."""
    for path in {Path(settings.VAR_DIR), Path(settings.BACKUP_DIR)}:
        if not path.exists():
            continue
        usage = shutil.disk_usage(path)
        enough = usage.free >= FREE_AT_LEAST and usage.free >= usage.total // 20
        free = f"{usage.free / 1024**3:.1f}"
        yield Finding(enough, f"{free} GiB free at {path}", f"{free} GiB kosong di {path}")


def texts_are_compiled(_at: datetime) -> Iterator[Finding]:
    """Every catalogue has its compiled form, not older than itself."""
    stale = [
        p
        for p in catalogues.po_files()
        if not p.with_suffix(".mo").exists()
        or p.with_suffix(".mo").stat().st_mtime < p.stat().st_mtime
    ]
    count = len(stale)
    yield Finding(
        not stale,
        "texts are compiled" if not stale else f"{count} catalogues are not compiled: suar setup",
        "teks sudah disusun" if not stale else f"{count} katalog belum disusun: suar setup",
    )


def clock_is_right(at: datetime) -> Iterator[Finding]:
    """The clock agrees with the newest event, and with the database's where it is elsewhere."""
    newest = at
    for owner in due.organisations():
        with tenancy.acting_for(owner):
            last = Event.objects.filter(organisation_id=owner).order_by("-number").first()
        if last is not None:
            newest = max(newest, last.at)
    ahead = newest - at > CLOCK_MAY_DIFFER
    if connections["default"].vendor == "postgresql":
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT now()")
            theirs = cursor.fetchone()[0]
        ahead = ahead or abs(theirs - at) > CLOCK_MAY_DIFFER
    sane = at > datetime(2026, 1, 1, tzinfo=UTC) and not ahead
    yield Finding(
        sane,
        "the clock is right" if sane else "the clock runs behind, or the database's differs",
        "jam tepat" if sane else "jam tertinggal atau berbeda dari jam basis data",
    )


def keys_fit(_at: datetime) -> Iterator[Finding]:
    """Every subject has its key, no key is without a subject, no erasure is half-done."""
    alive, erased, waiting = set(), set(), 0
    for owner in due.organisations():
        with tenancy.acting_for(owner):
            subjects = Subject.objects.filter(organisation_id=owner)
            alive |= set(subjects.filter(erased_at=None).values_list("pk", flat=True))
            erased |= set(subjects.exclude(erased_at=None).values_list("pk", flat=True))
            waiting += Erasure.objects.filter(organisation_id=owner, done_at=None).count()
    wrapped = set(WrappedKey.objects.values_list("pk", flat=True))
    lost, orphans, kept = len(alive - wrapped), len(wrapped - alive - erased), len(wrapped & erased)
    old = WrappedKey.objects.exclude(master=master.current_version()).count()
    yield Finding(
        not lost,
        f"{len(alive)} subjects, {lost} without a key",
        f"{len(alive)} subjek, {lost} tanpa kunci",
    )
    yield Finding(
        not kept and not waiting,
        f"{waiting} erasures waiting, {kept} keys of erased subjects",
        f"{waiting} penghapusan menunggu, {kept} kunci subjek yang dihapus",
    )
    if papers := held.without_paper(due.organisations()):
        codes = ", ".join(papers)
        yield Finding(
            False,
            f"legal holds without their paper since a restore: {codes}; enter each again",
            f"larangan hapus tanpa suratnya sejak pemulihan: {codes}; masukkan lagi masing-masing",
        )
    if orphans:
        yield Finding(
            True,
            f"{orphans} keys without a subject (left by interrupted work; harmless)",
            f"{orphans} kunci tanpa subjek (sisa pekerjaan terputus; tidak berbahaya)",
        )
    if old:
        yield Finding(
            False,
            f"{old} keys are wrapped by an older master key: suar keys rotate --resume",
            f"{old} kunci masih dibungkus kunci induk lama: suar keys rotate --resume",
        )


def bodies_fit(at: datetime) -> Iterator[Finding]:
    """Every file has its sealed body, and no body is without its file."""
    known = set()
    for owner in due.organisations():
        with tenancy.acting_for(owner):
            rows = StoredFile.objects.filter(organisation_id=owner).order_by()
            for pair in rows.values_list("clean_place", "original_place"):
                known |= {place for place in pair if place is not None}
    missing = sum(not disk.path_of(place).exists() for place in known)
    orphans = sum(place not in known for place, _path in disk.bodies(at - ORPHAN_AFTER))
    yield Finding(
        not missing,
        f"{len(known)} sealed bodies, {missing} missing, {orphans} to be swept",
        f"{len(known)} berkas tersegel, {missing} hilang, {orphans} akan disapu",
    )


def worker_is_alive(_at: datetime) -> Iterator[Finding]:
    """No job has waited for long."""
    silence = worker.silence()
    late = silence is not None and silence > timedelta(minutes=10)
    yield Finding(
        not late,
        "no job has waited for long" if not late else f"a job has waited for {silence}",
        "tidak ada antrean lama" if not late else f"ada pekerjaan menunggu selama {silence}",
    )


def backups_are_fresh(at: datetime) -> Iterator[Finding]:
    """There is a backup of the last day and a half; a demo needs none."""
    if settings.DEMO_ALLOWED:
        return
    made = [
        datetime.strptime(p.name, making.PATTERN).replace(tzinfo=UTC)
        for p in Path(settings.BACKUP_DIR).glob("suar-????????-??????.age")
        if os.access(p, os.R_OK)
    ]
    fresh = bool(made) and at - max(made) <= BACKUP_AT_MOST
    last = f"{max(made):%Y-%m-%d %H:%M}" if made else "–"
    yield Finding(fresh, f"last backup: {last} UTC", f"cadangan terakhir: {last} UTC")
    if made and max(made).strftime(making.PATTERN) not in anchors.read().names():
        yield Finding(
            False,
            f"the newest backup is not in {anchors.path()}: the list was cut off, or is another "
            "one; the next backup notes the heads of the chains anew",
            f"cadangan terbaru tidak ada di {anchors.path()}: daftar terpotong atau bukan yang "
            "semestinya; cadangan berikutnya mencatat kepala rantai lagi",
        )
    old = [m for m in made if m < at - making.KEPT]
    if old:
        yield Finding(
            False,
            f"{len(old)} backups are older than 30 days: erasures are not complete",
            f"{len(old)} cadangan lebih dari 30 hari: penghapusan belum tuntas",
        )


def chains_are_whole(_at: datetime) -> Iterator[Finding]:
    """Every chain of events ends at its sealed head, and is what the backups noted of it."""
    found = anchors.read()
    yield from chains.of_the_list(found)
    for verification in chains.verified(found):
        finding = chains.of_a_chain(verification)
        yield Finding(finding.ok, f"chain {finding.english}", f"rantai {finding.indonesian}")
