"""Addresses of the guide."""

from django.urls import path

from samspor.guide.views import editing, newer, public, rehearsing, ticking

app_name = "guide"

urlpatterns = [
    path("", public.front, name="front"),
    path("hele/<slug:guide_key>/", public.whole, name="whole"),
    path("oev/", rehearsing.rehearsals, name="rehearsals"),
    path("oev/<uuid:rehearsal>/", rehearsing.rehearsal, name="rehearsal"),
    path("oev/<uuid:rehearsal>/<int:turn>/", rehearsing.turn, name="turn"),
    path("rediger/", editing.editor, name="editor"),
    path("rediger/kladde/<uuid:guide>/", editing.draft, name="draft"),
    path("rediger/nyere/<uuid:guide>/", newer.newer, name="newer"),
    path("rediger/trin/<uuid:step>/", editing.step, name="edit_step"),
    path("rediger/trin/<uuid:step>/tag-ud/", editing.remove, name="remove_step"),
    path("rediger/<uuid:version>/", editing.version, name="version"),
    path("rediger/<uuid:version>/nyt/", editing.new_step, name="new_step"),
    path("rediger/<uuid:version>/gennemgang/", editing.preview, name="preview"),
    path("rediger/<uuid:version>/udgiv/", editing.publish, name="publish"),
    path("rediger/<uuid:version>/kasser/", editing.discard, name="discard"),
    path("tjekliste/<uuid:line>/", ticking.tick, name="tick"),
    path("<slug:guide_key>/", public.start, name="start"),
    path("<slug:guide_key>/<slug:step_key>/", public.step, name="step"),
]
