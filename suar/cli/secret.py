"""`suar secret`: a new random secret, so that nobody invents one."""

from __future__ import annotations

import argparse
import secrets


def configure(parser: argparse.ArgumentParser) -> None:
    """The command takes no options."""


def run(options: argparse.Namespace) -> int:
    """Print a secret of 64 random bytes."""
    print(secrets.token_urlsafe(64))
    return 0
