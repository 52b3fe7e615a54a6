"""Danish words for positions, steps and ways."""

from datetime import date

from samspor.screening.rules import (
    Beside,
    Difference,
    Heard,
    Kind,
    Outcome,
    Position,
    RoundKind,
    RoundState,
    Step,
    Way,
)
from samspor.ui.danish import long_date

POSITION = {
    Position.GREEN: "Trivsel (grøn)",
    Position.YELLOW: "Øget opmærksomhed (gul)",
    Position.RED: "Bekymring (rød)",
}
POSITION_SHORT = {Position.GREEN: "Grøn", Position.YELLOW: "Gul", Position.RED: "Rød"}
POSITION_HELP = {
    Position.GREEN: "Barnet trives i denne sammenhæng og udvikler sig, som vi venter for alderen.",
    Position.YELLOW: "Noget i barnets trivsel her kalder på, at vi ser nærmere og prøver noget nyt.",
    Position.RED: "Vi er bekymrede for, om barnet trives i hverdagen her, og skal handle nu.",
}
KIND = {Kind.CHILD: "Hos barnet", Kind.FAMILY: "Omkring familien", Kind.ENVIRONMENT: "I rammerne omkring barnet"}
WAY = {
    Way.TALK: "I en samtale",
    Way.PHONE: "I telefonen",
    Way.LETTER: "I et brev",
    Way.DIGITAL: "I en digital besked",
    Way.MEETING: "På et forældremøde",
}
TO_ALL = frozenset({Way.MEETING})  # no way of telling the parents of one child
STEP = {
    Step.OWN: "Mangler egne vurderinger",
    Step.DIALOGUE: "Klar til fælles dialog",
    Step.CONCLUDED: "Forældrene skal orienteres",
    Step.INFORMED: "Færdig",
}
# In which order the children of a group are shown in the talk, and under which heading.
TALK = {
    Step.DIALOGUE: "Klar til samtalen",
    Step.CONCLUDED: "Forældrene skal høre, hvad I nåede frem til",
    Step.OWN: "Venter på en vurdering",
    Step.INFORMED: "Færdige",
}
ROUND_STATE = {
    RoundState.AWAITS_NOTICE: "Venter på, at forældrene orienteres",
    RoundState.AWAITS_DATE: "Åbner senere",
    RoundState.OPEN: "Åben",
    RoundState.CLOSED: "Lukket",
}
OUTCOME = {
    Outcome.REACHED: "Nået",
    Outcome.PARTLY: "Delvist: vi fortsætter",
    Outcome.CHANGED: "Ændret: vi prøver noget andet",
    Outcome.DROPPED: "Ikke aktuelt mere",
}
HEARD = {
    Heard.TALK: "Sagt i en samtale",
    Heard.PAPER: "Skrevet på papir",
    Heard.LINK: "Skrevet selv gennem et link",
}
# What parents are asked, on paper and on the screen.
QUESTION = {
    "goes_well": "Hvad går godt lige nu?",
    "thinks_about": "Er der noget, du går og tænker på?",
    "helps": "Hvad hjælper dit barn?",
}
SHORT: dict[str, str] = {str(word): short for word, short in POSITION_SHORT.items()}
THEN: dict[str, str] = {**SHORT, "": "Ny i runden"}  # where a child stood in the round before
HIDDEN = "skjult"
ROUND_KIND = {
    RoundKind.CALENDAR: "Runde for alle børn",
    RoundKind.TRANSITION: "Før en overgang",
    RoundKind.VISIT: "Set ved et besøg",
}
DIFFERENCE = {
    Difference.FAR: "I ser meget forskelligt på det. Begynd med at lytte.",
    Difference.NEAR: "I ser forskelligt på det. Det er et godt sted at begynde.",
    Difference.NONE: "I har valgt det samme. Har I også set det samme?",
}
BESIDE = {
    Beside.MOTHER: "Mor",
    Beside.FATHER: "Far",
    Beside.OTHER_PARENT: "En anden forælder eller værge",
    Beside.CHILD: "Barnet selv",
    Beside.NETWORK: "En anden voksen fra familien",
}
# What to ask oneself of the surroundings, by dimension; an instrument of one's own may have others.
ROOM_QUESTION = {
    "cognitive": "Hvornår på dagen er der ro til at være nysgerrig længe? Hvem af os er der så?",
    "emotional": "Hvem går børnene til, når noget er svært? Er der en af os til det, også midt i skiftene?",
    "social": "Hvilke steder og tidspunkter gør det let at være med? Hvor står børn uden for, og hvad gør vi dér?",
    "physical": "Hvad gør lydene, pladsen og dagens gang ved kroppen? Hvad kan vi flytte eller tage væk?",
}
ROOM_QUESTION_OTHERWISE = "Hvad i vores hverdag gør det let, og hvad gør det svært? Hvad kan vi prøve anderledes?"
SEALED = "De er lukket nu og kan ikke rettes. I ser hinandens, når I begge har afleveret."
# How many who work there have begun on a group, as its leader is told.
BEGUN = (
    "Ingen er begyndt på gruppen.",
    "Kun én er begyndt på gruppen.",
    "Der mangler noget endnu, og runden lukker snart.",
)
CAME_LATER = (
    "De andre forældre fik besked tidligere. Ingen kan skrive om de børn, der er kommet til, før deres også har."
)
ACTS_NOW = "handl samme dag"
UNWRITTEN = "Ingen af os har skrevet et ord i denne runde."
SAME_AGAIN = "Vi har valgt grøn to gange i træk, med de samme ord."


def visit(on: date) -> str:
    """What a visit is called where rounds have their names."""
    return f"Besøg {long_date(on)}"
