"""The forms of focus points."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.people.api import StaffMember
from samspor.screening import texts
from samspor.screening.forms.choices import offer
from samspor.screening.rules import GOES_ON, SUCCEEDED, Outcome
from samspor.ui.forms import DateField, Form

_WAYS = [(str(value), label) for value, label in texts.WAY.items()]
_OUTCOMES = [(str(value), label) for value, label in texts.OUTCOME.items()]
_AIM, _ACTION, _LONGEST = "Hvad vil vi gerne opnå?", "Hvad gør vi voksne?", 2000


def _lines(number: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": number})


class FocusForm(Form):
    """`about` is asked only where there is more than one to choose among."""

    about = forms.ChoiceField(label="Hvem gælder det?")
    aim = forms.CharField(
        label=_AIM,
        max_length=_LONGEST,
        widget=_lines(3),
        help_text="Skriv det, som I håber at se, når det lykkes. Begynd med det, der virker.",
    )
    action = forms.CharField(
        label=_ACTION,
        max_length=_LONGEST,
        widget=_lines(4),
        help_text="Det er os, der gør noget nyt: i leg, overgange, rum, tid og samvær.",
    )
    responsible = forms.ChoiceField(label="Hvem sørger for det?", help_text="Det kommer i »Min dag«, når I følger op.")
    review_on = DateField(label="Hvornår ser I på det igen?")

    def __init__(
        self, *args: Any, people: Iterable[StaffMember], about: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "responsible", [(str(one.pk), f"{one.name}, {one.title}") for one in people])
        offer(self, "about", list(about))


class ReviewFocusForm(Form):
    outcome = forms.ChoiceField(label="Hvad kom der ud af det?", choices=_OUTCOMES, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Med jeres egne ord", max_length=4000, widget=_lines(4), help_text="Hvad virkede, og hvad lærte I?"
    )
    review_on = DateField(
        label="Hvornår ser I på det igen?", required=False, help_text="Når I fortsætter eller prøver noget andet."
    )
    aim = forms.CharField(
        label=_AIM,
        max_length=_LONGEST,
        required=False,
        widget=_lines(2),
        help_text="Kun når I prøver noget andet: skriv det nye.",
    )
    action = forms.CharField(
        label=_ACTION, max_length=_LONGEST, required=False, widget=_lines(3), help_text="Kun når I prøver noget andet."
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        outcome = given.get("outcome")
        if outcome in {GOES_ON, SUCCEEDED} and "review_on" not in self.errors and not given.get("review_on"):
            self.add_error("review_on", "Vælg, hvornår I ser på det igen.")
        if outcome == Outcome.CHANGED:
            for name in ("aim", "action"):
                if name not in self.errors and not given[name].strip():
                    self.add_error(name, "Skriv det nye, I vil prøve.")
        return given


class FocusToldForm(Form):
    """A meeting is for the parents of a group or a unit. Those of one child are told by themselves."""

    told_on = DateField(label="Hvornår fik forældrene det at vide?")
    way = forms.ChoiceField(label="Hvordan?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, of_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "way", [one for one in _WAYS if not (of_child and one[0] in texts.TO_ALL)])
