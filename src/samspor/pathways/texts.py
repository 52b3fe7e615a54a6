"""Danish words for what stands in a pathway."""

from samspor.pathways.rules.baton import Why
from samspor.pathways.rules.doing import ActionState, Doing
from samspor.pathways.rules.goals import GoalState, Sayer, Words
from samspor.pathways.rules.levels import Need
from samspor.pathways.rules.promises import Outcome, Promised, Whom
from samspor.pathways.rules.together import Access, Kind, Lead
from samspor.pathways.rules.words import Absence, Answer, Closing, EntryKind, Origin, State
from samspor.pathways.rules.worker import Silence
from samspor.sharing import texts as sharing
from samspor.sharing.rules.words import Sector

STATE = {
    State.HELD: "Stafetten er taget imod",
    State.OFFERED: "Stafetten er tilbudt videre",
    State.WITH_LEADER: "Stafetten ligger hos lederen",
    State.CLOSED: "Afsluttet",
}
TONE = {State.HELD: "done", State.OFFERED: "waiting", State.WITH_LEADER: "attention", State.CLOSED: "neutral"}
WHY = {
    Why.OPENED: "åbnede forløbet",
    Why.HANDED_OVER: "tog imod stafetten",
    Why.RENEWED: "fortsatte i en ny ansættelse",
    Why.LAPSED: "fik stafetten som leder, fordi tilbuddet ikke blev besvaret i tide",
    Why.EMPLOYMENT_ENDED: "fik stafetten som leder, fordi den, der havde den, ikke længere er ansat",
    Why.CHILD_MOVED: "fik stafetten som leder, fordi barnet skiftede sted",
    Why.LEADER_FOUND: "fik stafetten som den nærmeste leder",
}
ANSWER = {
    Answer.WAITING: "Venter på svar",
    Answer.ACCEPTED: "Taget imod",
    Answer.DECLINED: "Sagt nej tak",
    Answer.TAKEN_BACK: "Taget tilbage",
    Answer.LAPSED: "Ikke besvaret i tide",
    Answer.OVERTAKEN: "Overhalet af noget andet",
}
ORIGIN = {
    Origin.CONCERN: "En bekymring",
    Origin.STAFF: "Noget, vi har talt om",
    Origin.MEETING: "Et møde",
    Origin.FAMILY: "Et ønske fra familien",
}
CLOSING = {
    Closing.GOAL_REACHED: "Målet er nået",
    Closing.FAMILY_WITHDREW: "Familien ønsker ikke at fortsætte",
    Closing.STATUTORY_PLAN: "Barnet har fået en plan efter barnets lov, og arbejdet fortsætter dér",
    Closing.MOVED_AWAY: "Barnet er flyttet",
    Closing.OTHER: "Noget andet",
}
ABSENCE = {Absence.HOLIDAY: "Ferie", Absence.SICK: "Sygdom", Absence.LEAVE: "Orlov"}
ENTRY_KIND = {
    EntryKind.OBSERVATION: "Iagttagelse",
    EntryKind.BRIGHT_SPOT: "Lyspunkt",
    EntryKind.CHALLENGE: "Udfordring",
    EntryKind.AGREEMENT: "Aftale",
    EntryKind.EVALUATION: "Hvad kom der ud af det?",
}
WHOM = {Whom.FAMILY: "Familien", Whom.CHILD: "Barnet"}
OUTCOME = {Outcome.KEPT: "Holdt", Outcome.BROKEN: "Ikke holdt"}
PROMISED = {
    Promised.OPEN: "Gælder stadig",
    Promised.LATE: "Forsinket",
    Promised.KEPT: "Holdt",
    Promised.KEPT_LATE: "Holdt, men for sent",
    Promised.BROKEN: "Ikke holdt",
}
PROMISED_TONE = {
    Promised.OPEN: "waiting",
    Promised.LATE: "attention",
    Promised.KEPT: "done",
    Promised.KEPT_LATE: "done",
    Promised.BROKEN: "neutral",
}
WORDS = {Words.CHILD: "Barnets ord", Words.FAMILY: "Familiens ord", Words.TOGETHER: "Sagt sammen"}
SAYER = {
    Sayer.STAFF: "Fagperson",
    Sayer.CHILD: "Barnet",
    Sayer.GUARDIAN: "Forælder",
    Sayer.PARTICIPANT: "Fra netværket",
}
GOAL_STATE = {GoalState.OPEN: "I gang", GoalState.REACHED: "Nået", GoalState.LET_GO: "Lagt fra sig"}
GOAL_TONE = {GoalState.OPEN: "waiting", GoalState.REACHED: "done", GoalState.LET_GO: "neutral"}
ACTION_STATE = {ActionState.OPEN: "I gang", ActionState.DONE: "Gjort", ActionState.DROPPED: "Blev ikke til noget"}
BECAME = {
    GoalState.REACHED: GOAL_STATE[GoalState.REACHED],
    GoalState.LET_GO: GOAL_STATE[GoalState.LET_GO],
    ActionState.DONE: ACTION_STATE[ActionState.DONE],
    ActionState.DROPPED: ACTION_STATE[ActionState.DROPPED],
    Outcome.KEPT: OUTCOME[Outcome.KEPT],
    Outcome.BROKEN: OUTCOME[Outcome.BROKEN],
}
DOING = {
    Doing.UNDERWAY: "I gang",
    Doing.LATE: "Dagen er gået",
    Doing.TO_REVIEW: "Se på det nu",
    Doing.DONE: "Gjort",
    Doing.DROPPED: "Blev ikke til noget",
}
DOING_TONE = {
    Doing.UNDERWAY: "waiting",
    Doing.LATE: "attention",
    Doing.TO_REVIEW: "attention",
    Doing.DONE: "done",
    Doing.DROPPED: "neutral",
}
KIND = {
    Kind.STAFF: "Fagperson",
    Kind.GUARDIAN: "Forælder",
    Kind.CHILD: "Barnet selv",
    Kind.OTHER: "En anden",
    Kind.NETWORK: "En fra familiens netværk",
}
LEAD = {Lead.COORDINATING: "Kalder sammen og følger op", Lead.RELATIONAL: "Familiens faste kontakt"}
NEED = {
    Need.FAMILY: "Ingen fra familien er skrevet på.",
    Need.GOAL: "Der er ikke et mål.",
    Need.REVIEW: "Der er ikke en dag, hvor I ser på, om det hjælper.",
    Need.ELSEWHERE: "Ingen fra et andet sted er skrevet på.",
    Need.CONSENT: "Der er ikke et samtykke, der gælder i dag.",
    Need.CONTACT: "Familien har ikke én fast kontakt.",
    Need.COORDINATOR: "Ingen leder er valgt til at kalde sammen og følge op.",
    Need.MEETING: "Der er ikke et møde på vej, hvor I taler om det.",
}
NEED_WAY = {
    Need.FAMILY: "Skriv en fra familien på",
    Need.GOAL: "Skriv et mål",
    Need.REVIEW: "Skriv et tiltag, I ser på undervejs",
    Need.ELSEWHERE: "Luk en ind fra et andet sted",
    Need.CONSENT: "Spørg om samtykke",
    Need.CONTACT: "Vælg familiens faste kontakt",
    Need.COORDINATOR: "Vælg, hvem der kalder sammen",
    Need.MEETING: "Se Møder her på siden",
}
ACCESS = {
    Access.BY_WORK: "Arbejder med barnet",
    Access.LET_IN: "Er lukket ind i forløbet",
    Access.GONE: "Arbejder ikke med barnet længere",
    Access.SHUT: "Adgangen er lukket",
    Access.NONE: "",
}
SILENCE = {
    Silence.STOPPED: "Det har stået stille i over et kvarter. Imens går frister, uden at nogen får besked. "
    "Ring til den, der driver Samspor.",
    Silence.NIGHT_MISSED: "Nattens arbejde er ikke kommet i gang. Ring til den, der driver Samspor.",
    Silence.NIGHT_FAILED: "Nattens arbejde gik i stå. Ring til den, der driver Samspor.",
}
SECTOR, AIM = sharing.SECTOR, sharing.PURPOSE
FROM = {
    Sector.DAYCARE: "dagtilbuddet",
    Sector.SCHOOL: "skolen",
    Sector.PPR: "PPR",
    Sector.HEALTH_VISITING: "sundhedsplejen",
    Sector.FAMILY_CASEWORK: "familieafdelingen",
}
FAMILY_READS = "Familien kan læse det."  # beside what a family is shown, and nowhere else
