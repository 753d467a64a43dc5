"""Addresses of the site."""

from __future__ import annotations

from django.urls import path

from suar.site import access_views, erasing_views, holding_views, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("access/", access_views.find, name="access_find"),
    path("access/<uuid:subject_id>/", access_views.show, name="access"),
    path("access/<uuid:subject_id>/erase/", erasing_views.erase, name="erase"),
    path("access/<uuid:subject_id>/receipt/", erasing_views.receipt, name="receipt"),
    path("access/<uuid:subject_id>/hold/", holding_views.place, name="hold_new"),
    path("access/holds/", holding_views.in_force, name="holds"),
    path("access/holds/<uuid:hold_id>/", holding_views.show, name="hold"),
    path("access/holds/<uuid:hold_id>/review/", holding_views.review, name="hold_review"),
    path("access/holds/<uuid:hold_id>/lift/", holding_views.lift, name="hold_lift"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
