"""Addresses of the family's room: the family's own first, then the staff's."""

from django.urls import path

from samspor.family.views import childs, own, persons, proposals, staff, staffs_child

app_name = "family"

urlpatterns = [
    path("", own.door, name="door"),
    path("side/", own.page, name="page"),
    path("skriv/<slug:said>/", own.write, name="write"),
    path("tal/", own.number, name="number"),
    path("svar/", own.answer, name="answer"),
    path("person/", persons.propose, name="propose_person"),
    path("person/tilbage/", persons.take_back, name="take_back_person"),
    path("forslag/", proposals.answer, name="answer_proposal"),
    path("ud/", own.leave, name="leave"),
    path("min-side/", childs.page, name="childs_page"),
    path("min-side/skriv/<slug:place>/", childs.say, name="say"),
    path("min-side/hvem/", childs.readers, name="readers"),
    path("barn/<uuid:child>/", staff.family, name="family"),
    path("barn/<uuid:child>/egen-side/", staffs_child.child, name="child"),
    path("barn/<uuid:child>/egen-side/sammen/", staffs_child.together, name="together"),
    path("barn/<uuid:child>/egen-side/kode/", staffs_child.code, name="childs_code"),
    path("barnets-ord/<uuid:piece>/svar/", staffs_child.answer, name="answer_piece"),
    path("barn/<uuid:child>/forslag/", proposals.put, name="put_proposal"),
    path("forslag/<uuid:proposal>/begynd/", proposals.begin, name="begin_proposal"),
    path("forslag/<uuid:proposal>/tilbage/", proposals.withdraw, name="withdraw_proposal"),
    path("person/<uuid:person>/svar/", persons.answer, name="answer_person"),
    path("som/<uuid:tie>/", staff.preview, name="preview"),
    path("kode/<uuid:invitation>/", staff.code, name="code"),
    path("kode/<uuid:invitation>/luk/", staff.revoke, name="revoke"),
]
