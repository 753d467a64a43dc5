"""Addresses of the agenda."""

from django.urls import path

from suar.agenda import views

app_name = "agenda"
urlpatterns = [
    path("tasks/", views.mine, name="mine"),
    path("tasks/team/", views.of_team, name="team"),
    path("tasks/<uuid:task_id>/done/", views.complete, name="complete"),
    path("tasks/<uuid:task_id>/later/", views.snooze, name="snooze"),
    path("tasks/<uuid:task_id>/give/", views.reassign, name="reassign"),
]
