"""Addresses of screening."""

from django.urls import path

from samspor.screening.urls import after, beside
from samspor.screening.views import choosing, dialogue, joint, own, quiet, rounds, signs, telling

app_name = "screening"

urlpatterns = [
    *after.paths,
    *beside.paths,
    path("", rounds.rounds, name="rounds"),
    path("ny/", rounds.plan, name="plan"),
    path("tegn/<uuid:instrument>/<int:months>/", rounds.signs, name="signs"),
    path("vurdering/<uuid:assessment>/", joint.conclude, name="conclude"),
    path("vurdering/<uuid:assessment>/dialog/", dialogue.dialogue, name="dialogue"),
    path("vurdering/<uuid:assessment>/set-sammen/", quiet.looked, name="looked"),
    path("vurdering/<uuid:assessment>/set-sammen/fortryd/", quiet.not_looked, name="not_looked"),
    path("vurdering/<uuid:assessment>/kladde/", dialogue.draft, name="draft"),
    path("vurdering/<uuid:assessment>/en/", joint.alone, name="alone"),
    path("vurdering/<uuid:assessment>/orienteret/", joint.inform, name="inform"),
    path("vurdering/<uuid:assessment>/orienteret/tilbage/", joint.not_informed, name="not_informed"),
    path("orientering/<uuid:late_notice>/", telling.late_notice, name="late_notice"),
    path("<uuid:round_unit>/", rounds.board, name="board"),
    path("<uuid:round_unit>/ret/", rounds.change, name="change"),
    path("<uuid:round_unit>/fortryd/", rounds.withdraw, name="withdraw"),
    path("<uuid:round_unit>/orientering/", rounds.notice, name="notice"),
    path("<uuid:round_unit>/boern/", choosing.children, name="children"),
    path("<uuid:round_unit>/orientering/nye/", telling.latecomers, name="latecomers"),
    path("<uuid:round_unit>/<uuid:group>/", own.own, name="own"),
    path("<uuid:round_unit>/<uuid:group>/aflever/", own.hand_in, name="hand_in"),
    path("<uuid:round_unit>/<uuid:group>/sammen/", joint.joint, name="joint"),
    path("<uuid:round_unit>/<uuid:group>/stille/", quiet.quiet, name="quiet"),
    path("<uuid:round_unit>/<uuid:group>/rummet/", dialogue.room, name="room"),
    path("<uuid:round_unit>/<uuid:group>/<uuid:child>/", own.mark, name="mark"),
    path("<uuid:round_unit>/<uuid:group>/<uuid:child>/fjern/", own.withdraw_mark, name="withdraw_mark"),
    path("<uuid:round_unit>/<uuid:group>/<uuid:child>/tegn/", signs.ticks, name="ticks"),
]
