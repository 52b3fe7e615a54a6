"""Danish words for what stands in a forum."""

from samspor.forums.rules.words import (
    About,
    AdviserRole,
    Anchoring,
    Ground,
    Hearing,
    ItemState,
    MeetingKind,
    MeetingState,
    Outcome,
    When,
    WishState,
)
from samspor.sharing import texts as sharing
from samspor.sharing.rules.words import Purpose

KIND = {
    MeetingKind.FORUM: "Forum",
    MeetingKind.NETWORK_MEETING: "Netværksmøde",
    MeetingKind.FAMILY_CONFERENCE: "Familierådslagning",
    MeetingKind.ADVICE: "Socialfaglig rådgivning",
}
GROUND = {
    Ground.CONSENT: "Frit eller med samtykke",
    Ground.SSD: "SSD, uden samtykke",
    Ground.SSP: "SSP, for at forebygge kriminalitet",
}
GROUND_SAID = {
    Ground.CONSENT: "Børn nævnes kun ved navn for dem, der må høre om dem.",
    Ground.SSD: "SSD-møde. Her må der uden samtykke tales om et barn, når det er nødvendigt for at hjælpe tidligt.",
    Ground.SSP: "SSP-møde. Her må der kun tales om det, der er nødvendigt for at forebygge kriminalitet.",
}
ADVISER_ROLE = {
    AdviserRole.ADVISES: "Rådgiver, uden myndighed",
    AdviserRole.DECIDES_SOME: "Kan bevilge noget",
    AdviserRole.DECIDES: "Har myndigheden med",
}
ANCHORING = {
    Anchoring.FAMILY_DEPARTMENT: "Hører til i familieafdelingen",
    Anchoring.BOTH: "Er begge steder",
    Anchoring.EVERYDAY_PLACES: "Er til daglig i skole og dagtilbud",
}
ABOUT = {
    About.CHILD: "Et barn ved navn",
    About.UNNAMED: "Et barn uden navn",
    About.GROUP: "En gruppe af børn",
    About.PRACTICE: "Det, vi selv gør",
}
WISH_STATE = {
    WishState.ASKED: "Venter på en plads",
    WishState.PLACED: "På dagsordenen",
    WishState.DISCUSSED: "Drøftet",
    WishState.WITHDRAWN: "Trukket tilbage",
}
WISH_TONE = {
    WishState.ASKED: "waiting",
    WishState.PLACED: "done",
    WishState.DISCUSSED: "done",
    WishState.WITHDRAWN: "neutral",
}
MEETING_STATE = {
    MeetingState.PLANNED: "Planlagt",
    MeetingState.MOVED: "Flyttet",
    MeetingState.HELD: "Holdt",
    MeetingState.CANCELLED: "Aflyst",
}
MEETING_TONE = {
    MeetingState.PLANNED: "neutral",
    MeetingState.MOVED: "attention",
    MeetingState.HELD: "done",
    MeetingState.CANCELLED: "attention",
}
ITEM_STATE = {
    ItemState.WAITING: "På dagsordenen",
    ItemState.DISCUSSED: "Drøftet",
    ItemState.DROPPED: "Taget af",
    ItemState.LEFT: "Ikke nået",
}
HEARING = {
    Hearing.BY_WORK: "Arbejder med barnet",
    Hearing.LANE: "Må høre det her",
    Hearing.NOBODY_NAMED: "Ingen er nævnt",
    Hearing.NOT: "Går ud imens",
}
OUTCOME = {
    Outcome.LOCAL: "Vi hjælper, hvor barnet er",
    Outcome.MORE_HELP: "Der skal mere hjælp til",
    Outcome.NOTIFICATION: "Der skal underrettes",
}
OUTCOME_NEXT = {
    Outcome.LOCAL: "",
    Outcome.MORE_HELP: "Sig til familien, hvad I foreslår, og hvem der spørger om det.",
    Outcome.NOTIFICATION: "Et møde er ingen underretning. Den skal gives nu, af den, der har set eller hørt det.",
}
WHEN = {
    When.EVERY: "I alle møder forude",
    When.QUARTERLY: "I det første møde i hvert kvartal",
    When.NEXT: "Kun i det næste møde",
}
AIM = {one: sharing.PURPOSE[one] for one in (Purpose.EVERYDAY, Purpose.EARLY_HELP)}
NAMED_CHILD = "Et navngivet barn"
NOT_YOURS = "Et punkt, du ikke deltager i"
# What a calendar outside the house is told of every meeting, whichever it is.
CALENDAR = {
    "prodid": "-//Samspor//Moeder//DA", "version": "2.0", "calscale": "GREGORIAN", "method": "PUBLISH",
    "x-wr-calname": "Samspor",
}  # fmt: skip
CALENDAR_TITLE = "Møde i Samspor"
CALENDAR_WORDS = "Log ind i Samspor for at se, hvad det handler om, og hvor det er."
