"""Codes of a report; their words stand in ``labels.py``."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How the report came in."""

    PHONE = "phone"
    WHATSAPP = "whatsapp"
    VISIT = "visit"
    FIELD = "field"
    SOCIAL_MEDIA = "social_media"
    EMAIL = "email"
    LETTER = "letter"
    OTHER_OFFICE = "other_office"


class Speaker(StrEnum):
    """Who is speaking: the person, or a reporter (always a record apart)."""

    PERSON = "person"
    REPORTER = "reporter"


class Relation(StrEnum):
    """What the reporter is to the person."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    OTHER_FAMILY = "other_family"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    FELLOW_WORKER = "fellow_worker"
    VILLAGE_OFFICIAL = "village_official"
    ORGANISATION = "organisation"
    EMPLOYER = "employer"
    STRANGER = "stranger"
    OTHER = "other"
    UNKNOWN = "unknown"


class Where(StrEnum):
    """What kind of place the person is in now."""

    INDONESIA = "indonesia"
    ABROAD = "abroad"
    AT_SEA = "at_sea"
    UNKNOWN = "unknown"


class State(StrEnum):
    """What became of the report."""

    NEW = "new"
    CASE_OPENED = "case_opened"
    ADDED_TO_CASE = "added_to_case"
    NO_CASE = "no_case"


class NoCase(StrEnum):
    """Why no case was opened; help and information may still have been given."""

    INFORMATION = "information"
    REFERRED_AT_ONCE = "referred_at_once"
    PERSON_DECLINED = "person_declined"
    CANNOT_BE_REACHED = "cannot_be_reached"
    SAME_REPORT = "same_report"
    HAS_CASE = "has_case"
    MISTAKE = "mistake"
