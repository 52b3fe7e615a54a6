"""Danish words for what stands in the family's room."""

from samspor.audit.verbs import Verb
from samspor.concerns.rules.words import Audience
from samspor.family.rules.childs import PieceKind
from samspor.family.rules.persons import Reply
from samspor.family.rules.proposals import Ending, Said
from samspor.family.rules.words import About, Sight, WordKind
from samspor.pathways import texts as pathways
from samspor.pathways.rules.doing import Doing

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
# What somebody who works here did when they looked, as a family is told it. Whatever is not here: LOOKED.
LOOK = {
    Verb.CHILD_SEEN: "Så dit barns side",
    Verb.PATHWAY_SEEN: "Læste det, vi er sammen om",
    Verb.PATHWAYS_LISTED: "Så en liste, hvor dit barn står",
    Verb.GROUP_SEEN: "Så en liste, hvor dit barn står",
    Verb.CHILDREN_LISTED: "Så en liste, hvor dit barn står",
    Verb.DAY_SEEN: "Så en liste, hvor dit barn står",
    Verb.CHILDREN_SEARCHED: "Søgte efter dit barn",
    Verb.CPR_LOOKED_UP: "Slog dit barn op",
    Verb.ADDRESS_REVEALED: "Så adressen",
    Verb.SHARING_SEEN: "Så, hvem der må tale sammen",
    Verb.FAMILY_LISTED: "Læste det, familien har skrevet",
    Verb.FAMILY_PREVIEWED: "Så, hvad en i familien kan se",
    Verb.SHARING_SHOWN_AS: "Så, hvad en i familien kan se",
}
LOOKED = "Læste om dit barn"
# That it is the day to look back is for those who do it to know.
DOING = pathways.DOING | {Doing.TO_REVIEW: pathways.DOING[Doing.UNDERWAY]}
DOING_TONE = pathways.DOING_TONE | {Doing.TO_REVIEW: pathways.DOING_TONE[Doing.UNDERWAY]}
WHY = {
    "tilknytning til barnet": "Arbejder med dit barn",
    "barnet er i min enhed": "Arbejder dér, hvor dit barn er",
    "nødadgang": "Nødadgang. En leder ser efter, om den var i orden",
}
LEFT_OUT = (
    "Nogle opslag kan være ladt ude. Det kan loven give lov til ({law} {paragraph}). Spørg os, hvis du vil vide mere."
)
PUT = "Dit tal er gemt. Det står ved siden af de andres, og ingen kan ændre det."
ANSWERED = "Dit svar er gemt. Det gælder fra nu."
# The child's own page.
PIECE = {
    PieceKind.GOOD: "Det gode",
    PieceKind.WORRIES: "Det svære",
    PieceKind.DREAMS: "Det, jeg drømmer om",
    PieceKind.ASK_ME: "Sådan vil jeg gerne spørges",
    PieceKind.KNOW: "Det vil jeg have, de voksne ved",
}
PIECE_ASK = {
    PieceKind.GOOD: "Hvad er godt?",
    PieceKind.WORRIES: "Hvad er svært?",
    PieceKind.DREAMS: "Hvad drømmer du om?",
    PieceKind.ASK_ME: "Hvordan vil du helst spørges?",
    PieceKind.KNOW: "Hvad skal de voksne vide?",
}
PIECE_LEAD = {
    PieceKind.GOOD: "Det kan være en ven, et sted eller en leg. Skriv det, du har lyst til.",
    PieceKind.WORRIES: "Skriv lidt eller meget. Der er ikke noget forkert svar.",
    PieceKind.DREAMS: "Hvis du måtte bestemme, hvordan skulle det så være?",
    PieceKind.ASK_ME: "Vil du gå en tur, tegne eller have en ven med? Hvem må spørge dig? Hvornår er det bedst?",
    PieceKind.KNOW: "Hvad skal de voksne vide om dig, så de kan hjælpe?",
}
READER = {
    Audience.MY_ROOM: "De voksne i min klasse eller på min stue",
    Audience.LEADER: "Lederen",
    Audience.HELPERS: "Andre voksne, der hjælper mig",
}
PIECE_KEPT = "Det er gemt. Tak, fordi du skrev det."
PIECE_CHOSEN = "Det er gemt. Nu er det sådan."
NOT_FOR_YOU = "Her står noget, barnet selv har skrevet. Du har ikke fået lov til at se det."
# Key persons.
REPLY = {Reply.YES: "Ja", Reply.NO: "Nej"}
REPLIED = {
    Reply.YES: "Vi har sagt ja. Personen er med nu.",
    Reply.NO: "Vi har sagt nej.",
}
NOT_REPLIED = "Vi har ikke svaret endnu."
PROPOSED = "Det er sendt. Den, der har ansvaret, svarer dig her på siden."
PERSON_TAKEN_BACK = "Forslaget er væk. Vi har slettet det, du skrev."
# Proposals.
SAID = {Said.YES: "Ja", Said.NO: "Nej", Said.NOT_NOW: "Ikke nu"}
OWN_SAID = {
    Said.YES: "Du har sagt ja.",
    Said.NO: "Du har sagt nej.",
    Said.NOT_NOW: "Du har sagt, at det ikke er nu.",
}
NOT_SAID = "Du har ikke svaret."
ENDING = {Ending.BEGUN: "Begyndt", Ending.WITHDRAWN: "Trukket tilbage"}
HIDDEN_PROPOSAL = "Vi har et forslag. Ring til os, så fortæller vi dig om det."
PROPOSAL_SAID = "Dit svar er gemt. Du kan svare om, så længe forslaget er åbent."
