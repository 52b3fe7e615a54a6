"""The words of messages. A mail carries only its subject line's general words and "log in": never a name."""

from samspor.messages.rules import State, Template

TITLE = {
    Template.EMERGENCY_OPENED: "Der er taget nødadgang til et barn i din enhed",
    Template.ROSTER_READY: "En børneliste er klar til gennemsyn",
    Template.CHILD_MOVED_AWAY: "Et barn er indmeldt i en anden enhed",
    Template.EMPLOYED_WITH_ACCESS: "Der er givet adgang til børn i din enhed",
    Template.HANDOVER_SENT: "Der er kommet en overlevering til din enhed",
    Template.HANDOVER_WITHDRAWN: "Et samtykke til en overlevering, du har læst, er trukket tilbage",
    Template.HANDOVER_CHILD_TOOK_BACK: "Et barn har taget sin egen side tilbage fra en overlevering",
    Template.HANDOVER_TO_READ: "En kollega beder dig læse en overlevering",
    Template.HANDOVER_USE_SAID: "Der er svar på, hvad der var nyttigt i en overlevering",
    Template.CONSENT_WITHDRAWN: "Et samtykke, du har bedt om, er trukket tilbage",
    Template.CONSENT_ENDED: "Et samtykke om et barn, du har med at gøre, er trukket tilbage",
    Template.BATON_OFFERED: "Du er tilbudt stafetten i et forløb",
    Template.PATHWAY_LET_IN: "Du er lukket ind i et forløb",
    Template.BATON_DECLINED: "En, du har tilbudt en stafet, har sagt nej tak",
    Template.BATON_FELL: "En stafet, du havde, er hos en leder nu",
    Template.BATON_OFFER_OVER: "Et tilbud om stafetten i et forløb gælder ikke længere",
    Template.SUBSTITUTE_GIVEN: "Du er skrevet på som stedfortræder i et forløb",
    Template.SUBSTITUTE_ENDED: "Du er ikke længere stedfortræder i et forløb",
    Template.FAMILY_WROTE: "En familie har skrevet til dig",
    Template.CHILD_WROTE: "Et barn har skrevet på sin egen side",
    Template.PROPOSAL_ANSWERED: "En forælder har svaret på dit forslag",
    Template.MEETINGS_PLANNED: "Du har fået plads i en række møder",
    Template.MEETING_MOVED: "Et møde er flyttet",
    Template.MEETING_CANCELLED: "Et møde er aflyst",
    Template.WISH_MADE: "Der er bedt om en drøftelse på et møde, du planlægger",
    Template.WISH_PLACED: "Din drøftelse har fået en plads på et møde",
    Template.WISH_WAITS: "Din drøftelse venter på en ny plads",
    Template.WISH_TAKEN_OVER: "En leder har taget over på en drøftelse, du bad om",
    Template.WISH_WITHDRAWN: "En drøftelse er trukket tilbage",
    Template.DECISION_YOURS: "Du har fået en opgave på et møde",
    Template.MINUTES_LACK: "Skriv, hvad I aftalte om din drøftelse",
}

STATE = {State.WAITING: "Venter", State.UNDERWAY: "På vej", State.SENT: "Sendt", State.FAILED: "Kom ikke frem"}

MAIL_SUBJECT = "Der er nyt til dig i Samspor"
MAIL_BODY = """Hej

Der er nyt til dig i Samspor. Log ind for at læse det.

Af hensyn til de mennesker, det handler om, står der ikke mere i denne mail.

Venlig hilsen
{municipality}
"""
