"""Packing parts into one file that only the offline private key opens (age)."""

from __future__ import annotations

import os
import tarfile
import threading
from pathlib import Path

import pyrage
from pyrage import x25519

from suar.cli.refusal import Refused


def seal(folder: Path, names: list[str], target: Path, recipient: str) -> None:
    """Seal the named parts of a folder; no unsealed package ever stands on the disk."""
    try:
        to = x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise Refused(
            "The public key for backups is none (age1…).",
            "Kunci publik cadangan tidak sah (age1…).",
        ) from error
    unfinished = target.with_suffix(".part")
    read_end, write_end = os.pipe()
    faults: list[BaseException] = []

    def pack() -> None:
        try:
            with os.fdopen(write_end, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as tar:
                for name in names:
                    tar.add(folder / name, arcname=name)
        except BaseException as error:  # noqa: BLE001 - told to the thread that waits
            faults.append(error)

    packer = threading.Thread(target=pack, name="pack")
    packer.start()
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(read_end, "rb") as pipe, os.fdopen(handle, "wb") as sealed:
            pyrage.encrypt_io(pipe, sealed, [to])
            sealed.flush()
            os.fsync(sealed.fileno())
    finally:
        packer.join()
    if faults:
        unfinished.unlink(missing_ok=True)
        raise faults[0]
    unfinished.rename(target)
    _flush(target.parent)


def identity(path: Path) -> x25519.Identity:
    """Read the private key from a file; raises ``Refused``."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
        found = next(line for line in lines if line.startswith("AGE-SECRET-KEY-"))
        return x25519.Identity.from_str(found)
    except (OSError, StopIteration, pyrage.IdentityError) as error:
        raise Refused(
            f"{path} holds no private key for backups.", f"{path} tidak berisi kunci cadangan."
        ) from error


def unseal(source: Path, key: x25519.Identity, folder: Path) -> None:
    """Open a sealed backup into a folder that the caller removes; raises ``Refused``."""
    package = folder / "package.tar"
    try:
        with source.open("rb") as sealed, package.open("wb") as plain:
            pyrage.decrypt_io(sealed, plain, [key])
    except OSError as error:
        raise Refused(f"{source} cannot be read.", f"{source} tidak dapat dibaca.") from error
    except pyrage.DecryptError as error:
        raise Refused(
            "This key does not open this backup, or the file was altered.",
            "Kunci ini tidak membuka cadangan ini, atau berkasnya telah diubah.",
        ) from error
    with tarfile.open(package) as tar:
        tar.extractall(folder, filter="data")
    package.unlink()


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
