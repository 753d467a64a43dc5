"""Addresses of the files."""

from django.urls import path

from suar.files import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:file_id>/", views.download, name="download"),
    path("files/<uuid:file_id>/show/", views.show, name="show"),
    path("files/<uuid:file_id>/original/", views.original, name="original"),
    path("files/of/<slug:kind>/<uuid:record_id>/", views.of_record, name="of_record"),
    path("files/of/<slug:kind>/<uuid:record_id>/add/", views.add, name="add"),
]
