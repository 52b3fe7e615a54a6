"""Addresses of screening."""

from django.urls import path

from samspor.screening import views

app_name = "screening"

urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("ny/", views.plan, name="plan"),
    path("tegn/<uuid:instrument>/<int:months>/", views.signs, name="signs"),
    path("vurdering/<uuid:assessment>/", views.conclude, name="conclude"),
    path("vurdering/<uuid:assessment>/en/", views.alone, name="alone"),
    path("vurdering/<uuid:assessment>/orienteret/", views.inform, name="inform"),
    path("<uuid:round_unit>/", views.board, name="board"),
    path("<uuid:round_unit>/fortryd/", views.withdraw, name="withdraw"),
    path("<uuid:round_unit>/orientering/", views.notice, name="notice"),
    path("<uuid:round_unit>/<uuid:group>/", views.own, name="own"),
    path("<uuid:round_unit>/<uuid:group>/aflever/", views.hand_in, name="hand_in"),
    path("<uuid:round_unit>/<uuid:group>/sammen/", views.joint, name="joint"),
    path("<uuid:round_unit>/<uuid:group>/<uuid:child>/", views.mark, name="mark"),
]
