"""The vocabulary of sharing."""

from enum import StrEnum


class Sector(StrEnum):
    """Who has something about a child, and who is to have it. `own_unit` is only ever a recipient."""

    OWN_UNIT = "own_unit"
    DAYCARE = "daycare"
    SCHOOL = "school"
    PPR = "ppr"
    HEALTH_VISITING = "health_visiting"
    FAMILY_CASEWORK = "family_casework"
    POLICE = "police"
    HEALTH = "health"
    VOLUNTARY = "voluntary"
    PARENTS = "parents"


# Those who work here, and so can ask.
ASKERS = (
    Sector.DAYCARE,
    Sector.SCHOOL,
    Sector.PPR,
    Sector.HEALTH_VISITING,
    Sector.FAMILY_CASEWORK,
)
# Whom a consent to exchange can be about.
RECIPIENTS = (*ASKERS, Sector.POLICE, Sector.HEALTH, Sector.VOLUNTARY)


class Act(StrEnum):
    OPEN = "open"
    INVITE = "invite"
    AGENDA = "agenda"
    SEND = "send"
    EXPORT = "export"


class Purpose(StrEnum):
    EVERYDAY = "everyday"
    EARLY_HELP = "early_help"
    PROTECTION = "protection"
    CRIME_PREVENTION = "crime_prevention"
    INVESTIGATION = "investigation"


# What one may ask a consent for: nobody is asked to agree to a notification, nor to an investigation.
CONSENTED = (Purpose.EVERYDAY, Purpose.EARLY_HELP, Purpose.CRIME_PREVENTION)


class Lane(StrEnum):
    FREE = "free"
    CONSENT = "consent"
    SSD = "ssd"
    SSP = "ssp"
    NOTIFICATION = "notification"
    BLOCKED = "blocked"


class Ages(StrEnum):
    """What the law asks of an age: whether the child is one."""

    UNDER_18 = "under_18"
    OF_AGE = "of_age"
    UNKNOWN = "unknown"


class Said(StrEnum):
    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    MEETING = "meeting"
    PHONE = "phone"
    PAPER = "paper"
    OWN = "own"  # on the family's own page: nobody wrote it down for them


class State(StrEnum):
    """Where a consent is. Derived at the moment of asking, never stored."""

    ASKED = "asked"
    GIVEN = "given"
    PARTLY = "partly"
    REFUSED = "refused"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"  # the question itself: it was asked by mistake
    WITHDRAWN = "withdrawn"
