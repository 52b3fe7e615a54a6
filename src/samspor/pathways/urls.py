"""Addresses of pathways."""

from django.urls import path

from samspor.pathways.views import baton, doing, goals, journal, levels, pathway, promises, siblings, together, writing

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
    path("maal/<uuid:goal>/", goals.end, name="end_goal"),
    path("maal/<uuid:goal>/tal/", goals.number, name="number"),
    path("maal/<uuid:goal>/igen/", goals.reopen, name="reopen_goal"),
    path("tiltag/<uuid:action>/", doing.settle, name="settle_action"),
    path("tiltag/<uuid:action>/set/", doing.look_at, name="look_at_action"),
    path("tiltag/<uuid:action>/igen/", doing.reopen, name="reopen_action"),
    path("med/<uuid:participant>/slut/", together.end, name="end_participant"),
    path("<uuid:pathway>/", pathway.pathway, name="pathway"),
    path("<uuid:pathway>/skriv/", writing.entry, name="entry"),
    path("<uuid:pathway>/loefte/", promises.promise, name="promise"),
    path("<uuid:pathway>/omfang/", levels.level, name="level"),
    path("<uuid:pathway>/naeste/", writing.next_, name="next"),
    path("<uuid:pathway>/stafet/", baton.offer, name="offer"),
    path("<uuid:pathway>/stedfortraeder/", baton.substitute, name="substitute"),
    path("<uuid:pathway>/maal/", goals.goal, name="goal"),
    path("<uuid:pathway>/tiltag/", doing.action, name="action"),
    path("<uuid:pathway>/med/kollega/", together.colleague, name="colleague"),
    path("<uuid:pathway>/med/familie/", together.family, name="family"),
    path("<uuid:pathway>/med/udefra/", together.where, name="let_in"),
    path("<uuid:pathway>/med/udefra/<uuid:unit>/", together.let_in, name="let_in_from"),
    path("<uuid:pathway>/med/anden/", together.other, name="other"),
    path("<uuid:pathway>/med/tovholdere/", together.leads, name="leads"),
    path("<uuid:pathway>/soeskende/", siblings.link, name="link"),
    path("<uuid:pathway>/soeskende/<uuid:siblings>/slut/", siblings.unlink, name="unlink"),
    path("pakke/<uuid:taken>/", journal.package, name="package"),
    path("<uuid:ended>/journal/", journal.take_out, name="take_out"),
    path("<uuid:pathway>/afslut/", writing.close, name="close"),
]
