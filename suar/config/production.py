"""What production settings must fulfil, and how each group of them is read.

Every function reads its variables, notes what is unsafe in the environment's list of faults and
returns the Django settings of its group.
"""

from __future__ import annotations

import ipaddress
import os
import re
import stat
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

from suar.config.environment import Environment
from suar.config.settings.databases import from_url, sqlite_pair
from suar.store.postgresql import APP_ROLE

SECRET_LENGTH = 50
SECRET_VARIETY = 20  # different characters
_HOST = re.compile(r"\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.I)


def refuse_debug(env: Environment) -> None:
    """Debug pages show data and settings to whoever meets a fault."""
    if env.yes("SUAR_DEBUG"):
        env.refuse(
            "SUAR_DEBUG", "must not be set in production", "tidak boleh dinyalakan di produksi"
        )


def secret_key(env: Environment) -> str:
    """Read the key that signs sessions."""
    key = env.text("SUAR_SECRET_KEY")
    if len(key) < SECRET_LENGTH or len(set(key)) < SECRET_VARIETY:
        env.refuse(
            "SUAR_SECRET_KEY",
            f"is missing or weak: give {SECRET_LENGTH} random characters (`suar secret`)",
            f"belum ada atau lemah: isi {SECRET_LENGTH} karakter acak (`suar secret`)",
        )
    if "insecure" in key or "example" in key or "only-for-tests" in key:
        env.refuse("SUAR_SECRET_KEY", "is an example, not a secret", "adalah contoh, bukan rahasia")
    return key


def hosts(env: Environment) -> list[str]:
    """Read the names under which the system is reached."""
    names = [name.strip() for name in env.text("SUAR_HOSTS").split(",") if name.strip()]
    if not names:
        env.refuse(
            "SUAR_HOSTS",
            "name the host names of this system, separated by commas",
            "sebutkan nama host sistem ini, dipisahkan koma",
        )
    for name in names:
        if "*" in name or not (_HOST.fullmatch(name) or _is_ip(name)):
            env.refuse("SUAR_HOSTS", f"{name!r} is no host name", f"{name!r} bukan nama host")
    return names


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def databases(env: Environment, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Read both databases: SQLite in the data directory unless told otherwise."""
    url, keys_url = env.text("SUAR_DATABASE_URL"), env.text("SUAR_KEYS_DATABASE_URL")
    if not url and not keys_url:
        return sqlite_pair(data_dir)
    if not url or not keys_url:
        env.refuse(
            "SUAR_DATABASE_URL" if not url else "SUAR_KEYS_DATABASE_URL",
            "data and keys live in two databases: give both addresses",
            "data dan kunci disimpan di dua basis data: isi kedua alamat",
        )
        return sqlite_pair(data_dir)
    if url.split("?")[0].rstrip("/") == keys_url.split("?")[0].rstrip("/"):
        env.refuse(
            "SUAR_KEYS_DATABASE_URL",
            "must be another database than SUAR_DATABASE_URL: erasure needs the keys apart",
            "harus basis data lain dari SUAR_DATABASE_URL: penghapusan butuh kunci terpisah",
        )
    found = {}
    # The login of the keys assumes no role: a member of the data's role could read the data, too.
    for alias, name, role in (
        ("default", "SUAR_DATABASE", APP_ROLE),
        ("keys", "SUAR_KEYS_DATABASE", ""),
    ):
        password = env.text(f"{name}_PASSWORD")
        try:
            found[alias] = from_url(env.text(f"{name}_URL"), password=password, app_role=role)
        except ValueError as error:
            env.refuse(f"{name}_URL", f"write {error}", f"tulis {error}")
    if len(found) < 2:
        return sqlite_pair(data_dir)
    _owner(env, found["default"])
    return found


def _owner(env: Environment, data: dict[str, Any]) -> None:
    """Read the login that owns the tables: the same database under another name.

    Only setup, backup and restore sign in with it; the web server and the worker need not know it.
    """
    name, url = "SUAR_DATABASE_OWNER_URL", env.text("SUAR_DATABASE_OWNER_URL")
    if not url:
        return
    password = env.text("SUAR_DATABASE_OWNER_PASSWORD")
    try:
        owner = from_url(url, password=password)
    except ValueError as error:
        env.refuse(name, f"write {error}", f"tulis {error}")
        return
    if any(owner.get(part) != data.get(part) for part in ("ENGINE", "HOST", "PORT", "NAME")):
        env.refuse(
            name,
            "must be the database of SUAR_DATABASE_URL, with another login",
            "harus basis data yang sama dengan SUAR_DATABASE_URL, dengan akun lain",
        )
    elif owner["USER"] == data["USER"]:
        env.refuse(
            name,
            "must be another login than SUAR_DATABASE_URL: the one that serves owns nothing",
            "harus akun lain dari SUAR_DATABASE_URL: akun yang melayani tidak memiliki apa pun",
        )
    else:
        data["OPTIONS"]["owner"] = {part: owner[part] for part in ("USER", "PASSWORD")}


def master_key_source(env: Environment, *, not_inside: dict[str, Path]) -> str:
    """Read where the master keys come from; a folder must be closed, and lie apart from the data.

    ``not_inside`` names the directories that a thief of the disk or of a backup gets together
    with the data.
    """
    name, source = "SUAR_MASTER_KEY_SOURCE", env.text("SUAR_MASTER_KEY_SOURCE")
    kind, _, rest = source.partition(":")
    if kind == "command" and rest.strip():
        if not Path(rest.split()[0]).is_absolute():
            env.refuse(name, "the command needs its full path", "perintah perlu jalur lengkap")
        return source
    if kind != "file" or not rest:
        env.refuse(name, "write file:/folder or command:/program", "tulis file:/… atau command:/…")
        return source
    folder = Path(rest)
    if not folder.is_absolute():
        env.refuse(name, "must be an absolute path", "harus berupa jalur absolut")
        return source
    for what, place in not_inside.items():
        if folder == place or place in folder.parents:
            env.refuse(
                name,
                f"must not lie inside {what} ({place}): whoever takes that would have both",
                f"tidak boleh berada di dalam {what} ({place}): pencurinya mendapat keduanya",
            )
    _refuse_open_folder(env, name, folder)
    return source


def _refuse_open_folder(env: Environment, name: str, folder: Path) -> None:
    """A key that others on the machine can read is no key; the folder may not exist yet."""
    if not folder.exists():
        return  # `suar keys init` makes it; the vault says so clearly where a key is missing
    for path in [folder, *sorted(folder.glob("master-*.key"))]:
        try:
            mode = path.stat().st_mode
        except OSError:
            env.refuse(name, f"{path} cannot be read", f"{path} tidak dapat dibaca")
            continue
        if stat.S_IMODE(mode) & 0o077:
            env.refuse(
                name,
                f"{path} is open to others: chmod {'700' if path == folder else '600'}",
                f"{path} terbuka bagi pihak lain: chmod {'700' if path == folder else '600'}",
            )
        if path != folder and not os.access(path, os.R_OK):
            env.refuse(name, f"{path} cannot be read", f"{path} tidak dapat dibaca")


def https(env: Environment) -> dict[str, Any]:
    """Read how the connection is protected: own certificate, or a reverse proxy that is named."""
    certificate, key = env.text("SUAR_TLS_CERTIFICATE"), env.text("SUAR_TLS_KEY")
    proxy = env.yes("SUAR_BEHIND_PROXY")
    if not proxy and not (certificate and key):
        env.refuse(
            "SUAR_TLS_CERTIFICATE",
            "no HTTPS: give SUAR_TLS_CERTIFICATE and SUAR_TLS_KEY, or SUAR_BEHIND_PROXY=1 where a "
            "reverse proxy on this machine ends TLS",
            "belum ada HTTPS: isi SUAR_TLS_CERTIFICATE dan SUAR_TLS_KEY, atau SUAR_BEHIND_PROXY=1 "
            "bila reverse proxy di mesin ini yang mengurus TLS",
        )
    for name, path in (("SUAR_TLS_CERTIFICATE", certificate), ("SUAR_TLS_KEY", key)):
        if path and not os.access(path, os.R_OK):
            env.refuse(name, f"cannot be read: {path}", f"tidak dapat dibaca: {path}")
    address = env.text("SUAR_ADDRESS")
    if proxy and not certificate and not _is_loopback(address):
        env.refuse(
            "SUAR_ADDRESS",
            "behind a proxy listen on 127.0.0.1: others could speak plainly to us",
            "di belakang proxy gunakan 127.0.0.1: pihak lain bisa berbicara tanpa enkripsi",
        )
    found: dict[str, Any] = {"TRUSTED_PROXIES": 1 if proxy else 0}
    if proxy:
        found["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
    return found


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def email(env: Environment) -> dict[str, Any]:
    """Read the mail server; `off` says openly that notices stay inside the system."""
    url, sender = env.text("SUAR_EMAIL_URL"), env.text("SUAR_EMAIL_FROM")
    if url == "off":
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        env.refuse(
            "SUAR_EMAIL_URL",
            "write smtps://user:password@host:465, smtp://host:587 (STARTTLS), or off",
            "tulis smtps://user:password@host:465, smtp://host:587 (STARTTLS), atau off",
        )
        return {}
    if "@" not in sender:
        env.refuse("SUAR_EMAIL_FROM", "needs an e-mail address", "perlu alamat surel")
    local = _is_loopback(parts.hostname)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not local,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }


def backups(env: Environment, data_dir: Path) -> dict[str, Any]:
    """Read where backups go and to whom they are sealed; the list of erasures lies elsewhere."""
    folder, erasures = env.path("SUAR_BACKUP_DIR"), env.path("SUAR_ERASURE_LIST")
    recipient = env.text("SUAR_BACKUP_RECIPIENT")
    if not re.fullmatch(r"age1[a-z0-9]{58}", recipient):
        env.refuse(
            "SUAR_BACKUP_RECIPIENT",
            "needs the public key (age1…) of the pair that `suar backup-key` makes; its private "
            "half stays offline",
            "perlu kunci publik (age1…) dari `suar backup-key`; kunci privatnya disimpan luring",
        )
    if folder == data_dir or data_dir in folder.parents:
        env.refuse(
            "SUAR_BACKUP_DIR",
            "must not lie inside the data directory",
            "tidak boleh di dalam direktori data",
        )
    if folder in erasures.parents:
        env.refuse(
            "SUAR_ERASURE_LIST",
            "must not lie among the backups: a restore would forget erasures",
            "tidak boleh di antara cadangan: pemulihan akan melupakan penghapusan",
        )
    return {"BACKUP_DIR": folder, "BACKUP_RECIPIENT": recipient, "ERASURE_LIST": erasures}


def time_zone(env: Environment) -> str:
    """Read the installation's time zone; each user may choose another."""
    name = env.text("SUAR_TIME_ZONE")
    if name not in available_timezones():
        env.refuse("SUAR_TIME_ZONE", f"{name!r} is unknown", f"{name!r} tidak dikenal")
        return "Asia/Jakarta"
    return name
