"""Addresses of pathways."""

from django.urls import path

from samspor.pathways.views import baton, pathway, promises, writing

app_name = "pathways"

urlpatterns = [
    path("", pathway.listed, name="list"),
    path("aabn/<uuid:child>/", pathway.open_, name="open"),
    path("tilbud/<uuid:offer>/tag-imod/", baton.accept, name="accept"),
    path("tilbud/<uuid:offer>/nej-tak/", baton.decline, name="decline"),
    path("tilbud/<uuid:offer>/tilbage/", baton.take_back, name="take_back"),
    path("stedfortraeder/<uuid:substitute>/slut/", baton.end_substitute, name="end_substitute"),
    path("loefte/<uuid:promise>/", promises.settle, name="settle"),
    path("loefte/<uuid:promise>/igen/", promises.reopen, name="reopen"),
    path("<uuid:pathway>/", pathway.pathway, name="pathway"),
    path("<uuid:pathway>/skriv/", writing.entry, name="entry"),
    path("<uuid:pathway>/loefte/", promises.promise, name="promise"),
    path("<uuid:pathway>/naeste/", writing.next_, name="next"),
    path("<uuid:pathway>/stafet/", baton.offer, name="offer"),
    path("<uuid:pathway>/stedfortraeder/", baton.substitute, name="substitute"),
    path("<uuid:pathway>/afslut/", writing.close, name="close"),
]
