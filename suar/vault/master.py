"""Where the master keys come from: a folder of files, or an external command.

``MASTER_KEY_SOURCE`` is ``file:<folder>`` (``master-0001.key`` and so on, 64 hex digits, readable
by the owner alone) or ``command:<program and arguments>``, which is called with ``current`` and
prints the version's number, or with the number and prints 64 hex digits.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from suar.vault import crypto


class NoMasterKey(Exception):  # noqa: N818 - says what is missing
    """The master key is missing, unreadable or of the wrong form."""


def current_version() -> int:
    """Return the number of the newest master key."""
    return _current(settings.MASTER_KEY_SOURCE)


def key(version: int) -> bytes:
    """Return one master key (32 bytes); raises :class:`NoMasterKey`."""
    return _key(settings.MASTER_KEY_SOURCE, version)


def cipher(version: int) -> AESGCM:
    """Return the cipher of one master key."""
    return _cipher(settings.MASTER_KEY_SOURCE, version)


def forget() -> None:
    """Read the source anew at the next use (after a rotation, in tests)."""
    _current.cache_clear()
    _key.cache_clear()
    _cipher.cache_clear()


def create_next() -> int:
    """Write a new master key file beside the others and return its number; files only."""
    folder = _folder(settings.MASTER_KEY_SOURCE)
    if folder is None:
        raise NoMasterKey("an external command makes its own keys")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    version = max([*_versions(folder), 0]) + 1
    path = folder / f"master-{version:04d}.key"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(crypto.new_key().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    directory = os.open(folder, os.O_RDONLY)
    os.fsync(directory)  # a key that a power cut takes away would take the data with it
    os.close(directory)
    forget()
    return version


def ensure() -> int:
    """Return the newest version, making the first key where there is none yet."""
    folder = _folder(settings.MASTER_KEY_SOURCE)
    if folder is not None and not _versions(folder):
        return create_next()
    return current_version()


def _folder(source: str) -> Path | None:
    kind, _, rest = source.partition(":")
    return Path(rest) if kind == "file" else None


def _versions(folder: Path) -> list[int]:
    return sorted(int(p.stem.removeprefix("master-")) for p in folder.glob("master-[0-9]*.key"))


def _ask(source: str, what: str) -> str:
    command = shlex.split(source.removeprefix("command:"))
    try:
        done = subprocess.run(  # noqa: S603 - the administrator's own command from the settings
            [*command, what], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoMasterKey(f"the key command did not answer ({type(error).__name__})") from error
    return done.stdout.strip()


@lru_cache(maxsize=4)
def _current(source: str) -> int:
    folder = _folder(source)
    if folder is None:
        return int(_ask(source, "current"))
    versions = _versions(folder)
    if not versions:
        raise NoMasterKey("no master key yet: `suar keys init` or `make run` makes the first")
    return versions[-1]


@lru_cache(maxsize=8)
def _key(source: str, version: int) -> bytes:
    folder = _folder(source)
    if folder is None:
        text = _ask(source, str(version))
    else:
        try:
            text = (folder / f"master-{version:04d}.key").read_text()
        except OSError as error:
            raise NoMasterKey(f"master key {version} cannot be read") from error
    try:
        found = bytes.fromhex(text.strip())
    except ValueError as error:
        raise NoMasterKey(f"master key {version} is not hexadecimal") from error
    if len(found) != 32:
        raise NoMasterKey(f"master key {version} must have 64 hex digits")
    return found


@lru_cache(maxsize=8)
def _cipher(source: str, version: int) -> AESGCM:
    return AESGCM(_key(source, version))
