"""Danish words for what stands in a concern."""

from samspor.concerns.rules.ruler import Polarity
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Audience, Circle, FactorKind, House, Party, State, Theme, Whose, WrittenBy

STATE = {
    State.STARTED: "Begyndt",
    State.OPEN: "I gang",
    State.STOPPED: "Stop for kontakt til forældrene",
    State.CLOSED: "Afsluttet",
}
TONE = {State.STARTED: "waiting", State.OPEN: "waiting", State.STOPPED: "stop", State.CLOSED: "neutral"}
STOP_KIND = {
    StopKind.VIOLENCE: "Mistanke om vold eller overgreb",
    StopKind.HONOUR: "Æresrelateret konflikt eller negativ social kontrol",
}
QUESTION = {
    StopKind.VIOLENCE: "Har du mistanke om, at barnet er udsat for vold eller overgreb?",
    StopKind.HONOUR: "Er der tegn på en æresrelateret konflikt eller negativ social kontrol?",
}
NOTIFY = "Ring til modtagelsen, og underret"
NOT_NOTIFIED = "Der er endnu ikke skrevet, at der er underrettet."
ANSWER = {Answer.NO: "Nej", Answer.YES: "Ja"}
FACTOR_KIND = {FactorKind.PROTECTIVE: "Det, der fungerer", FactorKind.STRAINING: "Det, vi er bekymrede for"}
CIRCLE = {
    Circle.CHILD: "Hos barnet",
    Circle.FAMILY: "I familien",
    Circle.NETWORK: "I netværket",
    Circle.SURROUNDINGS: "I rammerne omkring barnet",
}
WHOSE = {
    Whose.STAFF: "Fagperson",
    Whose.CHILD: "Barnet",
    Whose.PARENT: "Forælder",
    Whose.NETWORK: "En i netværket",
}
HOUSE = {
    House.GOOD: "De gode tings hus",
    House.WORRIES: "Bekymringernes hus",
    House.DREAMS: "Drømmenes hus",
}
WRITTEN_BY = {WrittenBy.CHILD: "Barnet selv", WrittenBy.ADULT: "En voksen, mens barnet fortalte"}
AUDIENCE = {
    Audience.MY_ROOM: "De voksne på min stue eller i min klasse",
    Audience.PARENTS: "Mine forældre",
    Audience.LEADER: "Lederen",
    Audience.HELPERS: "Andre, der hjælper mig",
}
PARTY = {
    Party.PARENTS: "Forældrene",
    Party.COLLEAGUES: "Kolleger på stuen eller i teamet",
    Party.LEADER: "Lederen",
    Party.HEALTH_VISITOR: "Sundhedsplejersken",
    Party.PPR: "PPR",
    Party.FRONT_TEAM: "Frontteamet",
    Party.FORUM: "Tværfagligt forum",
    Party.NETWORK: "En i familiens netværk",
}
PARTY_WHY = {
    Party.PARENTS: "De kender barnet bedst, og de skal høre det først. De er med fra begyndelsen.",
    Party.COLLEAGUES: "To par øjne ser mere end ét.",
    Party.LEADER: "Lederen kan give tid og rammer, og skal vide, når noget trykker.",
    Party.HEALTH_VISITOR: "Ved noget om søvn, mad, krop og de første år.",
    Party.PPR: "Kan give råd om sprog, udvikling og deltagelse i fællesskabet.",
    Party.FRONT_TEAM: "Kan give familien råd hurtigt, uden at der skal være en sag.",
    Party.FORUM: "Når flere fagligheder skal tænke sammen.",
    Party.NETWORK: "En bedstemor, en træner eller en nabo kan være en stor hjælp.",
}
THEME = {
    Theme.WELLBEING: "Trivsel i gruppen",
    Theme.LANGUAGE: "Sprog og udvikling",
    Theme.RELATIONS: "Venskaber og relationer",
    Theme.ABSENCE: "Fravær",
    Theme.HOME: "Livet derhjemme",
    Theme.PRACTICE: "Vores egen praksis",
}
POLARITY = {Polarity.LOW_IS_GOOD: "Det laveste tal er det gode", Polarity.HIGH_IS_GOOD: "Det højeste tal er det gode"}
