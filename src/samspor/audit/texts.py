"""A Danish phrase for every verb: «Pia Holm … satte en position»."""

from samspor.audit.verbs import Kind, Verb

KIND = {
    Kind.CHANGE: "Ændring",
    Kind.READ: "Opslag",
    Kind.SEARCH: "Søgning",
    Kind.DENIED: "Afvist",
    Kind.SESSION: "Log ind og ud",
}

VERB = {
    Verb.CHILD_SEEN: "så barnets side",
    Verb.CHILDREN_LISTED: "så en liste over børn",
    Verb.CHILDREN_SEARCHED: "søgte efter børn",
    Verb.CPR_LOOKED_UP: "slog et CPR-nummer op",
    Verb.KNOWN_ELSEWHERE_TOLD: "fik at vide, at barnet er kendt i en anden enhed",
    Verb.ADDRESS_REVEALED: "viste en beskyttet adresse",
    Verb.GROUP_SEEN: "så en børnegruppe",
    Verb.ASSESSMENT_SEEN: "så en trivselsvurdering",
    Verb.ROUND_SEEN: "så en vurderingsrunde",
    Verb.LOG_READ: "læste loggen",
    Verb.LOG_VERIFIED: "efterprøvede loggen",
    Verb.DAY_SEEN: "så sin dag",
    Verb.ROSTER_SEEN: "så en børneliste",
    Verb.STAFF_LISTED: "så en liste over medarbejdere",
    Verb.EXPORTED: "hentede oplysninger ud",
    Verb.ACCESS_DENIED: "blev afvist",
    Verb.SIGNED_IN: "loggede ind",
    Verb.SIGNED_OUT: "loggede ud",
    Verb.SIGN_IN_FAILED: "kunne ikke logge ind",
    Verb.PASSWORD_CHANGED: "skiftede adgangskode",
    Verb.SECOND_STEP_ADDED: "slog totrinslogin til",
    Verb.SECOND_STEP_REMOVED: "slog totrinslogin fra",
    Verb.RECOVERY_CODES_MADE: "lavede nye nødkoder",
    Verb.CHILD_REGISTERED: "oprettede et barn",
    Verb.CHILD_CORRECTED: "rettede et barns oplysninger",
    Verb.CHILD_LEFT: "registrerede, at et barn er flyttet ud",
    Verb.CHILDREN_MERGED: "samlede to sider om samme barn",
    Verb.MERGE_UNDONE: "delte en samlet side igen",
    Verb.ENROLLED: "indmeldte et barn",
    Verb.ENROLMENT_ENDED: "udmeldte et barn",
    Verb.ENROLMENT_REMOVED: "fjernede en indmeldelse",
    Verb.GUARDIAN_REGISTERED: "oprettede en forælder",
    Verb.GUARDIAN_CORRECTED: "rettede en forælders oplysninger",
    Verb.GUARDIANSHIP_SET: "knyttede en forælder til et barn",
    Verb.UNIT_OPENED: "oprettede en enhed",
    Verb.GROUP_OPENED: "oprettede en børnegruppe",
    Verb.GROUP_RENAMED: "omdøbte en børnegruppe",
    Verb.GROUP_CLOSED: "lukkede en børnegruppe",
    Verb.ACCOUNT_MADE: "oprettede en konto",
    Verb.EMPLOYED: "registrerede en ansættelse",
    Verb.EMPLOYMENT_ENDED: "afsluttede en ansættelse",
    Verb.AFFILIATED: "knyttede en fagperson til et barn",
    Verb.AFFILIATION_ENDED: "afsluttede en tilknytning",
    Verb.EMERGENCY_OPENED: "tog nødadgang",
    Verb.EMERGENCY_REVIEWED: "gennemgik en nødadgang",
    Verb.ROSTER_UPLOADED: "indlæste en børneliste",
    Verb.ROSTER_DECIDED: "tog stilling til en række i en børneliste",
    Verb.ROSTER_APPLIED: "gennemførte en børneliste",
    Verb.ROSTER_UNDONE: "fortrød en børneliste",
    Verb.ROSTER_DISCARDED: "kasserede en børneliste",
    Verb.INSTRUMENT_ADOPTED: "tog et redskab i brug",
    Verb.ROUND_PLANNED: "planlagde en vurderingsrunde",
    Verb.ROUND_CHANGED: "ændrede en vurderingsrunde",
    Verb.ROUND_WITHDRAWN: "tog en planlagt runde tilbage",
    Verb.NOTICE_RECORDED: "registrerede, at forældrene er orienteret om runden",
    Verb.ROUND_OPENED: "åbnede en vurderingsrunde",
    Verb.ROUND_CLOSED: "lukkede en vurderingsrunde",
    Verb.MARK_SET: "satte en position i sin egen vurdering",
    Verb.SIGNS_TICKED: "satte kryds ved tegn",
    Verb.JOINT_DRAFT_KEPT: "skrev på en fælles vurdering",
    Verb.LOOKED_TOGETHER: "skrev, at de havde set på barnet sammen",
    Verb.ROOM_SEEN: "så på rammerne omkring en gruppe",
    Verb.MARKS_HANDED_IN: "afleverede sine egne vurderinger",
    Verb.SINGLE_ASSESSOR_CHOSEN: "valgte, at barnet vurderes af én",
    Verb.ASSESSMENT_CONCLUDED: "skrev den fælles vurdering",
    Verb.PARENTS_INFORMED: "registrerede, at forældrene er orienteret",
    Verb.MESSAGE_QUEUED: "skrev en besked",
    Verb.MESSAGE_TRIED: "forsøgte at sende en besked",
    Verb.MESSAGE_SENT: "fik sendt en besked",
    Verb.MESSAGE_READ: "læste en besked",
    Verb.MESSAGE_FAILED: "fik en besked retur",
    Verb.DEMO_LOADED: "lagde demokommunen ind",
}


def verdict(*, sealed: int, unsealed: int, broken: int | None, overlooked: int = 0) -> str:
    """`overlooked` has a default, for what was found before it was looked for."""
    if broken is not None:
        return f"Kæden er brudt ved led {broken} af {sealed}: loggen er ændret uden om Samspor. Tal med jeres DPO nu."
    if overlooked:
        return f"{overlooked} gamle poster er uden segl: de er lagt ind uden om Samspor. Tal med jeres DPO nu."
    waiting = f" {unsealed} nye venter på at blive forseglet." if unsealed else ""
    return f"Alle {sealed} led holder.{waiting}"
