"""Addresses of handovers."""

from django.urls import path

from samspor.transitions.views import answering, child, choosing, outside, parents, receiving, sending

app_name = "transitions"

urlpatterns = [
    path("", sending.listed, name="list"),
    path("ny/<uuid:child>/", sending.begin, name="begin"),
    path("samtykke/", answering.parent, name="parent"),
    path("samtykke/tak/", answering.thanks, name="thanks"),
    path("felt/<uuid:field>/", choosing.field, name="field"),
    path("felt/<uuid:field>/barnet/", choosing.child, name="child"),
    path("link/<uuid:handover_link>/luk/", parents.revoke_link, name="revoke_link"),
    path("modtaget/<uuid:delivery>/", receiving.delivery, name="delivery"),
    path("modtaget/<uuid:delivery>/laest/", receiving.read, name="read"),
    path("modtaget/<uuid:delivery>/kollega/", receiving.name_reader, name="name_reader"),
    path("modtaget/<uuid:delivery>/nytte/", receiving.useful, name="useful"),
    path("modtaget/<uuid:delivery>/barnet/", child.back_received, name="received_child_back"),
    path("<uuid:handover>/", sending.handover, name="handover"),
    path("<uuid:handover>/ret/", sending.aim, name="aim"),
    path("<uuid:handover>/send/", sending.preview, name="preview"),
    path("<uuid:handover>/print/", sending.printed, name="print"),
    path("<uuid:handover>/tag-tilbage/", sending.take_back, name="take_back"),
    path("<uuid:handover>/laest/", outside.read, name="noted_read"),
    path("<uuid:handover>/nyttigt/", outside.useful, name="noted_useful"),
    path("<uuid:handover>/barnet/", child.back, name="child_back"),
    path("<uuid:handover>/luk/", sending.end, name="end"),
    path("<uuid:handover>/foraeldre/<uuid:guardian>/", parents.answer, name="answer"),
    path("<uuid:handover>/foraeldre/<uuid:guardian>/link/", parents.make_link, name="make_link"),
    path("<uuid:handover>/foraeldre/<uuid:guardian>/tilbage/", parents.withdraw, name="withdraw"),
]
