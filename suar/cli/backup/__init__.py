"""Sealed backups: data, then keys, then files; restored only together with the list of erasures."""
