"""Addresses of the room."""

from django.urls import path

from samspor.ui import views

app_name = "ui"
urlpatterns = [path("", views.show_gallery, name="gallery")]
