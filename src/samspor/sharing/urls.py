"""Addresses of sharing."""

from django.urls import path

from samspor.sharing.views import answering, asking, family

app_name = "sharing"

urlpatterns = [
    path("regler/", family.lanes, name="lanes"),
    path("som/<uuid:tie>/", family.seen_as, name="seen_as"),
    path("samtykke/<uuid:exchange>/svar/", answering.answer, name="answer"),
    path("samtykke/<uuid:exchange>/tilbage/", answering.withdraw, name="withdraw"),
    path("samtykke/<uuid:exchange>/forny/", answering.renew, name="renew"),
    path("samtykke/<uuid:exchange>/fejl/", answering.take_back, name="take_back"),
    path("indsats/<uuid:effort>/fejl/", answering.effort_take_back, name="effort_take_back"),
    path("indsats/<uuid:effort>/svar/", answering.effort_answer, name="effort_answer"),
    path("indsats/<uuid:effort>/tilbage/", answering.effort_withdraw, name="effort_withdraw"),
    path("indsats/<uuid:effort>/forny/", answering.effort_renew, name="effort_renew"),
    path("<uuid:child>/", family.family, name="map"),
    path("<uuid:child>/spoerg/", asking.ask, name="ask"),
    path("<uuid:child>/indsats/", asking.ask_effort, name="ask_effort"),
    path("<uuid:child>/besked/", asking.tell, name="tell"),
]
