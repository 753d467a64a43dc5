"""Addresses of the network."""

from __future__ import annotations

from django.urls import path

from suar.network import setting_views, views

app_name = "network"
urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/new/", views.new_offer, name="new_offer"),
    path("directory/<uuid:offer_id>/", views.offer, name="offer"),
    path("directory/<uuid:offer_id>/edit/", views.edit_offer, name="edit_offer"),
    path("directory/<uuid:offer_id>/beds/", views.beds, name="beds"),
    path("directory/<uuid:offer_id>/verify/", views.verify, name="verify"),
    path("directory/<uuid:offer_id>/close/", views.close, name="close_offer"),
    path("settings/organisation/", setting_views.organisation, name="organisation"),
    path("settings/units/", setting_views.units, name="units"),
    path("settings/units/new/", setting_views.new_unit, name="new_unit"),
    path("settings/units/<uuid:unit_id>/", setting_views.edit_unit, name="unit"),
    path("settings/units/<uuid:unit_id>/close/", setting_views.close_unit, name="close_unit"),
    path("settings/agreements/", setting_views.agreements, name="agreements"),
    path("settings/agreements/new/", setting_views.new_agreement, name="new_agreement"),
    path(
        "settings/agreements/<uuid:agreement_id>/",
        setting_views.end_agreement,
        name="end_agreement",
    ),
]
