"""Referrals: one person, one receiver, the data agreed to, and nothing else."""
