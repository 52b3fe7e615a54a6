"""Danish words for the values of people."""

from samspor.people.rules import Area, LeftReason, Relation, Setting, UnitKind

UNIT_KIND = {
    UnitKind.MUNICIPALITY: "Kommune",
    UnitKind.DISTRICT: "Distrikt",
    UnitKind.DAYCARE: "Dagtilbud",
    UnitKind.CHILDMINDING: "Dagpleje",
    UnitKind.SCHOOL: "Skole",
    UnitKind.AFTER_SCHOOL: "SFO",
    UnitKind.CLUB: "Klub",
    UnitKind.HEALTH: "Sundhedspleje",
    UnitKind.PPR: "PPR",
    UnitKind.SOCIAL: "Familieafdeling",
    UnitKind.ADMINISTRATION: "Forvaltning",
}

AREA = {
    Area.DAYCARE: "Dagtilbud",
    Area.SCHOOL: "Skole",
    Area.LEISURE: "Fritid",
    Area.HEALTH: "Sundhed",
    Area.SOCIAL: "Familie og social",
    Area.NONE: "Fælles",
}

SETTING = {Setting.DAYCARE: "Dagtilbud", Setting.SCHOOL: "Skole", Setting.LEISURE: "Fritid"}

RELATION = {
    Relation.MOTHER: "Mor",
    Relation.FATHER: "Far",
    Relation.CO_PARENT: "Medforælder",
    Relation.OTHER: "Anden voksen",
}

LEFT_REASON = {
    LeftReason.MOVED_AWAY: "Flyttet fra kommunen",
    LeftReason.DEAD: "Død",
    LeftReason.OF_AGE: "Fyldt 18 år",
    LeftReason.REGISTERED_BY_MISTAKE: "Oprettet ved en fejl",
}

PROTECTED = "Beskyttet navn og adresse"
NOWHERE_SOON = "Indmeld det et nyt sted, eller skriv, at det flytter."
NOWHERE_MORE = "Find ud af, hvor flere børn skal være"
NOWHERE_NEXT = "Du ser de børn, der har været uden et sted længst. De næste kommer, når de første er på plads."
NOWHERE_NOW = "Barnet er ingens. Tag det ind igen med CPR-nummeret, eller bed den nye enhed om at gøre det."
FORMER_NAME = "Tidligere medarbejder"
FORMER_TITLE = "stillingen er ikke gemt"
