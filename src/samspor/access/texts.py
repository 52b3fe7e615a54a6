"""Danish words for roles, permissions and reaches."""

from samspor.access.rules import Permission, Reach, Role

ROLE = {
    Role.PEDAGOGUE: "Pædagog",
    Role.CHILDMINDER: "Dagplejer",
    Role.TEACHER: "Lærer",
    Role.HEALTH_VISITOR: "Sundhedsplejerske",
    Role.PPR_PSYCHOLOGIST: "PPR-psykolog",
    Role.UNIT_LEADER: "Leder af enhed",
    Role.FRONT_TEAM_WORKER: "Rådgiver i frontteamet",
    Role.FAMILY_WORKER: "Rådgiver i familieafdelingen",
    Role.SOCIAL_LEADER: "Leder af familieafdelingen",
    Role.FORUM_CHAIR: "Ordstyrer i tværfagligt forum",
    Role.DIRECTOR: "Direktør",
    Role.PROJECT_LEADER: "Projektleder",
    Role.OFFERS_EDITOR: "Redaktør af tilbud",
    Role.LOG_CONTROLLER: "Logkontrollant",
    Role.DPO: "Databeskyttelsesrådgiver",
    Role.SYSTEM_ADMIN: "Systemadministrator",
}

REACH = {
    Reach.CHILD: "børn, man har en tilknytning til",
    Reach.UNIT: "egen enhed",
    Reach.DISTRICT: "eget distrikt",
    Reach.MUNICIPALITY: "hele kommunen",
}

PERMISSION = {
    Permission.CHILD_READ: "se et barns side",
    Permission.CHILD_KNOWN_ELSEWHERE: "få at vide, at et barn er kendt i en anden enhed",
    Permission.CHILD_EDIT: "rette et barns oplysninger",
    Permission.CHILD_MERGE: "samle to sider om samme barn",
    Permission.ADDRESS_REVEAL: "vise en beskyttet adresse",
    Permission.EMERGENCY_ACCESS: "tage nødadgang til et barns side",
    Permission.EMERGENCY_REVIEW: "gennemgå nødadgange",
    Permission.UNIT_READ: "se kommunens enheder",
    Permission.STAFF_READ: "se medarbejdere",
    Permission.STAFF_EDIT: "rette medarbejdere og ansættelser",
    Permission.ROSTER_IMPORT: "indlæse børnelister",
    Permission.INSTRUMENT_ADOPT: "tage et redskab til trivselsvurdering i brug",
    Permission.ROUND_PLAN: "planlægge vurderingsrunder",
    Permission.ROUND_NOTICE: "registrere, at forældrene er orienteret om en runde",
    Permission.SCREENING_READ: "se trivselsvurderinger",
    Permission.SCREENING_ASSESS: "lave sin egen vurdering",
    Permission.SCREENING_CONCLUDE: "skrive den fælles vurdering",
    Permission.SCREENING_INFORM: "registrere, at forældrene er orienteret",
    Permission.FOCUS_SET: "sætte fokuspunkter og følge op på dem",
    Permission.PARENTS_HEAR: "skrive ned, hvad forældre siger, og lave et link til dem",
    Permission.ROUND_OVERVIEW: "se egen enheds runde i tal",
    Permission.ROUND_TOTALS: "se en hel runde i tal, uden navne",
    Permission.LOG_READ: "læse loggen",
    Permission.RULES_READ: "læse regelsamlingen",
    Permission.MESSAGES_READ: "se sine beskeder",
}
