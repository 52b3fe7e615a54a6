"""What the gallery shows: a form filled in wrongly, one not filled in, and words that are far too long."""

from dataclasses import dataclass, field
from datetime import date

from django import forms

from samspor.ui.forms import DateField, Form

LONG_NAME = "Anne-Sofie Alexandra von Rosenkrantz-Hjortshøj Abdirahman Ngozi-Østergård"
LONG_WORD = "Speciallægepraksisplanlægningsstabiliseringsperiode"
OPTIONS = [
    ("home", "Hjemmet"),
    ("daycare", "Dagtilbuddet"),
    ("leisure", f"Fritiden, {LONG_WORD.lower()} og klub"),
]


class Example(Form):
    """One of every kind of question."""

    name = forms.CharField(label="Barnets navn", max_length=100)
    mail = forms.EmailField(label="Mailadresse", required=False, help_text="Vi skriver aldrig om barnet i en mail.")
    count = forms.IntegerField(label="Antal børn i gruppen", min_value=1)
    day = DateField(label="Hvornår talte I med forældrene?")
    text = forms.CharField(
        label="Hvad har I set?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Beskriv det, I ser og hører. Undgå ord om, hvordan barnet er.",
    )
    where = forms.ChoiceField(label="Hvor er det set?", choices=OPTIONS, widget=forms.RadioSelect)
    who = forms.MultipleChoiceField(
        label="Hvem skal med?", choices=OPTIONS, widget=forms.CheckboxSelectMultiple, required=False
    )
    group = forms.ChoiceField(label="Gruppe", choices=[("", "Vælg en gruppe"), *OPTIONS])
    told = forms.BooleanField(label="Forældrene er orienteret om vurderingen")
    paper = forms.FileField(label="Børneliste", required=False, help_text="CSV eller Excel.")


def filled_wrongly() -> Example:
    """Bad and long on purpose."""
    return Example(
        {
            "name": LONG_NAME * 2,
            "mail": "anne-sofie",
            "count": "mange",
            "day": "31. februar",
            "text": "Godmorgen\x00 <b>alle</b>",
            "where": "moon",
            "group": "",
            "form_key": "rettet-i-hånden",
        }
    )


@dataclass(frozen=True, slots=True)
class Gallery:
    """Everything the page needs."""

    wrong: Example = field(default_factory=filled_wrongly)
    fresh: Example = field(default_factory=Example)
    name: str = LONG_NAME
    word: str = LONG_WORD
    born: date = date(2022, 9, 3)
    today: date = date(2026, 11, 21)
