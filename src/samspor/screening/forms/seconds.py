"""The forms of second assessors."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.screening.forms.choices import offer
from samspor.ui.forms import DateField, Form

Choice = tuple[str, str]


class FindColleagueForm(Form):
    """Asked with GET: nothing is changed by it."""

    q = forms.CharField(label="Kollegans navn", max_length=100, help_text="Mindst to bogstaver.")


class DeclineForm(Form):
    words = forms.CharField(
        label="Hvorfor kan du ikke?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lederen, der bad dig, kan læse det. Skriv ikke noget om børnene.",
    )  # fmt: skip


class SecondForm(Form):
    staff = forms.ChoiceField(label="Hvem skal se på børnene?", widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label="Hvilke børn?", help_text="Vælg en hel gruppe, eller kun ét barn. Jo færre, jo bedre."
    )
    from_on = DateField(label="Fra")
    to_on = DateField(label="Til og med", help_text="Senest den dag, runden lukker. Så ophører adgangen af sig selv.")

    def __init__(self, *args: Any, people: Iterable[Choice], about: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "staff", list(people))
        offer(self, "about", list(about))
