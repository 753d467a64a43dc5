"""Somebody's sheet of cases: what its cells mean, and how it is read without harm."""
