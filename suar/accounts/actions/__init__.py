"""Verbs of the accounts, by subject: signing in, own things, factors, people, links."""
