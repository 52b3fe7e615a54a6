"""What the log says, in Danish."""

from samspor.audit.texts.verbs import VERB
from samspor.audit.verbs import Kind

__all__ = ["FIELD", "KIND", "VERB", "verdict"]

KIND = {
    Kind.CHANGE: "Ændring",
    Kind.READ: "Opslag",
    Kind.SEARCH: "Søgning",
    Kind.DENIED: "Afvist",
    Kind.SESSION: "Log ind og ud",
}

# What the facts of a change are called. Every test asks for a word for what it has changed (tests/worded.py).
FIELD = {
    "address": "adresse",
    "allowed": "hvem der må læse",
    "area": "område",
    "birth_date": "fødselsdato",
    "choice": "valg",
    "closes_on": "lukker",
    "coordinating": "organisatorisk tovholder",
    "cpr": "CPR-nummer",
    "cpr_hash": "CPR-nummer",
    "done_on": "gjort den",
    "due_date": "termin",
    "email": "mail",
    "family_name": "efternavn",
    "field": "felt",
    "fields": "felter",
    "from": "fra",
    "given_by": "hvordan afleveret",
    "given_names": "fornavne",
    "group": "gruppe",
    "guardian": "forælder",
    "has_custody": "forældremyndighed",
    "holder": "stafetholder",
    "keeper": "hvem der følger det",
    "key": "nøgle",
    "kind": "slags",
    "label": "navn",
    "left_on": "flyttet den",
    "left_reason": "hvorfor flyttet",
    "level": "hvor mange der er sammen",
    "lives_with": "barnet bor her",
    "name": "navn",
    "number": "nummer",
    "on": "dag",
    "opens_on": "åbner",
    "organisation": "organisation",
    "outcome": "hvordan det gik",
    "parents": "forældre",
    "phone": "telefon",
    "place": "sted",
    "position": "position",
    "protected_until": "beskyttelse",
    "relation": "forhold",
    "relational": "relationel tovholder",
    "replacement_number": "erstatningsnummer",
    "say": "svar",
    "sessions": "afsluttede logins",
    "starts_at": "tidspunkt",
    "state": "tilstand",
    "stil_number": "institutionsnummer",
    "title": "overskrift",
    "to": "til",
    "told": "hvem der fik det at vide",
    "unit": "enhed",
    "way": "måde",
}


def verdict(*, sealed: int, unsealed: int, broken: int | None, overlooked: int = 0) -> str:
    """`overlooked` has a default, for what was found before it was looked for."""
    if broken is not None:
        return f"Kæden er brudt ved led {broken} af {sealed}: loggen er ændret uden om Samspor. Tal med jeres DPO nu."
    if overlooked:
        return f"{overlooked} gamle poster er uden segl: de er lagt ind uden om Samspor. Tal med jeres DPO nu."
    waiting = f" {unsealed} nye venter på at blive forseglet." if unsealed else ""
    return f"Alle {sealed} led holder.{waiting}"
