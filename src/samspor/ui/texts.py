"""What a form says when it can not use an answer: what to do, never only what is wrong."""

from django import forms

STALE = "Siden er blevet forældet. Hent den igen i et nyt faneblad, og flyt det, du har skrevet, derover."
NULL = (
    "Teksten indeholder et tegn, som vi ikke kan gemme. Det er vist som \N{REPLACEMENT CHARACTER}. "
    "Slet det, og prøv igen."
)

_CHOOSE_SHOWN = "Vælg blandt de muligheder, der vises."

# The first sort of field that fits decides; `forms.Field` is everything else.
MESSAGES: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (
        forms.FileField,
        {
            "required": "Vælg en fil.",
            "missing": "Vælg en fil.",
            "empty": "Filen er tom. Vælg en anden fil.",
            "invalid": "Filen kom ikke med. Vælg den igen.",
        },
    ),
    (
        forms.MultipleChoiceField,
        {
            "required": "Vælg mindst én mulighed.",
            "invalid_choice": _CHOOSE_SHOWN,
            "invalid_list": _CHOOSE_SHOWN,
        },
    ),
    (forms.ChoiceField, {"required": "Vælg en mulighed.", "invalid_choice": _CHOOSE_SHOWN}),
    (forms.BooleanField, {"required": "Sæt kryds her for at gå videre."}),
    (
        forms.DateField,
        {
            "required": "Skriv en dato.",
            "invalid": "Skriv datoen som dag, måned og år, for eksempel 21.11.2026.",
        },
    ),
    (forms.IntegerField, {"required": "Skriv et tal.", "invalid": "Skriv et helt tal."}),
    (
        forms.EmailField,
        {
            "required": "Skriv en mailadresse.",
            "invalid": "Skriv en mailadresse, for eksempel navn@kommune.dk.",
        },
    ),
    (forms.Field, {"required": "Udfyld feltet."}),
)
