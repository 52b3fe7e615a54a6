"""Danish words for what stands in a handover."""

from samspor.transitions.rules.consent import FieldState
from samspor.transitions.rules.sending import State
from samspor.transitions.rules.words import Basis, Choice, GivenBy, Kind, Said, Source, Use, Way, Whose

KIND = {
    Kind.HEALTH_TO_DAYCARE: "Fra sundhedspleje til dagtilbud",
    Kind.DAYCARE_TO_SCHOOL: "Fra dagtilbud til SFO og skole",
    Kind.SCHOOL_TO_YOUTH: "Fra skole til ungdomsuddannelse",
    Kind.BETWEEN_UNITS: "Fra ét sted til et andet i kommunen",
    Kind.OUT_OF_MUNICIPALITY: "Til et sted uden for kommunen",
}
WHOSE = {Whose.STAFF: "Jeres ord", Whose.PARENTS: "Forældrenes egne ord", Whose.CHILD: "Barnets egen side"}
BASIS = {
    Basis.CONSENT: "Kræver samtykke",
    Basis.GUIDELINES: "Efter kommunens retningslinjer for overgange",
}
BASIS_WHY = {
    Basis.CONSENT: "Alle, der har forældremyndigheden, skal sige ja, før det må gives videre.",
    Basis.GUIDELINES: ("Det må gives videre, når forældrene har set det. Siger en af dem nej, bliver det ikke sendt."),
}
CHOICE = {
    Choice.UNDECIDED: "Ikke valgt endnu",
    Choice.CHOSEN: "Ja, det skal med",
    Choice.LEFT_OUT: "Nej, det skal ikke med",
}
SAID = {Said.YES: "Ja", Said.NO: "Nej", Said.WITHDRAWN: "Trukket tilbage"}
WAY = {
    Way.MEETING: "Ved en samtale",
    Way.PHONE: "I telefonen",
    Way.PAPER: "På papir",
    Way.LINK: "Gennem sit eget link",
}
GIVEN_BY = {
    GivenBy.BY_HAND: "Afleveret i hånden",
    GivenBy.BY_PARENTS: "Forældrene tager den med",
    GivenBy.SECURE_POST: "Sendt med sikker post uden om Samspor",
}
USE = {Use.USEFUL: "Det var nyttigt", Use.UNUSED: "Vi brugte det ikke", Use.LACKING: "Der manglede noget"}
SOURCE = {
    Source.JOINT: "Fælles vurdering",
    Source.WORKS: "Det, der fungerer",
    Source.WORRIES: "Det, I har set",
    Source.STEPS: "Det, I har prøvet",
    Source.FOCUS: "Fokuspunkt",
    Source.VOICE: "Barnets ord",
}
FIELD_STATE = {
    FieldState.UNDECIDED: "Ikke valgt endnu",
    FieldState.LEFT_OUT: "Skal ikke med",
    FieldState.UNWRITTEN: "Ikke skrevet endnu",
    FieldState.UNHEARD: "Barnet er ikke spurgt",
    FieldState.CHILD_NO: "Barnet har sagt nej",
    FieldState.ASKING: "Venter på svar",
    FieldState.CHANGED: "Ændret siden sidste svar",
    FieldState.EXPIRED: "Samtykket er udløbet",
    FieldState.DECLINED: "Sagt nej til",
    FieldState.WITHDRAWN: "Samtykket er trukket tilbage",
    FieldState.AGREED: "Må gives videre",
}
FIELD_TONE = {  # an answer is no position: it has no red square
    FieldState.UNDECIDED: "neutral",
    FieldState.LEFT_OUT: "neutral",
    FieldState.UNWRITTEN: "neutral",
    FieldState.UNHEARD: "attention",
    FieldState.CHILD_NO: "neutral",
    FieldState.ASKING: "waiting",
    FieldState.CHANGED: "attention",
    FieldState.EXPIRED: "attention",
    FieldState.DECLINED: "neutral",
    FieldState.WITHDRAWN: "neutral",
    FieldState.AGREED: "done",
}
STATE = {
    State.PREPARING: "Forberedes",
    State.WITH_PARENTS: "Hos forældrene",
    State.EXPIRED: "Samtykket er udløbet",
    State.READY: "Klar til at sende",
    State.PARTLY: "Klar, uden det, der er sagt nej til",
    State.REFUSED: "Sagt nej til det hele",
    State.SENT: "Sendt",
    State.READ: "Læst hos modtageren",
    State.ANSWERED: "Der er svar på, hvad der var nyttigt",
    State.WITHDRAWN: "Samtykket er trukket tilbage",
    State.ENDED: "Lukket uden at sende",
}
TONE = {
    State.PREPARING: "neutral",
    State.WITH_PARENTS: "waiting",
    State.EXPIRED: "attention",
    State.READY: "attention",
    State.PARTLY: "attention",
    State.REFUSED: "problem",
    State.SENT: "waiting",
    State.READ: "done",
    State.ANSWERED: "done",
    State.WITHDRAWN: "problem",
    State.ENDED: "neutral",
}
# What to do next, as one sentence.
NEXT = {
    State.PREPARING: "Vælg felt for felt, hvad der skal med, og tal derefter med forældrene.",
    State.WITH_PARENTS: "Forældrene ser præcis det, der går videre. Det, de ikke har svaret på, går ikke med.",
    State.EXPIRED: "Et ja gælder kun en tid. Spørg forældrene igen om det, der er udløbet, eller send resten.",
    State.READY: "Alt er aftalt. Se det igennem en sidste gang, og send det.",
    State.PARTLY: "Der er sagt nej til noget. Det går ikke med, og modtageren kan ikke se, at det har været der.",
    State.REFUSED: (
        "Der er sagt nej, og så bliver intet sendt. Tal med forældrene om, hvad de hellere vil have med, eller luk "
        "overleveringen."
    ),
    State.SENT: "Den ligger hos modtageren. I kan tage den tilbage, indtil den bliver åbnet.",
    State.READ: "Modtageren har læst den. Efter nogle uger spørger Samspor dem, hvad der var nyttigt.",
    State.ANSWERED: "Læs, hvad der var nyttigt. Så bliver den næste overlevering bedre.",
    State.WITHDRAWN: "Det er trukket tilbage. Modtageren kan ikke længere læse noget her.",
    State.ENDED: "Der er ikke sendt noget.",
}
