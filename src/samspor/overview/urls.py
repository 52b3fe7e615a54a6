"""Addresses of the overview."""

from django.urls import path

from samspor.overview.views import child, day, groups, reading, search

app_name = "overview"

urlpatterns = [
    path("", day.day, name="day"),
    path("beskeder/<uuid:message>/", day.read, name="read"),
    path("beskeder/<uuid:message>/ringet/", day.called, name="called"),
    path("barn/<uuid:child>/", child.child, name="child"),
    path("barn/<uuid:child>/adresse/", child.reveal, name="reveal"),
    path("soeg/", search.search, name="search"),
    path("grupper/", groups.groups, name="groups"),
    path("grupper/<uuid:group>/", groups.group, name="group"),
    path("hjaelp/", reading.manual, name="help"),
    path("hjaelp/<slug:page>/", reading.manual, name="manual"),
    path("hjaelp/billeder/<slug:name>.png", reading.picture, name="picture"),
    path("privatliv/", reading.privacy, name="privacy"),
    path("tilgaengelighed/", reading.accessibility, name="accessibility"),
    path("ordliste/", reading.glossary, name="glossary"),
    path("regler/", reading.rules, name="rules"),
    path("adgang/", reading.access, name="access"),
]
