"""Addresses of the letters."""

from django.urls import path

from suar.documents import views

app_name = "documents"
urlpatterns = [
    path("letters/", views.register, name="register"),
    path("letters/<uuid:letter_id>/", views.show, name="letter"),
    path("letters/<uuid:letter_id>/finish/", views.finish, name="finish"),
    path("letters/<uuid:letter_id>/void/", views.void, name="void"),
]
