"""Addresses of the log."""

from django.urls import path

from samspor.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.show_log, name="log"),
    path("barn/", views.find_child, name="child"),
    path("barn/<uuid:child>/", views.who, name="who"),
    path("efterproev/", views.verify, name="verify"),
]
