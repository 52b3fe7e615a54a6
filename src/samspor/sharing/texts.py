"""Danish words for what stands in sharing."""

from samspor.sharing.rules.words import Act, Lane, Purpose, Said, Sector, State, Way

SECTOR = {
    Sector.OWN_UNIT: "Egen enhed",
    Sector.DAYCARE: "Dagtilbud",
    Sector.SCHOOL: "Skole",
    Sector.PPR: "PPR",
    Sector.HEALTH_VISITING: "Sundhedsplejen",
    Sector.FAMILY_CASEWORK: "Familieafdelingen",
    Sector.POLICE: "Politi og SSP",
    Sector.HEALTH: "Læge eller sygehus",
    Sector.VOLUNTARY: "En frivillig",
    Sector.PARENTS: "Forældrene",
}
ACT = {
    Act.OPEN: "Åbne en side",
    Act.INVITE: "Indbyde",
    Act.AGENDA: "Sætte på en dagsorden",
    Act.SEND: "Sende",
    Act.EXPORT: "Trække ud",
}
PURPOSE = {
    Purpose.EVERYDAY: "At hverdagen hænger sammen for barnet",
    Purpose.EARLY_HELP: "At hjælpe tidligt",
    Purpose.PROTECTION: "At beskytte barnet",
    Purpose.CRIME_PREVENTION: "At forebygge kriminalitet",
    Purpose.INVESTIGATION: "At efterforske",
}
LANE = {
    Lane.FREE: "Må deles frit",
    Lane.CONSENT: "Må deles med samtykke",
    Lane.SSD: "Må drøftes på et SSD-møde",
    Lane.SSP: "Må drøftes på et SSP-møde",
    Lane.NOTIFICATION: "Skal gives som underretning",
    Lane.BLOCKED: "Må ikke deles",
}
LANE_TONE = {
    Lane.FREE: "done",
    Lane.CONSENT: "done",
    Lane.SSD: "waiting",
    Lane.SSP: "waiting",
    Lane.NOTIFICATION: "attention",
    Lane.BLOCKED: "problem",
}
SAID = {Said.YES: "Ja", Said.NO: "Nej", Said.WITHDRAWN: "Trukket tilbage"}
WAY = {Way.MEETING: "Ved en samtale", Way.PHONE: "I telefonen", Way.PAPER: "På papir", Way.OWN: "På familiens side"}
STATE = {
    State.ASKED: "Venter på svar",
    State.GIVEN: "Gælder",
    State.PARTLY: "De har svaret forskelligt",
    State.REFUSED: "Sagt nej",
    State.EXPIRED: "Udløbet",
    State.WITHDRAWN: "Trukket tilbage",
    State.TAKEN_BACK: "Spurgt ved en fejl",
}
STATE_TONE = {  # an answer is no position: it has no red square
    State.ASKED: "waiting",
    State.GIVEN: "done",
    State.PARTLY: "attention",
    State.REFUSED: "neutral",
    State.EXPIRED: "attention",
    State.WITHDRAWN: "neutral",
    State.TAKEN_BACK: "neutral",
}
# What to do next, as one sentence.
NEXT = {
    State.ASKED: "Der må ikke deles noget, før alle har sagt ja.",
    State.GIVEN: "Del kun det, der står her, og kun til den sidste dag.",
    State.PARTLY: "Der må ikke deles noget. Tal med dem hver for sig om, hvad der skal til, og skriv det nye svar ned.",
    State.REFUSED: "Der må ikke deles noget på dette samtykke. Hjælp barnet med det, I selv kan, og spørg uden navn.",
    State.EXPIRED: "Der må ikke deles mere. Forny det, hvis der stadig er brug for det.",
    State.TAKEN_BACK: "Spørgsmålet er taget tilbage. Spørg på ny, hvis der er brug for det.",
    State.WITHDRAWN: (
        "Der må ikke deles mere på dette samtykke. Det, der er delt før, kan ikke kaldes tilbage. Spørg på ny, hvis "
        "der er brug for det."
    ),
}
NEXT_EFFORT = {
    State.ASKED: "Indsatsen kan ikke begynde, før alle har sagt ja.",
    State.GIVEN: "Indsatsen kan gives til og med den sidste dag.",
    State.PARTLY: "Indsatsen kan ikke begynde. Tal med dem hver for sig, og skriv det nye svar ned.",
    State.REFUSED: "Der er sagt nej til indsatsen. Hjælp barnet med det, I selv kan.",
    State.EXPIRED: "Tiden er gået. Forny det, hvis der stadig er brug for indsatsen.",
    State.TAKEN_BACK: "Spørgsmålet er taget tilbage. Spørg på ny, hvis der er brug for indsatsen.",
    State.WITHDRAWN: "Indsatsen skal holde op. Spørg på ny, hvis der er brug for den.",
}
NEW_HOLDER = (
    "{names} har fået forældremyndighed, siden I spurgte, og har ikke svaret. Samtykket gælder først igen, når også "
    "{names} har sagt ja."
)
NEW_YOUNG = "{name} er fyldt 15 år og skal selv svare. Samtykket gælder først igen, når også {name} har sagt ja."
CHILD_SAYS_NO = "{name} har selv sagt nej. Tal om hvorfor, før I går videre."
ASK_THEM = "{unit} har skrevet det. Spørg dem, hvis din opgave kræver, at du ved mere."
NOBODY = (
    "Der står ingen med forældremyndighed på barnet. Uden dem kan der ikke gives samtykke. Ret det på barnets side."
)
