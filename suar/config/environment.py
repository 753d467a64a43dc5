"""Reading the environment: every variable is declared here once, and all faults are told at once.

``docs/settings.md`` and ``.env.example`` name each of them; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from suar.cli.speech import words


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable that a running system reads."""

    name: str
    default: str = ""
    from_file: bool = False  # also read from the file that NAME_FILE names


VARIABLES: Mapping[str, Variable] = {
    v.name: v
    for v in (
        Variable("SUAR_SECRET_KEY", from_file=True),
        Variable("SUAR_HOSTS"),
        Variable("SUAR_DATA_DIR", "/var/lib/suar"),
        Variable("SUAR_DATABASE_URL"),
        Variable("SUAR_DATABASE_PASSWORD", from_file=True),
        Variable("SUAR_DATABASE_OWNER_URL"),
        Variable("SUAR_DATABASE_OWNER_PASSWORD", from_file=True),
        Variable("SUAR_KEYS_DATABASE_URL"),
        Variable("SUAR_KEYS_DATABASE_PASSWORD", from_file=True),
        Variable("SUAR_MASTER_KEY_SOURCE", "file:/etc/suar/master-keys"),
        Variable("SUAR_TLS_CERTIFICATE"),
        Variable("SUAR_TLS_KEY"),
        Variable("SUAR_BEHIND_PROXY"),
        Variable("SUAR_EMAIL_URL", from_file=True),
        Variable("SUAR_EMAIL_FROM"),
        Variable("SUAR_BACKUP_DIR", "/var/backups/suar"),
        Variable("SUAR_BACKUP_RECIPIENT"),
        Variable("SUAR_ERASURE_LIST", "/var/lib/suar-erasures/erasures.list"),
        Variable("SUAR_CLAMD"),
        Variable("SUAR_LANGUAGE", "id"),
        Variable("SUAR_TIME_ZONE", "Asia/Jakarta"),
        Variable("SUAR_LOG_LEVEL", "WARNING"),
        Variable("SUAR_ADDRESS", "127.0.0.1"),
        Variable("SUAR_PORT", "8000"),
        Variable("SUAR_WEB_PROCESSES", "2"),
        Variable("SUAR_WEB_THREADS", "4"),
        Variable("SUAR_DEBUG"),
    )
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the settings are refused: which variable, and what to do, in both languages."""

    name: str
    english: str
    indonesian: str


@dataclass(slots=True)
class Environment:
    """The environment as declared above, and the faults found while reading it."""

    values: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return a variable (from its file where NAME_FILE is given), or its default."""
        variable = VARIABLES[name]
        if variable.from_file and (path := self.values.get(f"{name}_FILE", "").strip()):
            try:
                return Path(path).read_text().strip()
            except OSError as error:
                reason = type(error).__name__
                self.refuse(
                    f"{name}_FILE",
                    f"cannot be read ({reason}): {path}",
                    f"tidak dapat dibaca ({reason}): {path}",
                )
                return ""
        return self.values.get(name, "").strip() or variable.default

    def path(self, name: str) -> Path:
        """Return a variable as a path; a relative one is refused."""
        path = Path(self.text(name))
        if not path.is_absolute():
            self.refuse(name, "must be an absolute path", "harus berupa jalur absolut")
        return path

    def number(self, name: str, *, least: int, most: int) -> int:
        """Return a variable as a whole number within bounds."""
        text = self.text(name)
        if not text.isdecimal() or not least <= int(text) <= most:
            self.refuse(
                name,
                f"must be a number from {least} to {most}, not {text!r}",
                f"harus berupa angka {least} sampai {most}, bukan {text!r}",
            )
            return least
        return int(text)

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return a variable that must be one of a few words."""
        text = self.text(name)
        if text not in allowed:
            listed = ", ".join(allowed)
            self.refuse(name, f"must be one of {listed}", f"harus salah satu dari {listed}")
            return allowed[0]
        return text

    def yes(self, name: str) -> bool:
        """Say whether a switch is on (1, true, yes); other words are refused."""
        text = self.text(name).lower()
        if text not in {"", "0", "1", "false", "true", "no", "yes"}:
            self.refuse(name, "must be 1 or 0", "harus 1 atau 0")
        return text in {"1", "true", "yes"}

    def refuse(self, name: str, english: str, indonesian: str) -> None:
        """Note a fault; reading goes on, so that all are told at once."""
        self.faults.append(Fault(name, english, indonesian))

    def report(self) -> str:
        """Return the faults as one text in the terminal's language."""
        head = words(
            "Suar does not start: the settings are unsafe or incomplete.",
            "Suar tidak dijalankan: pengaturan belum aman atau belum lengkap.",
        )
        tail = words(
            "Every setting is explained in docs/settings.md.",
            "Setiap pengaturan dijelaskan di docs/settings.md.",
        )
        lines = [f"  {f.name}: {words(f.english, f.indonesian)}" for f in self.faults]
        return "\n".join([head, *lines, tail])
