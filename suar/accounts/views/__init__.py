"""Doors of the accounts, by subject."""
