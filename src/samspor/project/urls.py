"""All addresses: Danish paths, English names."""

from django.urls import include, path

from samspor.project import views

urlpatterns = [
    path("", include("samspor.overview.urls")),
    path("sundhed/", views.health, name="health"),
    path("bliv/", views.stay, name="stay"),
    path("glem.css", views.forget, name="forget"),
    path("konto/", include("samspor.project.sign_in.urls")),
    path("demo/", include("samspor.demo.urls")),
    path("komponenter/", include("samspor.ui.urls")),
    path("log/", include("samspor.audit.urls")),
    path("lister/", include("samspor.roster.urls")),
    path("bekymringer/", include("samspor.concerns.urls")),
    path("moeder/", include("samspor.forums.urls")),
    path("forloeb/", include("samspor.pathways.urls")),
    path("familie/", include("samspor.family.urls")),
    path("overleveringer/", include("samspor.transitions.urls")),
    path("deling/", include("samspor.sharing.urls")),
    path("vejviser/", include("samspor.guide.urls")),
    path("runder/", include("samspor.screening.urls")),
    path("", include("samspor.people.urls")),
]

handler400 = "samspor.project.errors.bad"
handler403 = "samspor.project.errors.not_allowed"
handler404 = "samspor.project.errors.not_found"
handler429 = "samspor.project.errors.too_many"
handler500 = "samspor.project.errors.failed"
