"""Danish words for the values of roster."""

from samspor.roster.rules.changes import Bucket, Step
from samspor.roster.rules.questions import Ask, Say
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.states import State

STATE = {
    State.MAPPING: "Kolonner mangler",
    State.READING: "Bliver læst",
    State.READY: "Klar til jer",
    State.APPLYING: "Bliver skrevet",
    State.APPLIED: "Skrevet",
    State.UNDOING: "Bliver fortrudt",
    State.FAILED: "Kunne ikke læses",
    State.UNDONE: "Fortrudt",
    State.DISCARDED: "Kasseret",
}
PUT_ASIDE = "Kunne ikke skrives"
TONE = {
    State.MAPPING: "attention",
    State.READING: "waiting",
    State.READY: "attention",
    State.APPLYING: "waiting",
    State.APPLIED: "done",
    State.UNDOING: "waiting",
    State.FAILED: "problem",
    State.UNDONE: "neutral",
    State.DISCARDED: "neutral",
}
BUCKET = {
    Bucket.NEEDS_DECISION: "Venter på jeres svar",
    Bucket.REFUSED: "Kan ikke bruges",
    Bucket.LEFT_OUT: "Udeladt",
    Bucket.NEW: "Nye børn",
    Bucket.MOVED: "Flyttet eller begyndt et nyt sted",
    Bucket.ENDED: "Stopper",
    Bucket.CHANGED: "Andre oplysninger",
    Bucket.UNCHANGED: "Uændret",
}
SKIPPED = "Sprunget over"
SKIPPED_HELP = "Aflever listen igen, når I vil tage stilling."
BUCKET_HELP = {
    Bucket.NEEDS_DECISION: "Kun et menneske kan afgøre det. Intet sker med rækken, før I har svaret.",
    Bucket.REFUSED: "Rækkerne bliver sprunget over. Ret dem i jeres system, og hent listen igen.",
    Bucket.LEFT_OUT: "I har svaret, at rækkerne skal være ude denne gang. Næste gang bliver I spurgt igen.",
    Bucket.NEW: "Børnene bliver oprettet og indmeldt.",
    Bucket.MOVED: "Børnene bliver indmeldt det nye sted. Går de et andet sted af samme slags, stopper det.",
    Bucket.ENDED: (
        "Pladsen stopper. Barnet og det, I har skrevet, bliver ikke slettet. Er det barnets sidste plads, så aftal, "
        "hvem der har ansvaret, og sæt selv fluebenet."
    ),
    Bucket.CHANGED: "Det, der står i listen, afløser det, vi har. Det gamle bliver stående i loggen.",
    Bucket.UNCHANGED: "Her siger listen det samme som Samspor. Der sker ikke noget.",
}
WRITTEN_HELP = BUCKET_HELP | {
    Bucket.REFUSED: "Rækkerne blev sprunget over. Ret dem i jeres system, og hent listen igen.",
    Bucket.LEFT_OUT: "I svarede, at rækkerne skulle være ude. Næste gang bliver I spurgt igen.",
    Bucket.NEW: "Børnene er oprettet og indmeldt.",
    Bucket.MOVED: "Børnene er indmeldt det nye sted. Gik de et andet sted af samme slags, stopper det.",
    Bucket.ENDED: "Pladsen er stoppet. Barnet og det, I har skrevet, er ikke slettet.",
    Bucket.CHANGED: "Det, der stod i listen, har afløst det, vi havde. Det gamle står i loggen.",
    Bucket.UNCHANGED: "Her sagde listen det samme som Samspor. Der skete ikke noget.",
}
WILL = {
    Bucket.NEW: ("barn bliver oprettet og indmeldt", "børn bliver oprettet og indmeldt"),
    Bucket.MOVED: ("barn bliver indmeldt et nyt sted", "børn bliver indmeldt et nyt sted"),
    Bucket.ENDED: ("barns plads stopper", "børns pladser stopper"),
    Bucket.CHANGED: ("barn får rettet oplysninger", "børn får rettet oplysninger"),
}
UNDONE_HELP = "Listen er fortrudt, så det gælder ikke mere."
STEP = {
    Step.START: "Begynder {group}",
    Step.MOVE: "Flytter til {group}",
    Step.ADJUST: "Andre datoer {group}",
    Step.END: "Stopper {group}",
}
ASK = {
    Ask.UNIT: "Hvilken enhed er »{about}«?",
    Ask.GROUP: "Er »{about}« en ny gruppe?",
    Ask.WHO: "Er {about} et barn, vi kender?",
    Ask.BARE: "{about} står uden CPR-nummer og fødselsdato. Hvem er det?",
    Ask.ALIKE: "Ligner {about}. Er det samme barn?",
    Ask.TOGETHER: "Står {about} der flere gange, eller er det flere børn?",
    Ask.LISTED_TWICE: "{about} står to gange i samme gruppe. Er det ét barn?",
    Ask.ROWS_DIFFER: "Rækkerne om {about} siger ikke det samme. Hvilken er rigtig?",
    Ask.SAME_NUMBER: (
        "To forskellige navne har samme CPR-nummer: {about}. Hvilken række er rigtig? "
        "Er det en fejl i listen, så ret den, og aflever den igen."
    ),
    Ask.FACTS: "Vi har et andet navn eller en anden fødselsdato for {about}. Er det listen, der har ret?",
    Ask.CLASH: "CPR-nummeret hører til et barn med et andet navn eller en anden fødselsdato. Er det {about}?",
    Ask.BIRTH_DATE: "Fødselsdatoen passer ikke til CPR-nummeret. Er den rigtig for {about}?",
    Ask.PROTECTION: "Listen siger, at {about} ikke længere har adressebeskyttelse. Er det rigtigt?",
}
SAY = {
    Say.SAME: "Ja, det er {target}",
    Say.SEPARATE: "Nej, behold begge",
    Say.BORN: "Det er et barn, vi ikke kender. Skriv fødselsdatoen nedenfor",
    Say.ONE: "Det er ét barn",
    Say.PICK: "{target} er rigtig",
    Say.THIS_UNIT: "Det er {target}",
    Say.RENAMED: "Det er {target}, som har fået nyt navn",
    Say.NEW_GROUP: "Ja, det er en ny gruppe",
    Say.ACCEPT: "Ja, listen er rigtig",
    Say.KEEP: "Nej, behold det, vi har",
    Say.SKIP: "Udelad rækken denne gang",
}
SAY_HELP = {
    Say.SAME: "Listen retter det barn, vi kender. Næste gang bliver der ikke spurgt.",
    Say.SEPARATE: "Der bliver oprettet et nyt barn ved siden af. Siderne kan samles senere.",
    Say.BORN: "Kender vi alligevel et barn, der er født den dag, bliver I spurgt, om det er det samme.",
    Say.ONE: "Rækkerne bliver lagt sammen til ét barn.",
    Say.PICK: "De andre rækker om barnet bliver ikke brugt.",
    Say.THIS_UNIT: "Alle rækker med det navn hører til den enhed, også næste gang.",
    Say.RENAMED: "Gruppen skifter navn. Børnene bliver i den.",
    Say.NEW_GROUP: "Gruppen bliver oprettet, og børnene bliver indmeldt i den.",
    Say.ACCEPT: "Det, der står i listen, bliver skrevet.",
    Say.KEEP: "Oplysningen i listen bliver ikke brugt. Resten af rækken bliver.",
    Say.SKIP: "Der sker ikke noget med rækken. I bliver spurgt igen næste gang.",
}
# Where the answer is better said in the words of the question.
SAY_TO: dict[tuple[Ask, Say], str] = {
    **dict.fromkeys(
        ((ask, Say.SKIP) for ask in Ask if ask not in {Ask.UNIT, Ask.GROUP}), "Lad barnet være ude denne gang"
    ),
    (Ask.ALIKE, Say.SEPARATE): "Det er to forskellige børn. Behold begge",
    (Ask.LISTED_TWICE, Say.SEPARATE): "Det er to børn",
}
SAY_HELP_TO = {
    (Ask.LISTED_TWICE, Say.SEPARATE): "Der bliver oprettet to børn. Siger rækkerne noget nyt, bliver I spurgt igen.",
}
FIELD = {
    RosterField.CPR: "CPR-nummer",
    RosterField.REPLACEMENT_NUMBER: "Erstatningsnummer",
    RosterField.FULL_NAME: "Fulde navn",
    RosterField.GIVEN_NAMES: "Fornavne",
    RosterField.FAMILY_NAME: "Efternavn",
    RosterField.BIRTH_DATE: "Fødselsdato",
    RosterField.PROTECTED: "Adressebeskyttelse (ja eller nej)",
    RosterField.PROTECTED_UNTIL: "Adressebeskyttelse til",
    RosterField.ADDRESS: "Adresse",
    RosterField.POSTCODE: "Postnummer",
    RosterField.TOWN: "By",
    RosterField.UNIT_NUMBER: "Institutionens nummer",
    RosterField.UNIT_NAME: "Institutionens navn",
    RosterField.GROUP_NAME: "Stue, klasse eller hold",
    RosterField.SETTING: "Slags plads",
    RosterField.STARTS_ON: "Første dag",
    RosterField.ENDS_ON: "Sidste dag",
    RosterField.CUSTODY: "Forældremyndighed",
    RosterField.GUARDIAN_1_NAME: "Forælder 1: navn",
    RosterField.GUARDIAN_1_CPR: "Forælder 1: CPR-nummer",
    RosterField.GUARDIAN_1_EMAIL: "Forælder 1: e-mail",
    RosterField.GUARDIAN_1_PHONE: "Forælder 1: telefon",
    RosterField.GUARDIAN_1_CUSTODY: "Forælder 1: forældremyndighed",
    RosterField.GUARDIAN_1_RELATION: "Forælder 1: mor, far eller andet",
    RosterField.GUARDIAN_2_NAME: "Forælder 2: navn",
    RosterField.GUARDIAN_2_CPR: "Forælder 2: CPR-nummer",
    RosterField.GUARDIAN_2_EMAIL: "Forælder 2: e-mail",
    RosterField.GUARDIAN_2_PHONE: "Forælder 2: telefon",
    RosterField.GUARDIAN_2_CUSTODY: "Forælder 2: forældremyndighed",
    RosterField.GUARDIAN_2_RELATION: "Forælder 2: mor, far eller andet",
    RosterField.IGNORED: "Skal ikke bruges",
}
DIFF = {
    "given_names": "Fornavne",
    "family_name": "Efternavn",
    "birth_date": "Fødselsdato",
    "address": "Adresse",
    "cpr": "CPR-nummer",
    "replacement_number": "Erstatningsnummer",
    "protected_until": "Adressebeskyttelse til",
    "guardian": "Voksen",
    "guardian_name": "Navn",
    "guardian_email": "E-mail",
    "guardian_phone": "Telefon",
    "guardian_cpr": "CPR-nummer",
    "guardian_custody": "Forældremyndighed",
    "group_name": "Gruppens navn",
}
