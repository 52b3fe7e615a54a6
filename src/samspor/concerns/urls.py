"""Addresses of concerns."""

from django.urls import path

from samspor.concerns.views import concern, consulting, ending, guiding, marks, starting, stops, voices, writing

app_name = "concerns"

urlpatterns = [
    path("", concern.listed, name="list"),
    path("ny/<uuid:child>/", starting.start, name="start"),
    path("ny/<uuid:child>/kladde/", starting.draft, name="draft"),
    path("anonym/", consulting.consult, name="consult"),
    path("anonym/<uuid:consultation>/slet/", consulting.withdraw, name="withdraw_consultation"),
    path("stop/<uuid:stop>/", stops.suspicion, name="suspicion"),
    path("stop/<uuid:stop>/ophaev/", stops.lift, name="lift"),
    path("faktor/<uuid:factor>/", writing.reword, name="reword"),
    path("faktor/<uuid:factor>/tilbage/", writing.withdraw, name="withdraw"),
    path("skridt/<uuid:next_step>/", writing.finish, name="finish"),
    path("skridt/<uuid:next_step>/fortryd/", writing.undo, name="undo_step"),
    path("inddraget/<uuid:involvement>/tilbage/", writing.withdraw_involvement, name="withdraw_involvement"),
    path("maerke/<uuid:mark>/vis/", marks.show, name="open_mark"),
    path("maerke/<uuid:mark>/tilbage/", marks.withdraw, name="withdraw_mark"),
    path("stemme/<uuid:voice>/", voices.approve, name="approve"),
    path("stemme/<uuid:voice>/ret/", voices.reword, name="reword_voice"),
    path("stemme/<uuid:voice>/slet/", voices.withdraw, name="withdraw_voice"),
    path("stemme/<uuid:voice>/vist/", voices.share, name="share"),
    path("stemme/<uuid:voice>/vist/fortryd/", voices.not_shared, name="not_shared"),
    path("stemme/<uuid:voice>/tegning/", voices.drawing, name="drawing"),
    path("<uuid:concern>/", concern.concern, name="concern"),
    path("<uuid:concern>/spoergsmaal/", stops.answers, name="answers"),
    path("<uuid:concern>/underret/", stops.notify, name="notify"),
    path("<uuid:concern>/underret/gjort/", stops.notified, name="notified"),
    path("<uuid:concern>/fungerer/", writing.works, name="works"),
    path("<uuid:concern>/bekymrer/", writing.worries, name="worries"),
    path("<uuid:concern>/skal-ske/", writing.wanted, name="wanted"),
    path("<uuid:concern>/skridt/", writing.step, name="step"),
    path("<uuid:concern>/inddrag/", writing.involve, name="involve"),
    path("<uuid:concern>/lineal/<uuid:axis>/", marks.own, name="own_mark"),
    path("<uuid:concern>/lineal/<uuid:axis>/andre/", marks.others, name="others_mark"),
    path("<uuid:concern>/stemme/", voices.keep, name="voice"),
    path("<uuid:concern>/vejviser/", guiding.guide, name="guide"),
    path("<uuid:concern>/print/", concern.printed, name="print"),
    path("<uuid:concern>/afslut/", ending.close, name="close"),
    path("<uuid:concern>/aabn/", ending.reopen, name="reopen"),
]
