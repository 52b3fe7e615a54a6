"""Danish words for what stands in the family's room."""

from samspor.family.rules.words import About, Sight, WordKind

WORD_KIND = {
    WordKind.VIEW: "Sådan ser jeg det",
    WordKind.BEFORE_MEETING: "Før vi mødes",
    WordKind.DISAGREEMENT: "Det er jeg uenig i",
}
ABOUT = {
    About.NEXT: "Det næste, der skal ske",
    About.PEOPLE: "Hvem der er med",
    About.AGREEMENTS: "Det, der er aftalt",
    About.GOALS: "Målene",
    About.PROMISES: "Det, I har lovet mig",
    About.CONSENTS: "Hvem der må tale sammen",
    About.OTHER: "Noget andet",
}
SIGHT = {
    Sight.WHOLE: "Hele siden",
    Sight.NO_PLACES: "Siden uden steder og fri tekst",
    Sight.OWN: "Kun egne ord og beskeder",
    Sight.CLOSED: "Lukket",
}
ASK = {
    WordKind.VIEW: "Hvordan ser du det?",
    WordKind.BEFORE_MEETING: "Hvad vil du gerne have talt om?",
    WordKind.DISAGREEMENT: "Hvad ser du anderledes?",
}
LEAD = {
    WordKind.VIEW: "Skriv det med dine egne ord. De, der arbejder med dit barn, kan læse det.",
    WordKind.BEFORE_MEETING: "Skriv det, du vil sige, spørge om eller have med. De læser det, før I mødes.",
    WordKind.DISAGREEMENT: "Det er i orden at være uenig. Det, du skriver, bliver stående. Ingen kan rette det.",
}
SENT = "Det er gemt. De, der arbejder med dit barn, kan læse det nu."
