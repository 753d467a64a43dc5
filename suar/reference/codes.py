"""Codes of the dated facts."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """How well a fact is founded."""

    SOURCED = "S"  # read at the source named
    GENERAL = "GK"  # general knowledge, to be verified by an expert
    PROPOSAL = "P"  # a proposal of the project; an organisation may set another


class Emergency(StrEnum):
    """What a person reaches at an emergency number."""

    POLICE = "police"
    AMBULANCE = "ambulance"
    WOMEN_CHILDREN = "women_children"  # SAPA 129
    WITNESS_PROTECTION = "witness_protection"  # LPSK
    WORKERS = "workers"  # a line for workers
    IMMIGRATION = "immigration"
    MISSION = "mission"  # the embassy's or consulate's line


class Foreign(StrEnum):
    """Whether a number can be called with a SIM card of another country."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class HolidayKind(StrEnum):
    """Why offices are closed."""

    PUBLIC = "public"  # national holiday: no working day
    JOINT_LEAVE = "joint_leave"  # cuti bersama: shown, but deadlines run on


class Threshold(StrEnum):
    """Numbers that are data, never constants."""

    STALE_DIRECTORY_DAYS = "stale_directory_days"
    STALE_NUMBER_DAYS = "stale_number_days"
    FRESH_BEDS_HOURS = "fresh_beds_hours"
