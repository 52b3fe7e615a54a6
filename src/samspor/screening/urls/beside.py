"""Addresses of visits, of second assessors and of instruments."""

from django.urls import path

from samspor.screening.views import instruments, seconds, visits

paths = [
    path("redskaber/", instruments.instruments, name="instruments"),
    path("redskaber/skabelon/", instruments.template, name="instrument_template"),
    path("redskaber/gem/", instruments.adopt, name="adopt_instrument"),
    path("redskaber/<uuid:instrument>/", instruments.instrument, name="instrument"),
    path("redskaber/<uuid:instrument>/regneark/", instruments.fetch, name="fetch_instrument"),
    path("besoeg/", visits.visits, name="visits"),
    path("besoeg/nyt/<uuid:child>/", visits.new_visit, name="new_visit"),
    path("besoeg/<uuid:visit>/", visits.visit, name="visit"),
    path("besoeg/<uuid:visit>/flere-dage/", visits.prolong_visit, name="prolong_visit"),
    path("<uuid:round_unit>/medvurderere/", seconds.seconds, name="seconds"),
    path("medvurdering/<uuid:second>/", seconds.second, name="second"),
    path("medvurdering/<uuid:second>/tegn/<uuid:looked_at>/", seconds.second_ticks, name="second_ticks"),
    path("medvurdering/<uuid:second>/aflever/", seconds.hand_in, name="hand_in_second"),
    path("medvurdering/<uuid:second>/kan-ikke/", seconds.decline, name="decline_second"),
    path("medvurdering/<uuid:second>/afslut/", seconds.end, name="end_second"),
]
