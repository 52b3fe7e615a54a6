"""Addresses of what follows the assessment: focus points, parents, figures and sheets."""

from django.urls import path

from samspor.screening.views import answering, focus, leader, parents, sheet

paths = [
    path("samlet/", leader.rounds_in_figures, name="rounds_in_figures"),
    path("samlet/<uuid:round>/", leader.totals, name="totals"),
    path("<uuid:round_unit>/overblik/", leader.overview, name="overview"),
    path("svar/", answering.answer, name="answer"),
    path("svar/tak/", answering.thanks, name="thanks"),
    path("ord/<uuid:words>/tilbage/", parents.take_back, name="take_back_words"),
    path("link/<uuid:link>/luk/", parents.revoke_link, name="revoke_link"),
    path("<uuid:round_unit>/barn/<uuid:child>/", parents.parents, name="parents"),
    path("<uuid:round_unit>/barn/<uuid:child>/blanket/", parents.paper, name="paper"),
    path("<uuid:round_unit>/barn/<uuid:child>/link/<uuid:guardian>/", parents.make_link, name="make_link"),
    path("fokus/<uuid:focus>/", focus.focus, name="focus"),
    path("fokus/<uuid:focus>/orienteret/", focus.told, name="focus_told"),
    path("fokus/gruppe/<uuid:group>/", focus.of_group, name="focus_of_group"),
    path("fokus/gruppe/<uuid:group>/nyt/", focus.new_of_group, name="new_focus_of_group"),
    path("vurdering/<uuid:assessment>/fokus/", focus.new_of_assessment, name="new_focus"),
    path("<uuid:round_unit>/fokus/", focus.of_round, name="focus_of_round"),
    path("<uuid:round_unit>/fokus/nyt/", focus.new_of_round, name="new_focus_of_round"),
    path("<uuid:round_unit>/<uuid:group>/ark/", sheet.sheet, name="sheet"),
    path("<uuid:round_unit>/<uuid:group>/ark/hent/", sheet.fetch, name="fetch_sheet"),
    path("<uuid:round_unit>/<uuid:group>/ark/pdf/", sheet.fetch_pdf, name="pdf_sheet"),
    path("<uuid:round_unit>/<uuid:group>/ark/print/", sheet.paper, name="paper_sheet"),
    path("<uuid:round_unit>/<uuid:group>/ark/gem/", sheet.write, name="write_sheet"),
]
