"""Addresses of roster."""

from django.urls import path

from samspor.roster.views import handing_in, reviewing

app_name = "roster"

urlpatterns = [
    path("", handing_in.lists, name="lists"),
    path("ny/", handing_in.hand_in, name="hand_in"),
    path("<uuid:change_set>/", reviewing.review, name="review"),
    path("<uuid:change_set>/venter/", reviewing.waiting, name="waiting"),
    path("<uuid:change_set>/kolonner/", handing_in.columns, name="columns"),
    path("<uuid:change_set>/hel/", reviewing.complete, name="complete"),
    path("<uuid:change_set>/vaelg/", reviewing.choose, name="choose"),
    path("<uuid:change_set>/indlaes/", reviewing.apply, name="apply"),
    path("<uuid:change_set>/fortryd/", reviewing.undo, name="undo"),
    path("<uuid:change_set>/kasser/", reviewing.discard, name="discard"),
    path("<uuid:change_set>/<uuid:change>/igen/", reviewing.again, name="again"),
    path("<uuid:change_set>/<uuid:change>/", reviewing.decide, name="decide"),
]
