"""Addresses of the demo."""

from django.urls import path

from samspor.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast, name="cast"),
    path("<slug:key>/", views.enter, name="enter"),
]
