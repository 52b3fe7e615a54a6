"""Addresses of the family's room: the family's own first, then the staff's."""

from django.urls import path

from samspor.family.views import own, staff

app_name = "family"

urlpatterns = [
    path("", own.door, name="door"),
    path("side/", own.page, name="page"),
    path("skriv/<slug:said>/", own.write, name="write"),
    path("tal/", own.number, name="number"),
    path("svar/", own.answer, name="answer"),
    path("ud/", own.leave, name="leave"),
    path("barn/<uuid:child>/", staff.family, name="family"),
    path("som/<uuid:tie>/", staff.preview, name="preview"),
    path("kode/<uuid:invitation>/", staff.code, name="code"),
    path("kode/<uuid:invitation>/luk/", staff.revoke, name="revoke"),
]
