"""Addresses of forums."""

from django.urls import path

from samspor.forums.views import asking, calendar, lists, meeting, planning, running, wish

app_name = "forums"

urlpatterns = [
    path("", lists.listed, name="list"),
    path("kalender/", calendar.own, name="calendar"),
    path("kalender/ny/", calendar.make, name="calendar_make"),
    path("kalender/luk/", calendar.close, name="calendar_close"),
    path("kalender/samspor.ics", calendar.feed, name="calendar_feed"),
    path("planlaeg/", planning.plan, name="plan"),
    path("barn/<uuid:child>/", asking.where, name="where"),
    path("raekke/<uuid:series>/", lists.series, name="series"),
    path("raekke/<uuid:series>/bed/", asking.unnamed, name="ask_unnamed"),
    path("raekke/<uuid:series>/bed/<uuid:child>/", asking.about_child, name="ask"),
    path("raekke/<uuid:series>/flere/", planning.extend, name="extend"),
    path("raekke/<uuid:series>/plads/", planning.seat_where, name="seat"),
    path("raekke/<uuid:series>/plads/<uuid:unit>/", planning.seat, name="seat_from"),
    path("oenske/<uuid:wish>/", wish.wish, name="wish"),
    path("oenske/<uuid:wish>/traek-tilbage/", wish.withdraw, name="withdraw"),
    path("oenske/<uuid:wish>/luk/", wish.close, name="close_wish"),
    path("oenske/<uuid:wish>/tag-over/", wish.take_over, name="take_over"),
    path("plads/<uuid:seat>/slut/", planning.end_seat, name="end_seat"),
    path("punkt/<uuid:item>/", running.item, name="item"),
    path("punkt/<uuid:item>/aftalt/", running.conclude, name="conclude"),
    path("aftale/<uuid:decision>/", running.decision, name="decision"),
    path("<uuid:meeting>/holdt/", running.held, name="held"),
    path("punkt/<uuid:item>/af/", planning.take_off, name="take_off"),
    path("<uuid:meeting>/", meeting.meeting, name="meeting"),
    path("<uuid:meeting>/flyt/", planning.move, name="move"),
    path("<uuid:meeting>/aflys/", planning.cancel, name="cancel"),
    path("<uuid:meeting>/saet-paa/<uuid:wish>/", planning.place, name="place"),
]
