"""Addresses of the notices."""

from django.urls import path

from suar.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.mine, name="mine"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/preferences/", views.preferences, name="preferences"),
    path("notices/<uuid:notice_id>/read/", views.read, name="read"),
]
