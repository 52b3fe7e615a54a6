"""Danish words for tracks, audiences and versions."""

from samspor.guide.rules.differences import Change
from samspor.guide.rules.path import Track
from samspor.guide.rules.versions import Audience, VersionState

TRACK = {
    Track.START: "Begynd her",
    Track.ACUTE: "Akut: barnet er i fare",
    Track.YELLOW: "Gult spor: noget undrer os",
    Track.ABSENCE: "Skolefravær",
    Track.TRANSITION: "Overgange",
    Track.PREGNANCY: "Graviditet",
    Track.RED: "Rødt spor: vi er bekymrede",
}
AT_ONCE = "Straks"
AUDIENCE = {Audience.STAFF: "Fagfolk", Audience.FAMILIES: "Forældre og unge"}
VERSION_STATE = {
    VersionState.DRAFT: "Kladde",
    VersionState.PUBLISHED: "Udgivet",
    VersionState.SUCCEEDED: "Afløst",
}
CHANGE = {Change.NEW: "Nyt trin", Change.OTHERWISE: "Skrevet om", Change.GONE: "Er ikke med mere"}
PART = {
    "title": "Overskrift",
    "track": "Spor",
    "do": "Det gør man",
    "question": "Spørgsmål",
    "who": "Hvem",
    "rule": "Tid efter loven",
    "days": "Dage",
    "days_basis": "Hvor tiden er fra",
    "template_name": "Skabelon",
    "template_link": "Link til skabelon",
    "basis": "Begrundelse",
    "ground": "Hjemmel",
    "decided": "Hvor det er besluttet lokalt",
    "contact": "Hvem man ringer til",
    "phone": "Telefonnummer",
    "tells_parents": "Når forældrene",
    "notifies": "Er en underretning",
    "condition": "Hvornår trinet gælder",
    "answers": "Svar, og hvor de fører hen",
}
SAID = {
    "title": "Navnet er svært",
    "do": "Teksten er svær",
    "question": "Spørgsmålet er svært",
    "who": "Det, der står om, hvem der gør det, er svært",
    "basis": "Begrundelsen er svær",
    "decided": "Det, der står om den lokale beslutning, er svært",
    "days_basis": "Det, der står om den lokale tid, er svært",
    "template_name": "Skabelonens navn er svært",
    "contact": "Det, der står om, hvem man ringer til, er svært",
    "answers": "Svarene er svære",
}
