"""Stages of a case, its closing and its reopening."""
