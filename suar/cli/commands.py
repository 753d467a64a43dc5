"""The list of commands: a name, its module, and what it does in both languages.

A module offers ``configure(parser)`` and ``run(options) -> exit code``; it is imported when it is
called, so that `suar --help` is quick and needs no settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from suar.cli.speech import words


@dataclass(frozen=True, slots=True)
class Command:
    """One command of `suar`."""

    module: str
    english: str
    indonesian: str
    needs_settings: bool = True

    @property
    def help(self) -> str:
        """Return what it does, in the terminal's language."""
        return words(self.english, self.indonesian)


COMMANDS: Mapping[str, Command] = {
    "run": Command(
        "suar.cli.run",
        "serve the system: web server and worker together",
        "jalankan sistem: server web dan pekerja bersama",
    ),
    "demo": Command(
        "suar.cli.demo.command",
        "make the demo where there is none, then serve it",
        "buat demo bila belum ada, lalu jalankan",
    ),
    "setup": Command(
        "suar.cli.setup",
        "prepare an installation: keys, tables, reference data, static files",
        "siapkan instalasi: kunci, tabel, data acuan, berkas statis",
    ),
    "doctor": Command(
        "suar.cli.doctor",
        "look the installation over; ends with 1 where something is wrong",
        "periksa instalasi; berakhir dengan 1 bila ada yang salah",
    ),
    "user": Command(
        "suar.cli.users",
        "add the first people of an organisation",
        "tambahkan orang pertama sebuah lembaga",
    ),
    "keys": Command(
        "suar.cli.keys",
        "make and rotate the master key",
        "buat dan ganti kunci induk",
    ),
    "backup-key": Command(
        "suar.cli.backup_key",
        "make the pair of keys for backups; the private half goes offline",
        "buat pasangan kunci cadangan; kunci privat disimpan luring",
        needs_settings=False,
    ),
    "backup": Command(
        "suar.cli.backup.command",
        "write a sealed backup: data, then keys, then files",
        "tulis cadangan tersegel: data, lalu kunci, lalu berkas",
    ),
    "restore": Command(
        "suar.cli.backup.restore_command",
        "restore or verify a backup; replays the list of erasures",
        "pulihkan atau periksa cadangan; menerapkan ulang daftar penghapusan",
    ),
    "audit": Command(
        "suar.cli.audit",
        "verify the chains of events",
        "periksa rantai catatan peristiwa",
    ),
    "worker": Command(
        "suar.cli.worker",
        "do the waiting work and what is due (`suar run` starts it)",
        "kerjakan antrean dan yang jatuh tempo (dijalankan oleh `suar run`)",
    ),
    "permissions": Command(
        "suar.cli.permissions",
        "write or check docs/permissions.md",
        "tulis atau periksa docs/permissions.md",
    ),
    "messages": Command(
        "suar.cli.messages",
        "gather, check or compile the texts of every app",
        "kumpulkan, periksa, atau susun teks setiap aplikasi",
    ),
    "secret": Command(
        "suar.cli.secret",
        "print a new random secret for SUAR_SECRET_KEY",
        "cetak rahasia acak baru untuk SUAR_SECRET_KEY",
        needs_settings=False,
    ),
}
