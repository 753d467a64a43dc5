"""Addresses of the person record: ids only, never a name."""

from __future__ import annotations

from django.urls import path

from suar.people.views import entries, finding, glass, links, record

app_name = "people"
ONE = "people/<uuid:person_id>/"
urlpatterns = [
    path("people/", finding.find, name="find"),
    path("people/new/", finding.new, name="new"),
    path(ONE, record.person, name="person"),
    path(ONE + "emergency/", glass.glass, name="glass"),
    path(ONE + "identity/", record.identity, name="identity"),
    path(ONE + "contact/", record.contact, name="contact"),
    path(ONE + "basics/", record.basics, name="basics"),
    path(ONE + "safe-contact/", record.safe_contact, name="safe_contact"),
    path(ONE + "must-not-know/", record.must_not_know, name="must_not_know"),
    path(ONE + "relations/add/", links.relate, name="relate"),
    path(ONE + "relations/<uuid:row_id>/end/", links.end_relation, name="end_relation"),
    path(ONE + "duplicates/", links.duplicates, name="duplicates"),
    path(ONE + "compare/<uuid:other_id>/", links.compare, name="compare"),
    path(ONE + "links/<uuid:link_id>/end/", links.unmerge, name="unmerge"),
    path(ONE + "births/<uuid:row_id>/doubt/", entries.doubt, name="doubt"),
    path(ONE + "births/<uuid:row_id>/agree/", entries.agree, name="agree"),
    path(ONE + "<str:section>/add/", entries.add, name="add"),
    path(ONE + "<str:section>/<uuid:row_id>/correct/", entries.correct, name="correct"),
    path(ONE + "<str:section>/<uuid:row_id>/end/", entries.end, name="end"),
]
