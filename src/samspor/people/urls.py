"""Addresses of people."""

from django.urls import path

from samspor.people.views import adults, children, closing, emergency, enrolments, expecting, groups, merging, staff

app_name = "people"

urlpatterns = [
    path("barn/opret/", children.register, name="register"),
    path("barn/ventet/", expecting.expect, name="expect"),
    path("barn/<uuid:child>/ventet/", expecting.expect_sibling, name="expect_sibling"),
    path("barn/<uuid:child>/ret/", children.correct, name="correct"),
    path("barn/<uuid:child>/udmeld/", children.leave, name="leave"),
    path("barn/<uuid:child>/voksen/", adults.add_guardian, name="add_guardian"),
    path("barn/voksen/<uuid:tie>/", adults.correct_guardian, name="correct_guardian"),
    path("barn/<uuid:child>/tilknyt/", adults.affiliate, name="affiliate"),
    path("barn/tilknytning/<uuid:affiliation>/", adults.end_affiliation, name="end_affiliation"),
    path("barn/<uuid:child>/flyt/", enrolments.enrol, name="enrol"),
    path("barn/indmeldelse/<uuid:enrolment>/", enrolments.end, name="end_enrolment"),
    path("barn/indmeldelse/<uuid:enrolment>/fjern/", enrolments.remove, name="remove_enrolment"),
    path("barn/<uuid:child>/saml/", merging.choose, name="choose_other"),
    path("barn/<uuid:child>/saml/<uuid:other>/", merging.merge, name="merge"),
    path("barn/samling/<uuid:merge>/del/", merging.undo, name="undo_merge"),
    path("grupper/ny/", groups.open_group, name="open_group"),
    path("grupper/<uuid:group>/navn/", groups.rename, name="rename_group"),
    path("grupper/<uuid:group>/luk/", groups.close, name="close_group"),
    path("noedadgang/", emergency.open_glass, name="emergency"),
    path("noedadgange/", emergency.glasses, name="emergencies"),
    path("noedadgange/slut/", emergency.ended, name="emergency_ended"),
    path("noedadgange/<uuid:access>/", emergency.review, name="review"),
    path("noedadgange/<uuid:access>/afslut/", emergency.end, name="end_emergency"),
    path("enheder/", staff.units, name="units"),
    path("enheder/<uuid:unit>/luk/", closing.close, name="close_unit"),
    path("enheder/<uuid:unit>/luk/fortryd/", closing.keep_open, name="keep_unit_open"),
    path("medarbejdere/", staff.staff, name="staff"),
    path("medarbejdere/ny/", staff.take_on, name="take_on"),
    path("medarbejdere/<uuid:member>/", staff.staff_member, name="staff_member"),
    path("ansaettelse/<uuid:employment>/", staff.end_employment, name="end_employment"),
]
