"""Danish words for tracks, audiences and versions."""

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
