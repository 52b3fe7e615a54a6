"""Addresses of sharing."""

app_name = "sharing"
urlpatterns: list[object] = []
